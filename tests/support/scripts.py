"""What a scripted model is told to say: plans and tool calls, in the words of the wire."""

from typing import Any

from integrations.llm.names import wire_name
from tests.support.openai_server import Turn, calls


def plans(instruction: str, *, agent: str = "infrastructure", effects: tuple[str, ...] = ()) -> Turn:
    """A plan of one step."""
    step = {
        "id": "only",
        "agent": agent,
        "instruction": instruction,
        "depends_on": [],
        "effects": list(effects),
    }
    return calls(("planner__submit_plan", {"summary": "as scripted", "steps": [step]}))


def uses(tool: str, **arguments: Any) -> Turn:
    """A call of ``server.tool``."""
    return calls((wire_name(tool), arguments))
