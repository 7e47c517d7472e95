"""Where an orchestration stands and how it ended, for everyone who reads Postgres."""

from temporalio import activity

from activities.failures import temporal_failures
from domain.models import Value
from domain.orchestrations import OrchestrationStatus, OrchestrationStore, Outcome
from domain.redaction import Redactor


class StatusUpdate(Value):
    task_id: str
    status: OrchestrationStatus


class OutcomeActivities:
    def __init__(self, *, orchestrations: OrchestrationStore, redactor: Redactor) -> None:
        self._orchestrations = orchestrations
        self._redactor = redactor

    @activity.defn
    async def record_status(self, update: StatusUpdate) -> None:
        with temporal_failures():
            await self._orchestrations.record_status(update.task_id, update.status)

    @activity.defn
    async def finish_orchestration(self, outcome: Outcome) -> None:
        """Commit the outcome; open approval requests become void. Retried until Postgres has it."""
        told = self._redactor.value(outcome.model_dump(mode="json", exclude={"task_id"}))
        with temporal_failures():
            await self._orchestrations.finish(Outcome.model_validate({"task_id": outcome.task_id, **told}))
