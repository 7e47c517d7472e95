"""Handing a step over to another agent: a tool that is built in, as it moves the loop itself.

It gives no rights: the other agent goes on as itself, with its own prompt, model, tools and limits.
"""

from collections.abc import Sequence
from typing import Any

from domain.agents import AgentProfile, StoredTurn
from domain.data_marks import marked
from domain.models import Value
from domain.risk.levels import RiskLevel
from domain.tools import ToolCall, ToolSpec

TEAM = "team"
"""The server of this tool; no MCP server can be named so."""
HAND_OVER_TOOL = f"{TEAM}.hand_over"
MESSAGE_LIMIT = 8_000


class HandOver(Value):
    """``fault``: why it is refused; then nobody else goes on."""

    agent: str = ""
    message: str = ""
    fault: str | None = None


def hand_over_tool(acting: str, agents: Sequence[AgentProfile]) -> ToolSpec:
    """As it is shown to the model of ``acting``, with the agents it may name."""
    others = [agent for agent in agents if agent.name != acting]
    team = "\n".join(f"- {agent.name}: {agent.description}" for agent in others)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            "agent": {"enum": [agent.name for agent in others]},
            "message": {
                "type": "string",
                "minLength": 1,
                "maxLength": MESSAGE_LIMIT,
                "description": "What was done, what was found and what is left: all that it needs to know.",
            },
        },
        "required": ["agent", "message"],
    }
    return ToolSpec(
        server=TEAM,
        tool=HAND_OVER_TOOL.partition(".")[2],
        description="Hand the rest of this step over to another agent, where it takes knowledge or tools "
        f"that you do not have. The only call of its turn; you are not asked again. The agents:\n{team}",
        input_schema=schema,
        read_only=True,
        destructive=False,
        level=RiskLevel.LOW,
    )


def read_hand_over(
    calls: Sequence[ToolCall], *, acting: str, agents: Sequence[AgentProfile], left: int
) -> HandOver | None:
    """What the calls of one turn ask for; None where none of them is a hand-over.

    ``left``: how many more this step has.
    """
    wish = next((call for call in calls if call.tool == HAND_OVER_TOOL), None)
    if wish is None:
        return None
    agent, message = wish.arguments.get("agent"), wish.arguments.get("message")
    others = [profile.name for profile in agents if profile.name != acting]
    if left < 1:
        return HandOver(
            fault="this step may not be handed over any more: finish it, or report what is missing"
        )
    if len(calls) > 1:
        return HandOver(
            fault="hand over in a turn of its own, when you have read what your other calls return"
        )
    if not isinstance(agent, str) or agent not in others:
        return HandOver(fault=f"`agent` must be one of {', '.join(others)}")
    if not isinstance(message, str) or not message.strip():
        return HandOver(fault="`message` must say what was done and what is left")
    return HandOver(agent=agent, message=message[:MESSAGE_LIMIT])


def own_turns(chain: Sequence[StoredTurn], agent: str) -> Sequence[StoredTurn]:
    """The turns since the step came to the agent: what others said is not its conversation."""
    others = [at for at, turn in enumerate(chain) if turn.agent != agent]
    return chain[others[-1] + 1 :] if others else chain


def handed_over_note(by: StoredTurn) -> str:
    """What the agent that goes on is told of the one before it."""
    said = str(by.reply.calls[0].arguments.get("message")) if by.reply.calls else ""
    message = marked(said, source=f"agent {by.agent}", key=by.turn_id)
    return f"The agent {by.agent} hands the task that follows over to you, and says of it:\n\n{message}"
