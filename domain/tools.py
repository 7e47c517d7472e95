"""Tools: what an agent may call, what a call is bound to, and what came of it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from domain.models import Value, digest_of
from domain.risk.levels import RiskLevel

INLINE_RESULT_LIMIT = 64 * 1024
"""Bytes of a result that are kept beside the call; a larger one becomes an artifact."""


class ToolSpec(Value):
    """One tool of one MCP server; ``input_schema`` is JSON Schema of its arguments.

    ``destructive``: it may undo or overwrite something; so may any tool that does not deny it.
    """

    server: str
    tool: str
    description: str = ""
    input_schema: dict[str, Any] = Field(default_factory=dict)
    read_only: bool = False
    idempotent: bool = False
    destructive: bool = True
    level: RiskLevel = RiskLevel.HIGH
    """From the server's annotations and the operator's overrides; unknown is high."""

    @property
    def name(self) -> str:
        return f"{self.server}.{self.tool}"

    @property
    def repeatable(self) -> bool:
        """A call may run twice without harm."""
        return self.read_only or self.idempotent

    def schema_digest(self) -> str:
        return digest_of({"description": self.description, "input_schema": self.input_schema})


class ToolCall(Value):
    """A call a model asked for; ``index`` is its place in the turn, from 0."""

    index: int
    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict)


def call_digest(*, spec: ToolSpec, arguments: Mapping[str, Any], policy_version: str) -> str:
    """What an approval of a tool call is bound to: the tool and its schema, exact arguments, the policy."""
    return digest_of(
        {
            "server": spec.server,
            "tool": spec.tool,
            "schema": spec.schema_digest(),
            "arguments": dict(arguments),
            "policy_version": policy_version,
        }
    )


class ToolCallState(StrEnum):
    STARTED = "started"
    DONE = "done"
    FAILED = "failed"
    OUTCOME_UNKNOWN = "outcome_unknown"


class ToolResult(Value):
    """What a tool answered. ``error``: the tool itself said that it failed (the agent is told)."""

    text: str
    error: bool = False
    artifact_id: str | None = None


class StoredToolCall(Value):
    call_id: str
    turn_id: str
    index: int
    tool: str
    state: ToolCallState
    result: ToolResult | None = None


class Caller(Value):
    """On whose behalf a call is made, and the level up to which it was cleared."""

    agent: str
    task_id: str
    step_id: str
    call_id: str
    level: RiskLevel


class ToolCatalogue(Protocol):
    async def spec(self, name: str) -> ToolSpec:
        """Raises :class:`~domain.errors.ToolError` for an unknown tool or one that is held back."""


class Toolbox(ToolCatalogue, Protocol):
    """The tools of all configured servers, behind the gateway.

    Every method raises :class:`~domain.errors.UnavailableError` while the gateway is out of reach; a call
    that raises it was not made.
    """

    async def shown(self, agent: str, *, task: str, searches: Sequence[str] = ()) -> Sequence[ToolSpec]:
        """What the agent's model is shown for a task, and for what it has searched since."""

    async def check(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
        """Raises :class:`~domain.errors.ToolError` for arguments that the tool does not allow."""

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any], *, caller: Caller) -> ToolResult:
        """Raises :class:`~domain.errors.ToolError` when the call was refused, or not answered."""


class Claim(Value):
    """The right to run a call. ``fence`` must still be in force when the result is stored."""

    fence: int
    retry: bool


class ToolCallStore(Protocol):
    """Rows of ``tool_calls``: a call is claimed before it acts."""

    async def claim(
        self,
        *,
        task_id: str,
        step_id: str,
        call_id: str,
        turn_id: str,
        call: ToolCall,
        digest: str,
        repeatable: bool,
    ) -> Claim | StoredToolCall:
        """A claim, or the stored call if it is over or must not run again.

        A call found ``started`` is claimed anew only if ``repeatable``; else it is marked
        ``outcome_unknown`` and returned.
        """

    async def complete(
        self, *, call_id: str, fence: int, state: ToolCallState, result: ToolResult
    ) -> StoredToolCall:
        """Store the result if ``fence`` is still in force; returns what is stored now."""

    async def release(self, *, call_id: str, fence: int) -> None:
        """Give the claim back if ``fence`` is still in force: the call was certainly not made."""

    async def refuse(
        self, *, task_id: str, step_id: str, call_id: str, turn_id: str, call: ToolCall, reason: str
    ) -> None:
        """Store a call that was not made (denied, not allowed), so that the agent is told why."""

    async def results(self, call_ids: Sequence[str]) -> Sequence[StoredToolCall]:
        """In the order asked for; unknown ids are left out."""
