"""Two people must approve: people are counted, not votes, channels or borrowed roles."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.settings import Settings
from domain.approvals.decisions import Channel, DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import edit_people, edit_policies

DEPLOY = "Deploy auth service to production"
ADA, BOB, BEA, CY = (f"{name}@example.org" for name in ("ada", "bob", "bea", "cy"))
FOR_ADA, FOR_BEA_AND_CY = "dev@example.org", "sam@example.org"
APPROVED, DENIED = DecisionKind.APPROVED, DecisionKind.DENIED


@pytest.fixture(scope="module", autouse=True)
def two_are_needed(settings: Settings) -> None:
    """Three tech leads are away; one developer stands in for Ada, another for Bea and for Cy."""
    edit_policies(settings.config_dir, high={"quorum": 2})
    edit_people(
        settings.config_dir,
        ada={"delegate": [lent_to(FOR_ADA)]},
        bea={"roles": ["tech_lead"], "delegate": [lent_to(FOR_BEA_AND_CY)]},
        cy={"roles": ["tech_lead"], "delegate": [lent_to(FOR_BEA_AND_CY)]},
        sam={"roles": ["developer"]},
    )


def lent_to(person: str) -> dict[str, object]:
    today = datetime.now(UTC).date()
    return {"to": person, "from": today - timedelta(days=1), "until": today + timedelta(days=1)}


def on_behalf_of(entry: dict[str, Any]) -> tuple[str, str | None]:
    return entry["judged"]["person"], entry["judged"]["on_behalf_of"]


async def test_two_people_let_it_run_whatever_channels_they_use(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    first = await desk.decide(gate, APPROVED, by=ADA, channel=Channel.API)
    waiting = await desk.approvals.get(gate.request_id)
    second = await desk.decide(gate, APPROVED, by=BOB, channel=Channel.CLI)

    assert (first.outcome, second.outcome) == (VerdictOutcome.NOTED, VerdictOutcome.APPROVED)
    assert "1 of 2" in first.explanation
    assert (waiting.status, waiting.approved_by) == (ApprovalStatus.PENDING, (ADA,))
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    decided = await desk.approvals.get(gate.request_id)
    assert (decided.status, decided.approved_by) == (ApprovalStatus.APPROVED, (ADA, BOB))
    assert decided.decided_by == f"{ADA}, {BOB}"
    channels = [entry["judged"]["channel"] for entry in await desk.ledger(gate)]
    assert channels == ["api", "cli"]


async def test_the_same_person_twice_is_one(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    verdicts = [
        await desk.decide(gate, APPROVED, by=ADA, channel=each) for each in (Channel.API, Channel.CLI)
    ]

    assert [verdict.outcome for verdict in verdicts] == [VerdictOutcome.NOTED, VerdictOutcome.NOTED]
    waiting = await desk.approvals.get(gate.request_id)
    assert (waiting.status, waiting.approved_by) == (ApprovalStatus.PENDING, (ADA,))
    await desk.drop(request)


@pytest.mark.parametrize("order", [(ADA, FOR_ADA), (FOR_ADA, ADA)])
async def test_a_lender_and_their_stand_in_are_one(desk: Desk, order: tuple[str, str]) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    noted = [await desk.decide(gate, APPROVED, by=person) for person in order]

    assert [verdict.outcome for verdict in noted] == [VerdictOutcome.NOTED, VerdictOutcome.NOTED]
    assert "used already" in noted[1].explanation
    assert (await desk.approvals.get(gate.request_id)).approved_by == (order[0],)
    last = await desk.decide(gate, APPROVED, by=BOB)
    assert last.outcome is VerdictOutcome.APPROVED
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    by_whom = [on_behalf_of(entry) for entry in await desk.ledger(gate)]
    assert (FOR_ADA, ADA) in by_whom, "the ledger says whose role counted"
    assert {(ADA, None), (BOB, None)} < set(by_whom)


async def test_a_stand_in_for_two_takes_the_role_that_is_free(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    await desk.decide(gate, APPROVED, by=BEA)
    second = await desk.decide(gate, APPROVED, by=FOR_BEA_AND_CY)

    assert second.outcome is VerdictOutcome.APPROVED
    assert on_behalf_of((await desk.ledger(gate))[1]) == (FOR_BEA_AND_CY, CY)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_stand_in_for_two_makes_room_for_whoever_has_one_role_only(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    first = await desk.decide(gate, APPROVED, by=FOR_BEA_AND_CY)
    second = await desk.decide(gate, APPROVED, by=BEA)

    assert (first.outcome, second.outcome) == (VerdictOutcome.NOTED, VerdictOutcome.APPROVED)
    assert f"{FOR_BEA_AND_CY} now counts for {CY}" in second.explanation
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert (await desk.approvals.get(gate.request_id)).approved_by == (FOR_BEA_AND_CY, BEA)


async def test_a_stand_in_for_two_is_still_one_person(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    for _ in range(2):
        verdict = await desk.decide(gate, APPROVED, by=FOR_BEA_AND_CY)
        assert verdict.outcome is VerdictOutcome.NOTED

    assert (await desk.approvals.get(gate.request_id)).approved_by == (FOR_BEA_AND_CY,)
    await desk.drop(request)


async def test_one_denial_ends_it_whatever_was_approved(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    await desk.decide(gate, APPROVED, by=ADA)

    denial = await desk.decide(gate, DENIED, by=BOB, reason="change freeze")

    assert denial.outcome is VerdictOutcome.DENIED
    assert (await desk.ended(request)).status is OrchestrationStatus.DENIED
    assert (await desk.approvals.get(gate.request_id)).decided_by == BOB


async def test_what_contradicts_the_decision_later_is_refused_and_recorded(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    await desk.temporal.pause(gate.workflow_id)  # so that there is a later
    for person in (ADA, BOB):
        await desk.decide(gate, APPROVED, by=person)

    late = await desk.decide(gate, DENIED, by=BEA, reason="I would not")
    repeat = await desk.decide(gate, APPROVED, by=BEA)

    assert (late.outcome, late.refusal) == (VerdictOutcome.REFUSED, "already-decided")
    assert repeat.outcome is VerdictOutcome.APPROVED, "who says the same gets the same answer"
    decided = await desk.approvals.get(gate.request_id)
    assert (decided.status, decided.approved_by) == (ApprovalStatus.APPROVED, (ADA, BOB))
    refused = (await desk.ledger(gate))[2]
    assert refused["judged"]["verdict"]["refusal"] == "already-decided"
    assert refused["receipt"]["reason"] == "I would not"
    await desk.temporal.resume(gate.workflow_id)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
