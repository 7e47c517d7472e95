"""What a tier wants an approver to bring along: a reason, and the actions they confirm."""

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, Verdict, VerdictOutcome
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import edit_policies

DEPLOY = "Deploy auth service to production"
APPROVED = DecisionKind.APPROVED


@pytest.fixture(scope="module", autouse=True)
def a_reason_and_two_actions(settings: Settings) -> None:
    actions = {"backup-made": "a backup is there", "team-told": "the team knows"}
    edit_policies(settings.config_dir, high={"justification": True, "required_actions": actions})


async def refused(desk: Desk, gate: ApprovalRecord, verdict: Verdict) -> str | None:
    """The refusal, which is in the ledger too and has left the request as it was."""
    assert verdict.outcome is VerdictOutcome.REFUSED
    assert (await desk.ledger(gate))[-1]["judged"]["verdict"]["refusal"] == verdict.refusal
    assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    return verdict.refusal


async def test_an_approval_without_them_is_refused_and_one_with_them_counts(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    assert gate.terms.justification
    assert gate.terms.required_actions == {"backup-made": "a backup is there", "team-told": "the team knows"}

    silent = await desk.decide(gate, APPROVED, confirmed=("backup-made", "team-told"))
    assert await refused(desk, gate, silent) == "missing-justification"
    blank = await desk.decide(gate, APPROVED, reason=" \n", confirmed=("backup-made", "team-told"))
    assert await refused(desk, gate, blank) == "missing-justification"
    half = await desk.decide(gate, APPROVED, reason="planned", confirmed=("backup-made", "something-else"))
    assert await refused(desk, gate, half) == "unconfirmed-actions"
    assert "team-told" in half.explanation
    assert "backup-made" not in half.explanation

    whole = await desk.decide(gate, APPROVED, reason="planned", confirmed=("team-told", "backup-made"))

    assert whole.outcome is VerdictOutcome.APPROVED
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    receipt = (await desk.ledger(gate))[-1]["receipt"]
    assert (receipt["reason"], set(receipt["confirmed"])) == ("planned", {"backup-made", "team-told"})


async def test_who_denies_or_asks_owes_none_of_it(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    asked = await desk.decide(gate, DecisionKind.MORE_INFO)
    denied = await desk.decide(gate, DecisionKind.DENIED)

    assert (asked.outcome, denied.outcome) == (VerdictOutcome.NOTED, VerdictOutcome.DENIED)
    assert (await desk.ended(request)).status is OrchestrationStatus.DENIED


async def test_a_signal_that_brings_no_reason_does_not_pass_either(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    await desk.handle(request).signal("approval_decision", {"decision": "approved"})
    verdict = await desk.decide(gate, DecisionKind.DENIED, reason="rather not")  # ruled on after the signal

    assert verdict.outcome is VerdictOutcome.DENIED
    assert (await desk.ledger(gate))[0]["judged"]["verdict"]["refusal"] == "missing-justification"
    assert (await desk.ended(request)).status is OrchestrationStatus.DENIED
