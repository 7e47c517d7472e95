"""Nobody approves what they asked for, nor through a colleague who lent them their role."""

from datetime import UTC, datetime, timedelta

import pytest

from config.settings import Settings
from domain.approvals.approvers import ANONYMOUS, OPERATOR
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import edit_people, edit_policies

DEPLOY = "Deploy auth service to production"
ADA, BOB, BEA, DEV = (f"{name}@example.org" for name in ("ada", "bob", "bea", "dev"))
APPROVED = DecisionKind.APPROVED


@pytest.fixture(autouse=True)
def bea_has_lent_her_role_to_ada_and_bob_his_to_the_developer(settings: Settings) -> None:
    today = datetime.now(UTC).date()
    days = {"from": today - timedelta(days=1), "until": today + timedelta(days=1)}
    edit_people(
        settings.config_dir,
        bea={"roles": ["tech_lead"], "delegate": [{"to": ADA, **days}]},
        bob={"delegate": [{"to": DEV, **days}]},
    )
    edit_policies(settings.config_dir, high={"self_approval": "never"})


@pytest.mark.parametrize(
    ("requester", "approver"),
    [
        pytest.param(ADA, ADA, id="the requester"),
        pytest.param(ADA, BEA, id="who lent the requester their role"),
        pytest.param(ANONYMOUS, BOB, id="anyone, where nobody knows who asked"),
    ],
)
async def test_it_is_refused_and_somebody_else_may_still_decide(
    desk: Desk, requester: str, approver: str
) -> None:
    request, _ = await desk.submit(DEPLOY, requester=requester)
    gate = await desk.gate(request)

    own = await desk.decide(gate, APPROVED, by=approver)

    assert (own.outcome, own.refusal) == (VerdictOutcome.REFUSED, "self-approval")
    (entry,) = await desk.ledger(gate)
    assert entry["judged"]["verdict"]["refusal"] == "self-approval"
    record = await desk.approvals.get(gate.request_id)
    assert (record.status, record.approved_by) == (ApprovalStatus.PENDING, ())
    if requester == ANONYMOUS:
        await desk.drop(request)
        return
    await desk.decide(gate, APPROVED, by=BOB)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_the_role_that_a_requester_has_lent_does_not_come_back_as_an_approval(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY, requester=BOB)
    gate = await desk.gate(request)

    verdict = await desk.decide(gate, APPROVED, by=DEV)

    assert (verdict.outcome, verdict.refusal) == (VerdictOutcome.REFUSED, "wrong-role")
    await desk.drop(request)


async def test_a_requester_may_deny_their_own_request(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY, requester=ADA)

    verdict = await desk.decide(
        await desk.gate(request), DecisionKind.DENIED, by=ADA, reason="not yet, I forgot something"
    )

    assert verdict.outcome is VerdictOutcome.DENIED
    assert (await desk.ended(request)).status is OrchestrationStatus.DENIED


@pytest.mark.parametrize(
    ("setting", "requester", "approver"),
    [
        ("operator", ANONYMOUS, OPERATOR),
        ("operator", OPERATOR, OPERATOR),
        ("anyone", ANONYMOUS, BOB),
        ("anyone", ADA, ADA),
    ],
)
async def test_a_policy_may_allow_it(
    desk: Desk, settings: Settings, setting: str, requester: str, approver: str
) -> None:
    edit_policies(settings.config_dir, high={"self_approval": setting})
    request, _ = await desk.submit(DEPLOY, requester=requester)

    verdict = await desk.decide(await desk.gate(request), APPROVED, by=approver)

    assert verdict.outcome is VerdictOutcome.APPROVED
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


@pytest.mark.parametrize(("requester", "approver"), [(ANONYMOUS, BOB), (ADA, ADA)])
async def test_what_is_allowed_to_the_operator_alone_is_not_allowed_to_others(
    desk: Desk, settings: Settings, requester: str, approver: str
) -> None:
    edit_policies(settings.config_dir, high={"self_approval": "operator"})
    request, _ = await desk.submit(DEPLOY, requester=requester)

    verdict = await desk.decide(await desk.gate(request), APPROVED, by=approver)

    assert verdict.refusal == "self-approval"
    await desk.drop(request)


async def test_a_later_edit_of_the_policy_does_not_reach_a_request_that_is_open(
    desk: Desk, settings: Settings
) -> None:
    request, _ = await desk.submit(DEPLOY, requester=ADA)
    gate = await desk.gate(request)

    edit_policies(settings.config_dir, high={"self_approval": "anyone"})
    verdict = await desk.decide(gate, APPROVED, by=ADA)

    assert verdict.refusal == "self-approval"
    await desk.drop(request)
