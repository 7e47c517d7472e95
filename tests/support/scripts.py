"""What a scripted model is told to say: plans and tool calls, in the words of the wire."""

from typing import Any

from domain.hand_over import HAND_OVER_TOOL
from integrations.llm.names import wire_name
from tests.support.loopback import Answer
from tests.support.openai_server import calls


def plans(instruction: str, *, agent: str = "infrastructure", effects: tuple[str, ...] = ()) -> Answer:
    """A plan of one step."""
    return plans_steps(step("only", instruction, agent=agent, effects=list(effects)))


def plans_steps(*steps: dict[str, Any]) -> Answer:
    """A plan of several steps, each made by :func:`step`."""
    return calls(("planner__submit_plan", {"summary": "as scripted", "steps": list(steps)}))


def step(step_id: str, instruction: str, *, agent: str = "infrastructure", **more: Any) -> dict[str, Any]:
    """``more``: ``depends_on``, ``effects``, ``rollback``, ``irreversible``."""
    return {
        "id": step_id,
        "agent": agent,
        "instruction": instruction,
        "depends_on": [],
        "effects": [],
        **more,
    }


def uses(tool: str, **arguments: Any) -> Answer:
    """A call of ``server.tool``."""
    return calls((wire_name(tool), arguments))


def accepts() -> Answer:
    """The supervisor is content with the result."""
    return calls(("supervisor__submit_check", {"answers_the_task": True}))


def misses(what: str, *, step: str | None = None) -> Answer:
    """The supervisor is not."""
    return calls(("supervisor__submit_check", {"answers_the_task": False, "missing": what, "step": step}))


def hands_over(agent: str, message: str) -> Answer:
    return uses(HAND_OVER_TOOL, agent=agent, message=message)
