"""An orchestration and its gate, as most tests of the stores need them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from domain.approvals.decisions import Actor, Channel, Decision, DecisionKind, JudgedReceipt, Receipt, Verdict
from domain.approvals.decisions import VerdictOutcome as Outcomes
from domain.approvals.requests import OpenedRequest
from domain.approvals.tiers import Tier
from domain.orchestrations import OrchestrationRequest
from integrations.keys.keyring import SigningKey
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from tests.support.requests import a_draft

TASK = "t-1"
OpenGate = Callable[..., Awaitable[OpenedRequest]]


def request(task_id: str = TASK) -> OrchestrationRequest:
    return OrchestrationRequest(task_id=task_id, description="Deploy auth", requester="ada@example.com")


def decision(request_id: str, kind: DecisionKind = DecisionKind.APPROVED) -> Decision:
    return Decision(
        receipt_id=str(uuid4()),
        request_id=request_id,
        workflow_id=request().workflow_id,
        decision=kind,
        actor=Actor(email="lead@example.com"),
        channel=Channel.API,
        digest="d",
        evidence_sha256="e",
    )


def judged(
    receipt: Receipt, outcome: Outcomes = Outcomes.APPROVED, status: str | None = "approved"
) -> JudgedReceipt:
    return JudgedReceipt(
        verdict=Verdict(
            receipt_id=receipt.receipt_id,
            request_id=receipt.request_id,
            outcome=outcome,
            explanation="so it is",
        ),
        event_key=receipt.receipt_id,
        task_id=TASK,
        workflow_id=receipt.workflow_id,
        run_id="r",
        request_status=status,
        person="lead@example.com",
        decision=receipt.decision,
        received_at=receipt.received_at,
    )


@pytest.fixture
def signer(tmp_path: Path) -> SigningKey:
    return SigningKey.load_or_create(tmp_path / "keys")


@pytest.fixture
def open_gate(pool: Pool) -> OpenGate:
    async def open_one(
        *, within: timedelta = timedelta(minutes=30), request_id: str | None = None
    ) -> OpenedRequest:
        await PostgresOrchestrations(pool).create(request(), body_sha256="b")
        draft = a_draft(
            request(),
            request_id=request_id or str(uuid4()),
            tier=Tier(roles=("tech_lead",), timeout=within),
            subject={"summary": "deploy"},
        )
        return await PostgresApprovals(pool).open(draft)

    return open_one
