"""Requests, receipts and verdicts: in time is in time, and what was ruled stays ruled."""

import asyncio
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.errors import NotFoundError
from domain.models import canonical_json
from domain.orchestrations import OrchestrationStatus
from integrations.keys.keyring import PublicKeys, SigningKey
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.events import PostgresEvents
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Connection, Pool
from tests.integrations.postgres.conftest import TASK, OpenGate, decision, judged
from tests.support.waiting import until


async def test_opening_twice_is_opening_once(pool: Pool, open_gate: OpenGate) -> None:
    opened = await open_gate()
    again = await open_gate(request_id=opened.request_id, within=timedelta(days=9))
    assert again == opened
    assert opened.deadlines[0].expires_at - opened.opened_at == timedelta(minutes=30)
    assert (await PostgresOrchestrations(pool).get(TASK)).status is OrchestrationStatus.APPROVAL_PENDING
    kinds = [event.kind for event in await PostgresEvents(pool).since(TASK)]
    assert kinds == ["orchestration.queued", "approval.opened"]
    assert [record.request_id for record in await PostgresApprovals(pool).list()] == [opened.request_id]


async def test_a_receipt_is_stored_once_and_its_signature_holds_over_the_row(
    pool: Pool, open_gate: OpenGate, signer: SigningKey, tmp_path: Path
) -> None:
    inbox = PostgresInbox(pool)
    told = decision((await open_gate()).request_id).model_copy(
        update={"reason": "fine\x00 \ud800", "edited_arguments": {"b": 1.50, "a": [1, None]}}
    )
    receipts = await asyncio.gather(*(inbox.record(told, signer) for _ in range(8)))
    assert all(receipt == receipts[0] for receipt in receipts)
    stored = await inbox.find(told.receipt_id)
    assert stored == receipts[0]
    assert stored.kid
    assert stored.signature
    data = canonical_json(stored.signed_part(stored.kid))
    assert PublicKeys(tmp_path / "keys").verify(kid=stored.kid, data=data, signature=stored.signature)
    with pytest.raises(NotFoundError):
        await inbox.record(decision("00000000-0000-4000-8000-000000000009"), signer)


async def test_no_in_time_receipt_is_missing_from_a_seal(
    pool: Pool, open_gate: OpenGate, signer: SigningKey
) -> None:
    """Receivers write without a pause while the deadline passes and the gate is sealed."""
    opened = await open_gate(within=timedelta(milliseconds=300))
    inbox, approvals, done = PostgresInbox(pool), PostgresApprovals(pool), asyncio.Event()

    async def receive() -> None:
        while not done.is_set():
            await inbox.record(decision(opened.request_id), signer)

    receivers = [asyncio.create_task(receive()) for _ in range(4)]
    while not (seal := await approvals.seal(opened.request_id)).sealed:
        assert seal.remaining >= timedelta(0)
    done.set()
    await asyncio.gather(*receivers)
    rows = await pool.fetch(
        "SELECT receipt_id, received_at FROM decision_inbox ORDER BY received_at, receipt_id"
    )
    deadline = opened.deadlines[0].expires_at
    in_time = [row["receipt_id"] for row in rows if row["received_at"] <= deadline]
    assert 0 < len(in_time) < len(rows)
    assert [receipt.receipt_id for receipt in seal.unjudged] == in_time


async def test_a_seal_waits_for_a_receiver_in_the_middle(pool: Pool, open_gate: OpenGate) -> None:
    opened = await open_gate(within=timedelta(milliseconds=50))
    told = decision(opened.request_id)
    async with pool.acquire() as receiver:
        block = receiver.transaction()
        await block.start()
        await receiver.execute(
            "SELECT 1 FROM approval_requests WHERE request_id = $1 FOR SHARE", opened.request_id
        )
        await receiver.execute(
            "INSERT INTO decision_inbox (receipt_id, request_id, workflow_id, decision, actor, channel, "
            "digest, "
            "evidence_sha256) VALUES ($1, $2, $3, 'approved', '{}', 'api', 'd', 'e')",
            told.receipt_id,
            opened.request_id,
            told.workflow_id,
        )
        sealing = asyncio.create_task(PostgresApprovals(pool).seal(opened.request_id))

        async def waits() -> bool:
            return bool(await pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))

        await until(waits, what="the seal's wait")
        await block.commit()
    seal = await sealing
    # whether it was sealed depends on how long it waited, but a sealed one has the receipt
    while not seal.sealed:
        seal = await PostgresApprovals(pool).seal(opened.request_id)
    assert [receipt.receipt_id for receipt in seal.unjudged] == [told.receipt_id]


