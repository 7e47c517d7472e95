"""What is shown in Linear, and what is read there: workflows that no orchestration waits for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.linear import LinearActivities
    from domain.linear.mirrors import MirrorStep, StepKind
    from workflows.options import PATIENT

ATTEMPT = timedelta(seconds=60)
ROUND = timedelta(minutes=10)
BACK_OFF = RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(minutes=5))
"""An outage of Linear is waited out; a step that can never be made ends the mirror."""
HEARTBEAT = timedelta(minutes=2)

_ACTIVITIES: dict[StepKind, Callable[[LinearActivities, MirrorStep], Any]] = {
    StepKind.OPENED: LinearActivities.open_linear_issue,
    StepKind.COMMENTED: LinearActivities.comment_on_linear_issue,
    StepKind.REMINDED: LinearActivities.comment_on_linear_issue,
    StepKind.REFLECTED: LinearActivities.reflect_decision_in_linear,
    StepKind.CLOSED: LinearActivities.close_linear_issue,
}


@workflow.defn
class LinearMirrorWorkflow:
    """Shows what has happened to one request or task, in order, until nothing is left to show."""

    @workflow.run
    async def run(self, mirror_id: str) -> None:
        while steps := await self._due(mirror_id):
            for step in steps:
                if not await self._show(step):
                    return
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(mirror_id)

    async def _due(self, mirror_id: str) -> tuple[MirrorStep, ...]:
        return await workflow.execute_activity_method(
            LinearActivities.find_linear_steps,
            mirror_id,
            start_to_close_timeout=ATTEMPT,
            retry_policy=PATIENT,
            summary="what is not shown yet?",
        )

    async def _show(self, step: MirrorStep) -> bool:
        try:
            await workflow.execute_activity_method(
                _ACTIVITIES[step.kind],
                step,
                start_to_close_timeout=ATTEMPT,
                retry_policy=BACK_OFF,
                summary=step.event,
            )
        except ActivityError as error:
            if is_cancelled_exception(error):
                raise
            await workflow.execute_activity_method(
                LinearActivities.give_up_linear_mirror,
                step,
                start_to_close_timeout=ATTEMPT,
                retry_policy=PATIENT,
            )
            return False
        return True


@workflow.defn
class LinearInboxWorkflow:
    """By a schedule: webhooks that could not be worked off when they came."""

    @workflow.run
    async def run(self) -> int:
        return await workflow.execute_activity_method(
            LinearActivities.relay_webhook_inbox,
            start_to_close_timeout=ROUND,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=BACK_OFF,
        )


@workflow.defn
class LinearReconciliationWorkflow:
    """By a schedule: decisions in Linear of which no webhook told."""

    @workflow.run
    async def run(self) -> int:
        return await workflow.execute_activity_method(
            LinearActivities.reconcile_linear,
            start_to_close_timeout=ROUND,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=BACK_OFF,
        )
