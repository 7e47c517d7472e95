"""Plans are graphs without circles; what may start and what must not is read off them."""

import pytest
from pydantic import ValidationError

from domain.plans import Plan, PlanStep


def a_plan(**needs: tuple[str, ...]) -> Plan:
    steps = tuple(
        PlanStep(id=name, agent="cicd", instruction="work", depends_on=before)
        for name, before in needs.items()
    )
    return Plan(summary="", made_by="a test", steps=steps)


def test_the_waves_follow_the_dependencies() -> None:
    plan = a_plan(a=(), b=("a",), c=("a",), d=("b", "c"))

    assert [[step.id for step in wave] for wave in plan.waves()] == [["a"], ["b", "c"], ["d"]]


def test_all_that_hangs_on_a_failed_step_is_behind_it() -> None:
    plan = a_plan(a=(), b=("a",), c=("b",), d=())

    assert plan.behind({"a"}) == {"b", "c"}
    assert plan.behind({"d"}) == frozenset()


@pytest.mark.parametrize(
    ("needs", "fault"),
    [({"a": ("b",), "b": ("a",)}, "circle"), ({"a": ("a",)}, "circle"), ({"a": ("nowhere",)}, "unknown")],
)
def test_a_graph_that_cannot_run_is_no_plan(needs: dict[str, tuple[str, ...]], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        a_plan(**needs)
