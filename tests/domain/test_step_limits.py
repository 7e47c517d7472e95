"""When a step has used up what its agent may use."""

import pytest

from domain.step_limits import Limit, StepLimits, StepUse

LIMITS = StepLimits(turns=3, tokens=100, minutes=1.5)


@pytest.mark.parametrize(
    ("use", "limit"),
    [
        (StepUse(turns=2, tokens=99, seconds=89.9), None),
        (StepUse(turns=3), Limit.TURNS),
        (StepUse(tokens=120), Limit.TOKENS),
        (StepUse(seconds=90), Limit.MINUTES),
    ],
)
def test_a_limit_is_reached_and_not_before(use: StepUse, limit: Limit | None) -> None:
    reached = LIMITS.reached(use)
    assert (reached.limit if reached else None) == limit


def test_whoever_reads_it_learns_which_limit_it_was_and_how_to_raise_it() -> None:
    reached = LIMITS.reached(StepUse(turns=1, tokens=120))
    assert reached is not None
    told = reached.told("cicd")
    assert "100 tokens, with 120 used" in told
    assert "`limits.tokens` of cicd in agents.yaml" in told
