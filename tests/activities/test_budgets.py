"""Where nothing is limited, budgets cost nothing."""

from typing import cast

from activities.budgets import BudgetGuard
from config.settings import CONFIG_DIR, Settings
from domain.budgets import BudgetStore
from domain.policies import Policies
from integrations.llm.catalogue import build_models


class Watched:
    """A store of which each use is noted."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> object:
        self._asked.append(name)
        raise AttributeError(name)


async def test_as_shipped_nobody_is_asked_what_was_spent() -> None:
    asked = list[str]()
    guard = BudgetGuard(
        models=build_models(Settings(config_dir=CONFIG_DIR)),
        budgets=cast(BudgetStore, Watched(asked)),
        policies=cast(Policies, None),
    )

    await guard.ensure_within(task_id="t", agent="cicd")
    await guard.watch(task_id="t", agent="cicd")

    assert asked == []
