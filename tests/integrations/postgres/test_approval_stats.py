"""Figures on approvers: everybody's part is counted once, and nobody's twice."""

import pytest

from domain.approvals.decisions import VerdictOutcome
from domain.approvals.stats import ApprovalStats, Duty, PersonStats, TierStats
from domain.errors import ConflictError
from domain.risk.levels import RiskLevel
from integrations.postgres.approval_stats import PostgresApprovalStats
from integrations.postgres.ledger import append_entry
from integrations.postgres.pool import Pool, transaction
from tests.support.cases import DENIED, MORE_INFO, Cases

ADA, BOB, EVE = "ada@example.org", "bob@example.org", "eve@example.org"
DUTIES = (
    Duty(ADA, ("tech_lead",)),
    Duty(BOB, ("tech_lead", "devops_engineer")),
    Duty("idle@example.org", ()),
)
APPROVED, NOTED, REFUSED = VerdictOutcome.APPROVED, VerdictOutcome.NOTED, VerdictOutcome.REFUSED


@pytest.fixture
def cases(pool: Pool) -> Cases:
    return Cases(pool)


async def report(pool: Pool, *, days: float = 30) -> ApprovalStats:
    return await PostgresApprovalStats(pool).report(days=days, duties=DUTIES)


def tier(found: ApprovalStats, level: RiskLevel = RiskLevel.HIGH) -> TierStats:
    return next(item for item in found.tiers if item.tier is level)


def person(found: ApprovalStats, name: str) -> PersonStats:
    return next(item for item in found.people if item.person == name)


async def test_nothing_at_all_is_zeros_and_no_times(pool: Pool) -> None:
    found = await report(pool)
    assert [item.tier for item in found.tiers] == [RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL]
    assert [item.person for item in found.people] == [ADA, BOB, "idle@example.org"]
    everything: list[TierStats | PersonStats] = [*found.tiers, *found.people]
    for item in everything:
        assert (item.opened, item.decisions, item.approved_share, item.refusals) == (0, 0, None, {})
        assert item.time_to_decide.median is None


async def test_a_tier_counts_what_became_of_its_requests(pool: Pool, cases: Cases) -> None:
    for ago in (10, 20, 30, 40, 100):
        await cases.rule(await cases.open(ago=ago), ADA, APPROVED)
    await cases.rule(await cases.open(ago=60), BOB, VerdictOutcome.DENIED, decision=DENIED)
    await cases.close(await cases.open(ago=3_600), "expired")
    await cases.close(await cases.open(ago=5), "void")
    await cases.open(ago=50)
    await cases.open(ago=40 * 86_400)
    await cases.rule(await cases.open(RiskLevel.MEDIUM, ago=7), BOB, APPROVED)
    high = tier(await report(pool))
    assert (high.opened, high.approved, high.denied, high.expired, high.void) == (9, 5, 1, 1, 1)
    assert high.approved_share == pytest.approx(5 / 6)
    assert high.open == 2  # also the one that opened before these days
    assert high.oldest_open is not None
    times = high.time_to_decide
    assert (times.median, times.p90, times.max) == pytest.approx((35, 80, 100), abs=5)
    assert tier(await report(pool), RiskLevel.MEDIUM).opened == 1


async def test_a_person_is_counted_for_their_own_part_of_a_quorum(pool: Pool, cases: Cases) -> None:
    both = await cases.open(ago=100, quorum=2)
    await cases.rule(both, ADA, NOTED)
    await cases.rule(both, ADA, NOTED)  # says it twice
    await cases.rule(both, BOB, APPROVED, decided_by=f"{ADA}, {BOB}")
    await cases.rule(both, EVE, APPROVED, decided_by=f"{ADA}, {BOB}")  # agrees with what is decided
    found = await report(pool)
    assert tier(found).decisions == 2
    assert [item.person for item in found.people if item.decisions] == [ADA, BOB]
    assert (person(found, ADA).decisions, person(found, ADA).approved) == (1, 1)
    assert person(found, ADA).time_to_decide.median == pytest.approx(100, abs=5)


async def test_hasty_decisions_are_counted_and_their_makers_flagged(pool: Pool, cases: Cases) -> None:
    for _ in range(3):
        await cases.rule(await cases.open(ago=1), BOB, APPROVED)
    for _ in range(2):
        await cases.rule(await cases.open(ago=600), BOB, APPROVED)
    for ago in (1, 1, 600, 600):
        await cases.rule(await cases.open(ago=ago), ADA, APPROVED)
    found = await report(pool)
    assert (person(found, BOB).hasty, person(found, BOB).flagged) == (3, True)
    assert (person(found, ADA).hasty, person(found, ADA).flagged) == (2, False)
    assert (tier(found).hasty, tier(found).decisions) == (5, 9)


