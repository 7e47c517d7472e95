"""The judge's rules, one by one, and what must hold for any sequence of receipts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.approvals.decisions import DecisionKind, VerdictOutcome, VerifiedReceipt
from domain.approvals.gate import Gate
from domain.approvals.judge import answer, expire, judge
from domain.approvals.requests import ApprovalStatus, Deadline, SubjectKind
from domain.risk.levels import RiskLevel

OPENED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DEADLINE = OPENED + timedelta(minutes=60)
NOON = OPENED + timedelta(minutes=5)


def a_gate(*, level: RiskLevel = RiskLevel.HIGH, quorum: int = 1) -> Gate:
    return Gate(
        request_id="r",
        kind=SubjectKind.PLAN,
        level=level,
        roles=("tech_lead", "devops_engineer"),
        quorum=quorum,
        digest="d",
        policy_version="p",
        opened_at=OPENED,
        deadlines=(Deadline(version=1, expires_at=DEADLINE, in_force_from=OPENED),),
    )


def a_receipt(**changes: object) -> VerifiedReceipt:
    fields: dict[str, object] = {
        "receipt_id": "1",
        "valid": True,
        "decision": DecisionKind.APPROVED,
        "request_id": "r",
        "digest": "d",
        "person": "ada@example.org",
        "roles": ("tech_lead",),
        "received_at": NOON,
    }
    return VerifiedReceipt.model_validate(fields | changes)


def test_an_approver_in_time_approves() -> None:
    before = a_gate()

    after, verdict = judge(before, a_receipt(), now=NOON)

    assert (after.status, verdict.outcome) == (ApprovalStatus.APPROVED, VerdictOutcome.APPROVED)
    assert after.decided_by == "ada@example.org"
    assert before.is_open, "nobody may act on a ruling before it is committed"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"valid": False, "refusal": "bad-signature"}, "bad-signature"),
        ({"valid": False}, "invalid-receipt"),
        ({"digest": "another"}, "digest-mismatch"),
        ({"received_at": OPENED - timedelta(microseconds=1)}, "recorded-before-opening"),
        ({"received_at": None}, "recorded-before-opening"),
        ({"received_at": DEADLINE + timedelta(microseconds=1)}, "expired"),
        ({"person": None, "roles": ()}, "not-an-approver"),
        ({"roles": ("developer",)}, "wrong-role"),
    ],
)
def test_what_does_not_count_is_refused_by_name(changes: dict[str, object], refusal: str) -> None:
    after, verdict = judge(a_gate(), a_receipt(**changes), now=DEADLINE + timedelta(hours=1))

    assert (verdict.outcome, verdict.refusal) == (VerdictOutcome.REFUSED, refusal)
    assert after.is_open


def test_a_receipt_from_the_future_is_refused_and_a_small_clock_difference_is_not() -> None:
    ahead = a_receipt(received_at=NOON + timedelta(seconds=4))
    far_ahead = a_receipt(received_at=NOON + timedelta(seconds=6))

    assert judge(a_gate(), ahead, now=NOON)[1].outcome is VerdictOutcome.APPROVED
    assert judge(a_gate(), far_ahead, now=NOON)[1].refusal == "received-in-the-future"


def test_the_deadline_in_force_at_the_receipt_counts() -> None:
    gate = a_gate()
    prolonged = Deadline(
        version=2, expires_at=DEADLINE + timedelta(hours=1), in_force_from=DEADLINE - timedelta(minutes=1)
    )
    gate.deadlines = (*gate.deadlines, prolonged)
    late = a_receipt(received_at=DEADLINE + timedelta(minutes=30))

    assert judge(gate, late, now=DEADLINE + timedelta(hours=3))[1].outcome is VerdictOutcome.APPROVED
    assert gate.deadline_at(NOON) == DEADLINE


@pytest.mark.parametrize(("level", "quorum"), [(RiskLevel.CRITICAL, 1), (RiskLevel.HIGH, 2)])
def test_an_unsigned_decision_never_counts_for_critical_or_a_quorum(level: RiskLevel, quorum: int) -> None:
    _, verdict = judge(a_gate(level=level, quorum=quorum), a_receipt(unsigned=True), now=NOON)

    assert verdict.refusal == "unsigned"


def test_one_denial_ends_the_request_with_its_reason() -> None:
    after, verdict = judge(a_gate(quorum=2), a_receipt(decision="denied", reason="not today"), now=NOON)

    assert (after.status, after.reason) == (ApprovalStatus.DENIED, "not today")
    assert verdict.outcome is VerdictOutcome.DENIED


def test_a_quorum_counts_people() -> None:
    once, first = judge(a_gate(quorum=2), a_receipt(), now=NOON)
    twice, second = judge(once, a_receipt(receipt_id="2"), now=NOON)
    both, third = judge(twice, a_receipt(receipt_id="3", person="bob@example.org"), now=NOON)

    assert [first.outcome, second.outcome, third.outcome] == ["noted", "noted", "approved"]
    assert both.decided_by == "ada@example.org, bob@example.org"


def test_a_repeat_gets_the_same_answer_and_a_contradiction_is_refused() -> None:
    approved, _ = judge(a_gate(), a_receipt(), now=NOON)

    assert judge(approved, a_receipt(receipt_id="2"), now=NOON)[1].outcome is VerdictOutcome.APPROVED
    contradiction = judge(approved, a_receipt(receipt_id="3", decision="denied"), now=NOON)[1]
    assert contradiction.refusal == "already-decided"


def test_a_question_keeps_the_request_open_until_it_is_answered_or_decided() -> None:
    asked, verdict = judge(a_gate(), a_receipt(decision="more_info", reason="which host?"), now=NOON)

    assert (asked.status, verdict.outcome, asked.question) == ("more_info", "noted", "which host?")
    assert answer(asked, "web-1")
    assert (asked.status, asked.answers) == ("pending", ["web-1"])
    assert not answer(asked, "again"), "nothing is asked now"


receipts = st.builds(
    a_receipt,
    receipt_id=st.uuids().map(str),
    valid=st.booleans(),
    decision=st.sampled_from(DecisionKind),
    digest=st.sampled_from(["d", "another"]),
    person=st.sampled_from([None, "ada@example.org", "bob@example.org", "eve@example.org"]),
    roles=st.sampled_from([(), ("developer",), ("tech_lead",)]),
    received_at=st.datetimes(
        OPENED.replace(tzinfo=None) - timedelta(hours=1), OPENED.replace(tzinfo=None) + timedelta(hours=3)
    ).map(lambda at: at.replace(tzinfo=UTC)),
    unsigned=st.booleans(),
)


@given(st.lists(receipts, max_size=12), st.sampled_from(RiskLevel), st.integers(1, 2))
def test_no_sequence_of_receipts_gives_an_approval_that_the_rules_do_not(
    sequence: list[VerifiedReceipt], level: RiskLevel, quorum: int
) -> None:
    gate = a_gate(level=level, quorum=quorum)
    good: set[str | None] = set()
    outcomes = set()
    for receipt in sequence:
        gate, verdict = judge(gate, receipt, now=DEADLINE + timedelta(hours=5))
        if verdict.outcome in (VerdictOutcome.APPROVED, VerdictOutcome.NOTED):
            assert receipt.valid
            assert receipt.digest == "d"
            assert receipt.roles == ("tech_lead",)
            assert receipt.received_at is not None
            assert OPENED <= receipt.received_at <= DEADLINE
            good.add(receipt.person)
        if not gate.is_open:
            outcomes.add(gate.status)
    assert len(outcomes) <= 1, "never two outcomes"
    if gate.status is ApprovalStatus.APPROVED:
        assert len(good) >= quorum


def test_expiry_denies() -> None:
    after, verdict = expire(a_gate())

    assert (after.status, verdict.outcome) == (ApprovalStatus.EXPIRED, VerdictOutcome.EXPIRED)
