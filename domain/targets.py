"""What an orchestration would change, so that two that would change the same take turns."""

from datetime import datetime
from typing import Protocol

from domain.models import Value
from domain.orchestrations import ProjectContext
from domain.risk.levels import RiskAssessment
from domain.risk.reading.facts import HARMLESS

UNKNOWN = "unknown"


class Target(Value):
    """One service in one environment."""

    service: str
    environment: str

    def __str__(self) -> str:
        return f"{self.service} in {self.environment}"


class Turn(Value):
    """``held``: it is the run's turn. Else ``held_by`` has it, if anyone, and ``ahead`` wait before it."""

    held: bool
    held_by: str | None = None
    ahead: int = 0


class Blocker(Value):
    """Who holds a target, or is first in line: once its workflow is closed, it stops others for nothing."""

    task_id: str
    workflow_id: str
    target: Target
    held: bool
    since: datetime


class TargetStore(Protocol):
    """Rows of ``target_turns``: first come, first served; the row goes with the orchestration's end."""

    async def claim(self, task_id: str, *, workflow_id: str, target: Target) -> Turn:
        """Get in line, once, and take the turn if it has come. The orchestration's note tells of a wait."""

    async def release(self, task_id: str) -> None:
        """Give the turn, or the place in line, away."""

    async def waited_for(self) -> list[Blocker]:
        """Of each target that somebody waits for: who holds it, or else who is first in line."""


def target_of(assessment: RiskAssessment, context: ProjectContext) -> Target | None:
    """The caller names the service (``project_context.service``, else its ``project``), the rating or the
    caller the environment. None where either is unknown, and for what only reads or edits a working copy.
    """
    if assessment.operation in HARMLESS:
        return None
    service = (context.extra.get("service") or context.project or "").strip().casefold()
    rated = assessment.environment if assessment.environment != UNKNOWN else None
    environment = (rated or context.environment or "").strip().casefold()
    if not service or not environment:
        return None
    return Target(service=service, environment=environment)