async def test_the_first_verdict_stands_everywhere(
    pool: Pool, open_gate: OpenGate, signer: SigningKey
) -> None:
    opened = await open_gate()
    inbox, approvals, ledger = PostgresInbox(pool), PostgresApprovals(pool), PostgresLedger(pool)
    yes = await inbox.record(decision(opened.request_id), signer)
    no = await inbox.record(decision(opened.request_id, DecisionKind.DENIED), signer)
    for verdict in (
        judged(yes),
        judged(yes),
        judged(yes, VerdictOutcome.DENIED, "denied"),
        judged(no, VerdictOutcome.DENIED, "denied"),
    ):
        await approvals.record_verdict(verdict)
    record = await approvals.get(opened.request_id)
    assert (record.status, record.decided_by) == (ApprovalStatus.APPROVED, "lead@example.com")
    assert await inbox.verdict(yes.receipt_id) == judged(yes).verdict
    entries = await ledger.entries()
    assert len(entries) == 2
    assert yes.signature
    assert yes.signature in entries[0].body
    assert await ledger.verify() is None
    kinds = [event.kind for event in await PostgresEvents(pool).since(TASK)]
    assert kinds[2:] == ["approval.approved", "approval.denied"]
    assert await inbox.unjudged(older_than_seconds=0) == []


async def test_a_verdict_touches_no_other_workflow(
    pool: Pool, open_gate: OpenGate, signer: SigningKey
) -> None:
    receipt = await PostgresInbox(pool).record(decision((await open_gate()).request_id), signer)
    stranger = judged(receipt, VerdictOutcome.DENIED, "denied").model_copy(
        update={"workflow_id": "orchestration-x", "task_id": "x"}
    )
    await PostgresApprovals(pool).record_verdict(stranger)
    assert (await PostgresApprovals(pool).get(receipt.request_id)).status is ApprovalStatus.PENDING
    assert await PostgresInbox(pool).verdict(receipt.receipt_id) is None


async def test_a_relay_waits_longer_each_time(pool: Pool, open_gate: OpenGate, signer: SigningKey) -> None:
    inbox = PostgresInbox(pool)
    opened = await open_gate()
    receipt = await inbox.record(decision(opened.request_id), signer)
    await inbox.record(decision(opened.request_id), None)  # of the run itself: nobody need relay it
    assert await inbox.unjudged(older_than_seconds=0) == [receipt]
    assert await inbox.unjudged(older_than_seconds=60) == []
    waits = []
    for _ in range(12):
        await inbox.relayed(receipt.receipt_id)
        waits.append(
            await pool.fetchval("SELECT relay_after - clock_timestamp() FROM decision_inbox WHERE relays > 0")
        )
    assert await inbox.unjudged(older_than_seconds=0) == []
    assert [round(wait.total_seconds()) for wait in waits] == [
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        300,
        300,
        300,
        300,
    ]


async def test_ledger_inbox_and_deadlines_cannot_be_rewritten_by_their_owner_either(
    pool: Pool, owner: Connection, open_gate: OpenGate, signer: SigningKey
) -> None:
    receipt = await PostgresInbox(pool).record(decision((await open_gate()).request_id), signer)
    await PostgresApprovals(pool).record_verdict(judged(receipt))
    for statement in (
        "UPDATE approval_ledger SET body = '{}'",
        "DELETE FROM approval_ledger",
        "TRUNCATE approval_ledger",
        "UPDATE approval_deadlines SET expires_at = now()",
        "UPDATE decision_inbox SET received_at = received_at - interval '1 day'",
        "UPDATE decision_inbox SET signature = 'x'",
        "UPDATE decision_inbox SET verdict = '{}'",
        "DELETE FROM decision_inbox",
        "TRUNCATE decision_inbox",
        "SET session_replication_role = replica; DELETE FROM approval_ledger",
    ):
        with pytest.raises(asyncpg.RaiseError):
            await owner.execute(statement)


async def test_twenty_appends_at_once_make_one_chain(pool: Pool) -> None:
    ledger = PostgresLedger(pool)
    await asyncio.gather(
        *(ledger.append({"n": number % 10}, event_key=str(number % 10)) for number in range(20))
    )
    assert [entry.seq for entry in await ledger.entries()] == list(range(1, 11))
    assert await ledger.verify() is None
