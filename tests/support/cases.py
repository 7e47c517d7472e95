"""Approval requests and rulings on them, written by the real stores, with times of the test's choice."""

from datetime import timedelta
from uuid import uuid4

from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionKind,
    JudgedReceipt,
    Receipt,
    Verdict,
    VerdictOutcome,
)
from domain.approvals.tiers import Tier
from domain.risk.levels import RiskLevel
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.pool import Pool
from tests.support.requests import a_task, opened

APPROVED, DENIED, MORE_INFO = DecisionKind.APPROVED, DecisionKind.DENIED, DecisionKind.MORE_INFO


class Cases:
    """``ago`` and ``after`` are in seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def open(
        self,
        level: RiskLevel = RiskLevel.HIGH,
        *,
        ago: float = 0.0,
        roles: tuple[str, ...] = ("tech_lead",),
        quorum: int = 1,
    ) -> str:
        """The id of a request that opened so long ago."""
        tier = Tier(roles=roles, quorum=quorum, timeout=timedelta(hours=1))
        draft = await opened(self._pool, a_task(), level=level, tier=tier)
        await self._pool.execute(
            "UPDATE approval_requests SET opened_at = opened_at - make_interval(secs => $2) "
            "WHERE request_id = $1",
            draft.request_id,
            ago,
        )
        return draft.request_id

    async def record(self, request_id: str, person: str, decision: DecisionKind = APPROVED) -> Receipt:
        """A decision of now, not ruled on."""
        record = await PostgresApprovals(self._pool).get(request_id)
        told = Decision(
            receipt_id=str(uuid4()),
            request_id=request_id,
            workflow_id=record.workflow_id,
            decision=decision,
            actor=Actor(email=person),
            channel=Channel.API,
            digest=record.digest,
            evidence_sha256="e",
        )
        return await PostgresInbox(self._pool).record(told, None)

    async def rule(
        self,
        request_id: str,
        person: str,
        outcome: VerdictOutcome,
        *,
        decision: DecisionKind = APPROVED,
        refusal: str | None = None,
        decided_by: str | None = None,
    ) -> None:
        """Record a decision of now and commit a ruling on it; a stranger is nobody to the judge."""
        record = await PostgresApprovals(self._pool).get(request_id)
        receipt = await self.record(request_id, person, decision)
        statuses = {VerdictOutcome.APPROVED: "approved", VerdictOutcome.DENIED: "denied"}
        noted = "more_info" if decision is MORE_INFO else "pending"
        final = outcome in statuses
        by = decided_by or person
        judged = JudgedReceipt(
            verdict=Verdict(
                receipt_id=receipt.receipt_id,
                request_id=request_id,
                outcome=outcome,
                refusal=refusal,
                explanation="so it is",
            ),
            event_key=receipt.receipt_id,
            task_id=record.task_id,
            workflow_id=record.workflow_id,
            run_id="run",
            request_status=None if refusal else statuses.get(outcome, noted),
            person=None if refusal == "not-an-approver" else person,
            approved_by=tuple(by.split(", ")) if decision is APPROVED and not refusal else (),
            decided_by=by if final else None,
            decision=decision,
            received_at=receipt.received_at,
        )
        await PostgresApprovals(self._pool).record_verdict(judged)

    async def close(self, request_id: str, status: str) -> None:
        """Without anybody's decision."""
        await self._pool.execute(
            "UPDATE approval_requests SET status = $2, decided_at = clock_timestamp() WHERE request_id = $1",
            request_id,
            status,
        )
