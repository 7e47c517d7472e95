"""The agents, and one turn of an agent's conversation with its model."""

from collections.abc import Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Protocol

from pydantic import Field

from domain.disclosure import SEARCH_TOOL, Disclosure
from domain.model_choice import ModelConfig
from domain.models import Value
from domain.plans import Plan
from domain.risk.levels import RiskLevel
from domain.step_limits import StepLimits
from domain.tools import ToolCall, ToolSpec
from domain.usage import TokenUsage

ORCHESTRATOR = "orchestrator"
"""The label of planner and supervisor turns in prices and token counts."""


class AgentProfile(Value):
    """One agent: its prompt and the tools it may call, as patterns of ``server.tool``.

    ``disclosure``: which of them its model is shown; None leaves that to the installation.
    """

    name: str
    description: str
    prompt: str
    tools: tuple[str, ...] = ()
    disclosure: Disclosure | None = None
    limits: StepLimits = StepLimits()

    def allows(self, tool: str) -> bool:
        """The gateway's own search is everybody's."""
        return tool == SEARCH_TOOL or any(fnmatchcase(tool, pattern) for pattern in self.tools)


class AgentCatalogue(Protocol):
    def get(self, name: str) -> AgentProfile:
        """Raises :class:`~domain.errors.NotFoundError`."""

    def all(self) -> Sequence[AgentProfile]: ...

    @property
    def names(self) -> Sequence[str]: ...


class Role(StrEnum):
    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


class Message(Value):
    """One message. ``calls`` only on an assistant's; ``call_key`` only on a tool's: which call it answers."""

    role: Role
    content: str = ""
    calls: tuple[ToolCall, ...] = ()
    call_key: str | None = None


class ModelReply(Value):
    """What a model answered: an assistant message with text, tool calls or both.

    ``usage.model`` is who answered: it may be a fallback. ``wasted``: paid answers before it, of no use.
    """

    message: Message
    usage: TokenUsage
    wasted: tuple[TokenUsage, ...] = ()


class ChatModel(Protocol):
    """One configured model. Its own retries are off: Temporal retries."""

    @property
    def label(self) -> str:
        """``provider/model``, as recorded with each turn."""

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """Raises :class:`~domain.errors.ModelError`.

        A tool message's ``call_key`` is ``<turn id>/<index>`` of the call it answers; the keys of the
        assistant message before it follow from its own turn id, given in the assistant's ``call_key``.
        """


class ModelCatalogue(Protocol):
    @property
    def config(self) -> ModelConfig:
        """What is in force now."""

    @property
    def fault(self) -> str | None:
        """Why the newest edit is not in force; None where it is."""

    def for_agent(self, agent: str, *, last_try: bool = False) -> ChatModel:
        """The model configured now for the agent (or for :data:`ORCHESTRATOR`).

        ``last_try``: the caller does not come back after a failure, so that fallbacks are asked.
        """


class Planner(Protocol):
    async def plan(
        self, *, description: str, environment: str, level: RiskLevel, last_try: bool = False
    ) -> "PlannedWork":
        """Raises :class:`~domain.errors.ModelError`; never returns an invalid plan.

        ``last_try`` as in :class:`ModelCatalogue`.
        """


class PlannedWork(Value):
    """``usages``: one for each call of a model, also of those whose plan was not valid."""

    plan: Plan
    usages: tuple[TokenUsage, ...]


class StoredTurn(Value):
    """A finished turn, as stored; ``messages`` are the ones this turn added before the reply."""

    turn_id: str
    parent_turn_id: str | None
    task_id: str
    step_id: str
    agent: str
    model: str
    messages: tuple[Message, ...] = Field(default=())
    reply: Message


class TranscriptStore(Protocol):
    """Rows of ``transcripts``; history carries only the id of a branch's head."""

    async def find(self, turn_id: str) -> StoredTurn | None: ...

    async def chain(self, head_turn_id: str) -> Sequence[StoredTurn]:
        """From the first turn of the step to the head."""

    async def save(self, turn: StoredTurn) -> StoredTurn:
        """Insert unless there is one, then read: returns the stored turn, which may be another's."""
