"""An approver is faster than the workflow: the request is in Postgres, its gate not yet in the run."""

import asyncio
import dataclasses

from activities.approvals import ApprovalActivities
from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalDraft, OpenedRequest
from domain.errors import UnavailableError
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.transcripts import PostgresTranscripts
from tests.support.desk import message_of
from tests.support.gateway import gateway
from tests.support.worker import QUEUES, at_a_desk
from worker.activities import build_activities
from worker.hosts import build_workers
from worker.resources import open_resources


class AnswerLost(PostgresApprovals):
    """Commits the first request, but its answer never arrives, as when the worker dies just then."""

    def __init__(self, pool: object) -> None:
        super().__init__(pool)  # type: ignore[arg-type]
        self.approver_is_done = asyncio.Event()
        self._lost = False

    async def open(self, draft: ApprovalDraft) -> OpenedRequest:
        opened = await super().open(draft)
        if self._lost:
            return opened
        self._lost = True
        await self.approver_is_done.wait()
        raise UnavailableError("the answer is lost")


async def test_a_decision_made_while_the_gate_is_being_opened_counts(settings: Settings) -> None:
    async with (
        gateway(settings) as running,
        open_resources(running.settings) as resources,
        at_a_desk(settings) as desk,
    ):
        approvals = AnswerLost(resources.pool)
        activities = dataclasses.replace(
            build_activities(resources),
            approvals=ApprovalActivities(
                policies=resources.files.policies,
                approvals=approvals,
                transcripts=PostgresTranscripts(resources.pool),
            ),
        )
        first, second = build_workers(resources.client, activities, queues=QUEUES)
        async with first, second:
            request, _ = await desk.submit("Deploy auth service to production")
            receipt = await desk.record(await desk.gate(request), DecisionKind.APPROVED)
            await desk.temporal.signal(request.workflow_id, message_of(receipt))
            approvals.approver_is_done.set()

            assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
            assert (await desk.verdict(receipt)).outcome is VerdictOutcome.APPROVED
