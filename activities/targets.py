"""Turns of orchestrations that would change the same service in the same environment."""

from temporalio import activity

from activities.failures import temporal_failures
from domain.models import Value
from domain.targets import Target, TargetStore, Turn


class ClaimInput(Value):
    task_id: str
    workflow_id: str
    target: Target


class TargetActivities:
    def __init__(self, *, targets: TargetStore) -> None:
        self._targets = targets

    @activity.defn
    async def claim_target(self, claim: ClaimInput) -> Turn:
        """Get in line, once, and take the turn if it has come."""
        with temporal_failures():
            return await self._targets.claim(
                claim.task_id, workflow_id=claim.workflow_id, target=claim.target
            )

    @activity.defn
    async def release_target(self, task_id: str) -> None:
        with temporal_failures():
            await self._targets.release(task_id)