async def test_refusals_and_questions_are_no_decisions(pool: Pool, cases: Cases) -> None:
    asked = await cases.open(ago=10)
    await cases.rule(asked, BOB, NOTED, decision=MORE_INFO)
    await cases.rule(asked, BOB, REFUSED, refusal="wrong-role")
    await cases.rule(asked, BOB, REFUSED, refusal="wrong-role")
    await cases.rule(asked, "stranger@example.org", REFUSED, refusal="not-an-approver")
    found = await report(pool)
    assert tier(found).refusals == {"not-an-approver": 1, "wrong-role": 2}
    bob = person(found, BOB)
    assert (bob.decisions, bob.questions, bob.refusals) == (0, 1, {"wrong-role": 2})
    assert "stranger@example.org" not in [item.person for item in found.people]


async def test_what_is_asked_of_people_follows_their_roles(pool: Pool, cases: Cases) -> None:
    waiting = await cases.open(ago=20, quorum=2)
    await cases.open(ago=10, roles=("devops_engineer", "tech_lead"))
    await cases.open(ago=10, roles=("developer",))
    await cases.close(await cases.open(ago=5, roles=("devops_engineer",)), "expired")
    await cases.rule(waiting, ADA, NOTED)
    found = await report(pool)
    ada, bob = person(found, ADA), person(found, BOB)
    assert (ada.opened, ada.open, ada.expired) == (2, 1, 0)  # the one that she approved waits for another
    assert (bob.opened, bob.open, bob.expired) == (3, 2, 1)
    assert ada.oldest_open
    assert bob.oldest_open
    assert bob.oldest_open < ada.oldest_open
    assert person(found, "idle@example.org").opened == 0


async def test_other_entries_of_the_ledger_are_no_verdicts(pool: Pool, cases: Cases) -> None:
    request_id = await cases.open()
    async with transaction(pool) as connection:
        body = {"v": 1, "kind": "review.closed", "person": EVE}
        await append_entry(connection, body, request_id=request_id, event_key="review.closed")
    assert [item.person for item in (await report(pool)).people] == [ADA, BOB, "idle@example.org"]


async def test_a_ledger_that_cannot_be_read_is_said_and_scrapes_go_on(pool: Pool, cases: Cases) -> None:
    request_id = await cases.open()
    receipt = await cases.record(request_id, ADA)
    await pool.execute(
        "INSERT INTO approval_ledger (seq, prev_hash, hash, request_id, event_key, body) "
        "VALUES (1, '0', '1', $1, $2, '{\"judged\": {')",
        request_id,
        receipt.receipt_id,
    )
    with pytest.raises(ConflictError, match="ledger verify"):
        await report(pool)
    high = (await PostgresApprovalStats(pool).counts())[RiskLevel.HIGH]
    assert (high.open, high.hasty) == (1, None)


async def test_counts_since_the_beginning_for_a_scrape(pool: Pool, cases: Cases) -> None:
    for ago in (1, 2, 40, 400 * 86_400):
        await cases.rule(await cases.open(ago=ago), ADA, APPROVED)
    late = await cases.open(ago=1)
    await cases.rule(late, ADA, APPROVED)
    await cases.rule(late, BOB, APPROVED, decided_by=ADA)  # agrees with what is decided
    await cases.rule(await cases.open(ago=90), BOB, VerdictOutcome.DENIED, decision=DENIED)
    await cases.close(await cases.open(ago=9), "expired")
    await cases.open(ago=70)
    counts = await PostgresApprovalStats(pool).counts()
    assert set(counts) == {RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL}
    high = counts[RiskLevel.HIGH]
    assert (high.opened, high.approved, high.denied, high.expired, high.open) == (8, 5, 1, 1, 1)
    assert high.oldest_open_seconds == pytest.approx(70, abs=5)
    assert high.hasty == 3
    assert high.decided == 6
    assert high.buckets[:4] == (3, 3, 4, 5)  # up to 5 s, 30 s, 60 s, 300 s
    assert high.buckets[-1] == 5
    assert counts[RiskLevel.CRITICAL].opened == 0
