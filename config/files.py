"""The files of an operator that both the API and the worker go by, read together."""

from dataclasses import dataclass

from config.agent_profiles import Agents, load_agents
from config.notifications import FileNotifications
from config.policies import FilePolicies
from config.settings import Settings
from config.templates import FileTemplates


@dataclass(frozen=True, kw_only=True)
class ConfigFiles:
    """All but the agents follow their files: an edit counts without a restart."""

    agents: Agents
    templates: FileTemplates
    policies: FilePolicies
    notifications: FileNotifications

    @classmethod
    def read(cls, settings: Settings, *, secrets: bool) -> "ConfigFiles":
        """``secrets``: those of the notification channels are looked up too, for who sends.

        Raises :class:`~domain.errors.ConfigurationError` for any fault in any file.
        """
        folder, embedded = settings.config_dir, settings.embedded
        agents = load_agents(folder)
        return cls(
            agents=agents,
            templates=FileTemplates(folder, agents.names),
            policies=FilePolicies(folder, embedded=embedded),
            notifications=FileNotifications(folder, embedded=embedded, secrets=secrets),
        )
