"""What a run would change: named by the caller and the rating, nothing where either is unknown."""

import pytest

from domain.orchestrations import ProjectContext
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.targets import target_of


def rating(operation: str, environment: str = "production") -> RiskAssessment:
    return RiskAssessment(
        level=RiskLevel.HIGH, operation=operation, environment=environment, reasons=("r",), policy_version="v"
    )


@pytest.mark.parametrize(
    ("assessment", "context", "found"),
    [
        (rating("deploy"), ProjectContext(project="Auth "), "auth in production"),
        (
            rating("deploy"),
            ProjectContext(project="shop", extra={"service": "auth"}, environment="dev"),
            "auth in production",
        ),
        (
            rating("delete", "unknown"),
            ProjectContext(project="auth", environment="Staging"),
            "auth in staging",
        ),
        (rating("read"), ProjectContext(project="auth"), None),
        (rating("edit"), ProjectContext(project="auth"), None),
        (rating("deploy"), ProjectContext(), None),
        (rating("deploy", "unknown"), ProjectContext(project="auth"), None),
    ],
)
def test_the_target(assessment: RiskAssessment, context: ProjectContext, found: str | None) -> None:
    target = target_of(assessment, context)
    assert (str(target) if target else None) == found
