"""What must hold of a gate whatever happens to it, in whatever order.

A machine plays the run's part as it is in the workflow: a ruling is committed to a ledger before the gate
knows of it, the ledger's first ruling on a receipt stands, a gate expires only after every in-time receipt
was ruled on. Between any two steps the run may crash, continue as new or be reset to the gate's opening. What
counts is said a second time here, without the judge's code.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.approvals.approvers import Approvers, Delegation, Person
from domain.approvals.decisions import (
    DecisionKind,
    EditCheck,
    Verdict,
    VerdictOutcome,
    VerifiedReceipt,
)
from domain.approvals.gate import Gate
from domain.approvals.judge import answer, expire, judge
from domain.approvals.requests import ApprovalStatus, Deadline, SubjectKind
from domain.approvals.timetable import Joining
from domain.risk.levels import RiskLevel

OPENED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUNG = OPENED + timedelta(minutes=30)
REQUESTER = "rita@example.org"


def _lends(to: str) -> tuple[Delegation, ...]:
    return (Delegation(to=to, starts=OPENED - HOUR, ends=OPENED + timedelta(minutes=40)),)


PEOPLE = Approvers(
    version="1",
    people=(
        Person(email=REQUESTER, roles=("tech_lead",)),
        Person(email="ada@example.org", roles=("tech_lead",), delegations=_lends("carl@example.org")),
        Person(email="bob@example.org", roles=("tech_lead",)),
        Person(email="carl@example.org", roles=("developer",)),
        Person(email="dora@example.org", roles=("tech_lead",), delegations=_lends(REQUESTER)),
        Person(email="sue@example.org", roles=("sre",)),
        Person(email="gus@example.org", roles=("incident_commander",)),
    ),
)
EMAILS = (*(person.email for person in PEOPLE.people), "eve@example.org")


class Ruled(NamedTuple):
    run: int
    verdict: Verdict


class Runs(RuleBasedStateMachine):
    """One gate through the runs of one workflow."""

    quorum = 1
    justification = False

    def __init__(self) -> None:
        super().__init__()
        self.opening = Gate(
            request_id="r",
            kind=SubjectKind.TOOL_CALL,
            level=RiskLevel.HIGH,
            roles=("tech_lead",),
            quorum=self.quorum,
            digest="d",
            policy_version="p",
            opened_at=OPENED,
            deadlines=(Deadline(version=1, expires_at=OPENED + HOUR, in_force_from=OPENED),),
            requester=REQUESTER,
            justification=self.justification,
            break_glass_roles=("incident_commander",),
            rungs=(Joining(at=RUNG, roles=("sre",)),),
        )
        self.gate = self.opening.model_copy(deep=True)
        self.deadlines = self.gate.deadlines
        self.run = 1
        self.now = OPENED
        self.recorded: list[VerifiedReceipt] = []
        self.ledger: dict[str, Ruled] = {}
        self.endings: list[tuple[int, ApprovalStatus]] = []

    @rule(
        person=st.sampled_from(EMAILS),
        decision=st.sampled_from(DecisionKind),
        reason=st.sampled_from([None, " ", "looked at it"]),
        digest=st.sampled_from(["d", "d", "d", "another"]),
        valid=st.sampled_from([True, True, True, False]),
        edit=st.sampled_from(
            [
                None,
                None,
                EditCheck(digest="e", level=RiskLevel.HIGH),
                EditCheck(digest="f", level=RiskLevel.CRITICAL),
                EditCheck(fault="no such argument"),
            ]
        ),
    )
    def record(
        self,
        *,
        person: str,
        decision: DecisionKind,
        reason: str | None,
        digest: str,
        valid: bool,
        edit: EditCheck | None,
    ) -> None:
        """A receiver stores a decision; nobody is told yet."""
        known = PEOPLE.find(email=person)
        self.recorded.append(
            VerifiedReceipt(
                receipt_id=str(len(self.recorded)),
                valid=valid,
                decision=decision,
                request_id="r",
                digest=digest,
                person=known and known.email,
                roles=known.roles if known else (),
                loans=PEOPLE.loans_to(known, self.now) if known else (),
                delegate=known.delegate(self.now) if known else None,
                reason=reason,
                edited=edit is not None,
                edit=edit,
                received_at=self.now,
            )
        )

    @rule(
        person=st.sampled_from(("ada@example.org", "bob@example.org", "carl@example.org", "sue@example.org")),
        edit=st.sampled_from([None, EditCheck(digest="e", level=RiskLevel.HIGH)]),
    )
    def approve(self, *, person: str, edit: EditCheck | None) -> None:
        """As most approvals go: well-formed, and ruled on at once."""
        self.record(
            person=person,
            decision=DecisionKind.APPROVED,
            reason="looked at it",
            digest="d",
            valid=True,
            edit=edit,
        )
        self.rule_on(self.recorded[-1])

    @rule(data=st.data(), crashes=st.booleans())
    @precondition(lambda self: self.recorded)
    def deliver(self, *, data: st.DataObject, crashes: bool) -> None:
        """Any receipt, late, out of order or again; the run may crash before the ruling is committed."""
        self.rule_on(data.draw(st.sampled_from(self.recorded)), crashes=crashes)

    @rule(by=st.integers(1, 25))
    def wait(self, by: int) -> None:
        self.now += timedelta(minutes=by)

    @rule()
    @precondition(lambda self: self.gate.status is ApprovalStatus.MORE_INFO)
    def the_requester_answers(self) -> None:
        """With a new version of the deadline, unless the old one has passed."""
        assert answer(self.gate, "web-1")
        newest = self.deadlines[-1]
        if self.now <= newest.expires_at:
            longer = Deadline(
                version=newest.version + 1,
                expires_at=min(newest.expires_at + timedelta(minutes=20), OPENED + 2 * HOUR),
                in_force_from=self.now,
            )
            self.deadlines = (*self.deadlines, longer)
        self.gate.deadlines = self.deadlines

    @rule()
    @precondition(lambda self: self.gate.is_open and self.now > self.deadlines[-1].expires_at)
    def the_deadline_passes(self) -> None:
        """Sealed: what was recorded in time is ruled on, whoever failed to tell of it."""
        self.gate.deadlines = self.deadlines
        for receipt in self.recorded:
            if receipt.receipt_id not in self.ledger and self.in_time(receipt):
                self.rule_on(receipt)
        if self.gate.is_open:
            self.gate.become(expire(self.gate)[0])
            self.endings.append((self.run, self.gate.status))

    @rule()
    def continue_as_new(self) -> None:
        self.gate = Gate.model_validate_json(self.gate.model_dump_json())

    @rule()
    def reset(self) -> None:
        """To just after the opening; what the ledger has stays."""
        self.gate = self.opening.model_copy(deep=True)
        self.gate.deadlines = self.deadlines
        self.run += 1

    def rule_on(self, receipt: VerifiedReceipt, *, crashes: bool = False) -> None:
        known = self.ledger.get(receipt.receipt_id)
        if known is not None:  # by this run: the same answer; by one before a reset: used up
            return
        was_open = self.gate.is_open
        after, verdict = judge(self.gate, receipt, now=self.now)
        if crashes:
            return
        self.ledger[receipt.receipt_id] = Ruled(self.run, verdict)
        self.gate.become(after)
        if was_open and not self.gate.is_open:
            self.endings.append((self.run, self.gate.status))

    # what counts, said again

    def in_time(self, receipt: VerifiedReceipt) -> bool:
        assert receipt.received_at is not None
        in_force = [item for item in self.deadlines if item.in_force_from <= receipt.received_at]
        return receipt.received_at <= in_force[-1].expires_at

    def seats(self, receipt: VerifiedReceipt) -> set[str]:
        """Whose role the person may speak with at that moment."""
        assert receipt.received_at is not None
        wanted = {"tech_lead"} | ({"sre"} if receipt.received_at >= RUNG else set())
        own = {receipt.person or ""} if wanted & set(receipt.roles) else set()
        lent = {loan.lender for loan in receipt.loans if wanted & set(loan.roles)}
        return own | lent

    def counts(self, receipt: VerifiedReceipt) -> bool:
        if not receipt.valid or receipt.digest != "d" or receipt.person is None or not self.in_time(receipt):
            return False
        said = bool((receipt.reason or "").strip())
        if receipt.decision is DecisionKind.BREAK_GLASS:
            return receipt.person == "gus@example.org" and said
        if receipt.decision is not DecisionKind.APPROVED:
            return bool(self.seats(receipt))
        selfish = REQUESTER in (receipt.person, receipt.delegate)
        usable = bool(self.seats(receipt) - {REQUESTER}) and not selfish
        fitting = receipt.edit is None or receipt.edit.digest == "e"
        return usable and fitting and (said or not self.justification)

    def counted(self, *kinds: DecisionKind) -> list[VerifiedReceipt]:
        return [
            receipt
            for receipt in self.recorded
            if receipt.decision in kinds
            and receipt.receipt_id in self.ledger
            and self.ledger[receipt.receipt_id].verdict.outcome is not VerdictOutcome.REFUSED
        ]

    @invariant()
    def a_run_ends_its_gate_once(self) -> None:
        runs = [run for run, _ in self.endings]
        assert len(runs) == len(set(runs)), "never two outcomes"

    @invariant()
    def only_what_counts_is_counted(self) -> None:
        for receipt in self.counted(*DecisionKind):
            assert self.counts(receipt), "refused by the rules, and counted"

    @invariant()
    def an_approval_has_its_people(self) -> None:
        if self.gate.status is not ApprovalStatus.APPROVED or self.gate.emergency:
            return
        mine = {
            receipt.person
            for receipt in self.counted(DecisionKind.APPROVED)
            if self.ledger[receipt.receipt_id].run == self.run
        }
        voters = {vote.person for vote in self.gate.votes}
        assert voters <= mine, "a vote without a ruling of this run"
        assert len(voters) >= self.quorum, "the quorum counts people"
        assert len({vote.seat for vote in self.gate.votes}) == len(self.gate.votes), "and their seats"
        assert len({vote.digest for vote in self.gate.votes}) == 1, "of one and the same action"

    @invariant()
    def nothing_in_time_is_lost(self) -> None:
        """A gate that expired had no in-time word that would have ended it and was not used before."""
        if self.gate.status is not ApprovalStatus.EXPIRED:
            return
        decisive = [DecisionKind.DENIED, DecisionKind.BREAK_GLASS]
        if self.quorum == 1:
            decisive.append(DecisionKind.APPROVED)
        for receipt in self.recorded:
            ruled = self.ledger.get(receipt.receipt_id)
            used_before = ruled is not None and ruled.run != self.run
            if receipt.decision in decisive and self.counts(receipt):
                assert used_before, "it was in time, and nobody ruled on it"


class WithReasons(Runs):
    justification = True


class TwoPeople(Runs):
    quorum = 2


_SEQUENCES = settings(
    max_examples=300, stateful_step_count=30, deadline=None, derandomize=True, database=None
)
TestOnePerson = Runs.TestCase
TestOnePerson.settings = _SEQUENCES
TestWithReasons = WithReasons.TestCase
TestWithReasons.settings = _SEQUENCES
TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = _SEQUENCES
