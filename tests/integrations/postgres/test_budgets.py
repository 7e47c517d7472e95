"""What an approval adds to a budget, what was spent of it, and who may ask for more."""

from uuid import uuid4

import asyncpg
import pytest

from domain.approvals.decisions import JudgedReceipt
from domain.approvals.requests import ApprovalDraft, ApprovalRecord, SubjectKind
from domain.budgets import Amount, BudgetRequest, BudgetScope, Limit, Window
from domain.errors import AlreadyAskedError
from domain.risk.levels import RiskLevel
from domain.usage import TokenUsage
from integrations.keys.keyring import SigningKey
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool
from integrations.postgres.usage import PostgresUsage
from tests.integrations.postgres.conftest import decision, judged, request
from tests.support.requests import opened

SCOPE = BudgetScope(window=Window.DAY, of="2026-11-28", agent="cicd")
ASKED = BudgetRequest(
    scope=SCOPE,
    limit=Limit(tokens=100, usd=0.3),
    spent=Amount(tokens=120, usd=0.1),
    more=Amount(tokens=120, usd=0.1),
    caller="cicd",
    config_version="v",
)


async def ask(pool: Pool, task_id: str = "t-1") -> ApprovalDraft:
    return await opened(
        pool,
        request(task_id),
        kind=SubjectKind.BUDGET,
        level=RiskLevel.MEDIUM,
        digest=ASKED.digest(task_id),
        subject={"budget": ASKED.model_dump(mode="json")},
        budget=SCOPE.id,
    )


async def approve(pool: Pool, signer: SigningKey, draft: ApprovalDraft | ApprovalRecord) -> JudgedReceipt:
    receipt = await PostgresInbox(pool).record(decision(draft.request_id), signer)
    verdict = judged(receipt).model_copy(
        update={"digest": draft.digest, "decided_by": "lead@example.com", "task_id": draft.task_id}
    )
    return await PostgresApprovals(pool).record_verdict(verdict)


async def test_an_approval_adds_what_was_asked_for_once_and_for_good(
    pool: Pool, owner: Connection, signer: SigningKey
) -> None:
    draft, store = await ask(pool), PostgresBudgets(pool)

    verdict = await approve(pool, signer, draft)
    await PostgresApprovals(pool).record_verdict(verdict)

    (allowance,) = await store.allowances([SCOPE.id])
    assert (allowance.more, allowance.person) == (ASKED.more, "lead@example.com")
    (raised,) = [entry for entry in await PostgresLedger(pool).entries() if "budget.raised" in entry.body]
    assert draft.request_id in raised.body
    assert await PostgresLedger(pool).verify() is None
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await owner.execute("UPDATE budget_allowances SET tokens = 10 ^ 9")


async def test_a_row_that_says_more_than_was_approved_allows_nothing(pool: Pool, signer: SigningKey) -> None:
    draft = await ask(pool)
    await pool.execute(
        "UPDATE approval_requests SET subject = jsonb_set(subject, '{budget,more,tokens}', '999999')"
    )

    await approve(pool, signer, draft)

    assert await PostgresBudgets(pool).allowances([SCOPE.id]) == []


async def test_one_request_at_a_time_asks_until_it_is_decided_or_left_behind(
    pool: Pool, signer: SigningKey
) -> None:
    first = await ask(pool)
    with pytest.raises(AlreadyAskedError) as caught:
        await ask(pool, "t-2")
    assert caught.value.request_id == first.request_id
    (asked,) = (await PostgresBudgets(pool).open_requests([SCOPE.id])).values()
    assert (asked.request_id, asked.waiting) == (first.request_id, 0)
    await ask(pool)  # the same workflow, after a reset
    again, _ = await PostgresApprovals(pool).list()
    await approve(pool, signer, again)
    await ask(pool, "t-2")
    with pytest.raises(AlreadyAskedError):
        await ask(pool, "t-3")
    await pool.execute("UPDATE approval_requests SET expires_at = clock_timestamp() - interval '6 minutes'")
    await ask(pool, "t-3")


async def test_every_call_of_the_window_counts_and_no_other(pool: Pool) -> None:
    usage, store = PostgresUsage(pool), PostgresBudgets(pool)

    async def call(task_id: str, agent: str, *, tokens: int, cost: float) -> None:
        turn = str(uuid4())
        spent = TokenUsage(prompt_tokens=tokens - 1, completion_tokens=1, cost=cost, model="m")
        await usage.add(task_id=task_id, turn_id=turn, call_id=str(uuid4()), agent=agent, usage=spent)

    for task_id in ("t-1", "old"):
        await call(task_id, "cicd", tokens=10, cost=0.1)
    await pool.execute(
        "UPDATE token_usage SET at = date_trunc('day', clock_timestamp(), 'UTC') - interval '1 microsecond' "
        "WHERE task_id = 'old'"
    )
    await call("t-1", "cicd", tokens=5, cost=0.2)
    await call("t-1", "docs", tokens=3, cost=0.0)
    await call("t-2", "docs", tokens=7, cost=1.5)

    both = await store.spent(task_id="t-1", windows=set(Window))
    assert both.by_window[Window.ORCHESTRATION] == {
        "cicd": Amount(tokens=15, usd=0.3),
        "docs": Amount(tokens=3),
    }
    assert both.by_window[Window.DAY] == {
        "cicd": Amount(tokens=15, usd=0.3),
        "docs": Amount(tokens=10, usd=1.5),
    }
    assert both.day == await pool.fetchval("SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date::text")
    assert (await store.spent(task_id="t-1", windows={Window.ORCHESTRATION})).by_window.keys() == {
        Window.ORCHESTRATION
    }
