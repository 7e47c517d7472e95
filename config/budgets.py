"""What ``models.yaml`` says of budgets, for who calls no model and so needs no provider."""

from collections.abc import Collection

from config.models import MODELS_FILE, ModelRules
from config.settings import Settings
from config.watched import Watched
from domain.budgets import BudgetConfig


class FileBudgets:
    """Looked at anew by every :meth:`get`. Building it raises :class:`~domain.errors.ConfigurationError`;
    later, a faulty edit keeps what was in force.
    """

    def __init__(self, settings: Settings, agents: Collection[str]) -> None:
        self._agents = tuple(agents)
        self._watched = Watched(
            (settings.config_dir / MODELS_FILE,),
            lambda: ModelRules(settings, self._agents, here=False).budgets(settings.node_env),
        )

    def get(self) -> BudgetConfig:
        return self._watched.get()
