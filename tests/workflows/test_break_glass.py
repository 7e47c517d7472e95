"""Break-glass: a named role starts at once, with a reason, on record, and with a review to come."""

from datetime import UTC, datetime, timedelta

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.reviews import PostgresReviews
from tests.support.desk import Desk
from tests.support.installation import edit_people, edit_policies

DEPLOY = "Deploy auth service to production"
ADA, BOB, DEV = "ada@example.org", "bob@example.org", "dev@example.org"
BREAK_GLASS = DecisionKind.BREAK_GLASS
WHY = "production is down"


@pytest.fixture(scope="module", autouse=True)
def bob_may(settings: Settings) -> None:
    """Two people would have to approve, with an action confirmed; Bob has lent his role to the developer."""
    today = datetime.now(UTC).date()
    days = {"from": today - timedelta(days=1), "until": today + timedelta(days=1)}
    edit_people(settings.config_dir, bob={"delegate": [{"to": DEV, **days}]})
    edit_policies(
        settings.config_dir,
        high={"quorum": 2, "required_actions": {"backup-made": "a backup is there"}},
        break_glass={"roles": ["devops_engineer"]},
    )


@pytest.mark.parametrize("requester", ["rita@example.org", BOB])
async def test_it_starts_at_once_and_a_review_is_open(desk: Desk, requester: str) -> None:
    request, _ = await desk.submit(DEPLOY, requester=requester)
    gate = await desk.gate(request)
    assert gate.terms.break_glass_roles == ("devops_engineer",)

    verdict = await desk.decide(gate, BREAK_GLASS, by=BOB, reason=WHY)

    assert verdict.outcome is VerdictOutcome.APPROVED
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    record = await desk.approvals.get(gate.request_id)
    assert (record.status, record.emergency, record.decided_by, record.reason) == ("approved", True, BOB, WHY)
    (told,) = await desk.events(request, "approval.broken_glass")
    assert (told["request_id"], told["person"], told["emergency"]) == (gate.request_id, BOB, True)
    assert await desk.events(request, "approval.approved") == []
    review = await PostgresReviews(desk.pool).get(gate.request_id)
    assert (review.person, review.requester, review.reason) == (BOB, requester, WHY)
    assert review.closed_at is None
    verdict_entry, review_entry = await desk.ledger(gate)
    assert verdict_entry["judged"]["emergency"] is True
    assert verdict_entry["judged"]["decision"] == "break_glass"
    assert (review_entry["kind"], review_entry["person"]) == ("review.opened", BOB)
    assert await PostgresLedger(desk.pool).verify() is None


@pytest.mark.parametrize(
    ("by", "reason", "refusal"),
    [
        pytest.param(ADA, WHY, "not-break-glass", id="another role"),
        pytest.param(DEV, WHY, "not-break-glass", id="a role on loan"),
        pytest.param("eve@example.org", WHY, "not-an-approver", id="a stranger"),
        pytest.param(BOB, None, "missing-justification", id="no reason"),
        pytest.param(BOB, "  ", "missing-justification", id="a blank reason"),
    ],
)
async def test_anything_less_is_refused_and_leaves_the_gate_as_it_was(
    desk: Desk, by: str, reason: str | None, refusal: str
) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    verdict = await desk.decide(gate, BREAK_GLASS, by=by, reason=reason)

    assert (verdict.outcome, verdict.refusal) == (VerdictOutcome.REFUSED, refusal)
    assert [entry["judged"]["verdict"]["refusal"] for entry in await desk.ledger(gate)] == [refusal]
    record = await desk.approvals.get(gate.request_id)
    assert (record.status, record.emergency) == (ApprovalStatus.PENDING, False)
    assert await desk.events(request, "approval.broken_glass") == []
    await desk.drop(request)
    assert all(
        review.task_id != request.task_id for review in await PostgresReviews(desk.pool).list(limit=500)
    )


async def test_an_unsigned_signal_breaks_no_glass(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    await desk.handle(request).signal("approval_decision", {"decision": "break_glass", "reason": WHY})
    await desk.decide(gate, DecisionKind.DENIED, by=BOB)  # ruled on after the signal

    assert (await desk.ledger(gate))[0]["judged"]["verdict"]["refusal"] == "unsigned"
    assert (await desk.ended(request)).status is OrchestrationStatus.DENIED


async def test_the_glass_of_a_request_that_is_decided_stays_whole(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    await desk.temporal.pause(gate.workflow_id)
    for person in (ADA, BOB):
        await desk.decide(gate, DecisionKind.APPROVED, by=person, confirmed=("backup-made",))

    late = await desk.decide(gate, BREAK_GLASS, by=BOB, reason=WHY)

    assert late.refusal == "already-decided"
    assert not (await desk.approvals.get(gate.request_id)).emergency
    await desk.temporal.resume(gate.workflow_id)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
