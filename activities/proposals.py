"""The tool calls that a model asks for, as the workflow sees them; their arguments stay in the transcript."""

from domain.models import Value
from domain.orchestrations import ProjectContext
from domain.redaction import MASKED_ARGUMENTS, holds_mask
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy
from domain.risk.reading.facts import Operation
from domain.risk.tool_calls import read_call
from domain.tools import ToolCall, ToolSpec, call_digest


class ProposedCall(Value):
    """``reasons``: what raised its level above its tool's. ``refusal``: it may not be made, and why.
    ``operation``, ``environment`` and ``destructive`` say what a grant would have to cover.
    """

    index: int
    tool: str
    level: RiskLevel = RiskLevel.LOW
    reasons: tuple[str, ...] = ()
    digest: str = ""
    repeatable: bool = False
    changes: bool = False
    operation: str = Operation.UNKNOWN
    environment: str | None = None
    destructive: bool = True
    refusal: str | None = None


def proposed(
    call: ToolCall,
    spec: ToolSpec | None,
    *,
    agent: str,
    policy_version: str,
    environment: str | None,
    policy: RiskPolicy,
) -> ProposedCall:
    """How the workflow sees a call: rated by ``policy``, and bound to tool, schema and exact arguments.

    ``policy_version`` is that of the run's own rating, which the binding names too.
    """
    if spec is None:
        return ProposedCall(index=call.index, tool=call.tool, refusal=f"{call.tool} is not a tool of {agent}")
    if not spec.read_only and holds_mask(call.arguments):
        return ProposedCall(index=call.index, tool=call.tool, refusal=MASKED_ARGUMENTS)
    rating = read_call(spec, call.arguments, ProjectContext(environment=environment), policy)
    return ProposedCall(
        index=call.index,
        tool=call.tool,
        level=rating.level,
        reasons=rating.reasons,
        digest=call_digest(spec=spec, arguments=call.arguments, policy_version=policy_version),
        repeatable=spec.repeatable,
        changes=not spec.read_only,
        operation=rating.operation,
        environment=rating.environment,
        destructive=spec.destructive,
    )
