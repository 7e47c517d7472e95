"""Rows that still say "open" although their workflow is over: terminated by hand, or gone with its server.

Decides nothing: it only writes down how Temporal closed the run. What it leaves open of approval requests
becomes void with it.
"""

from api.orchestrator.answers import Repaired
from domain.errors import NotFoundError
from domain.orchestrations import OrchestrationRecord, OrchestrationStatus, OrchestrationStore, Outcome
from integrations.temporal.orchestrations import TemporalOrchestrations

LIMIT = 500
"""Rows of one status that one repair looks at; the next repair looks at the rest."""
_OPEN = [status for status in OrchestrationStatus if not status.is_final]


class Repairs:
    def __init__(self, orchestrations: OrchestrationStore, temporal: TemporalOrchestrations) -> None:
        self._orchestrations = orchestrations
        self._temporal = temporal

    async def run(self) -> Repaired:
        """Raises :class:`~domain.errors.UnavailableError` where Temporal cannot say."""
        checked, repaired = 0, []
        for status in _OPEN:
            for record in await self._orchestrations.list(status=status, limit=LIMIT):
                checked += 1
                outcome = await self._ended(record)
                if outcome is not None:
                    await self._orchestrations.finish(outcome)
                    repaired.append(record.task_id)
        return Repaired(repaired=repaired, checked=checked)

    async def _ended(self, record: OrchestrationRecord) -> Outcome | None:
        try:
            return await self._temporal.ended(record.workflow_id)
        except NotFoundError:
            if record.status is OrchestrationStatus.QUEUED:
                return None  # not started yet; that is not for us to mend
            return Outcome(
                task_id=record.task_id,
                status=OrchestrationStatus.FAILED,
                summary="Temporal no longer knows its workflow",
                failure="workflow-gone",
            )
