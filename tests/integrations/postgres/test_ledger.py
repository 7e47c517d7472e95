"""The ledger in Postgres: one chain whoever writes, and its export verifies with public keys alone."""

import asyncio
from pathlib import Path

from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.ledger.audit import LedgerAudit, LedgerFault, Tally
from domain.ledger.entries import LedgerEntry
from domain.ledger.lines import line_reader, to_line
from integrations.keys.keyring import PublicKeys
from integrations.keys.rotation import Keyring, rotate
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool
from tests.integrations.postgres.conftest import OpenGate, decision, judged

WRITERS, EACH = 8, 1_250


async def _export(pool: Pool, path: Path) -> Path:
    with path.open("wb") as out:
        async for entry in PostgresLedger(pool).all():
            out.write(to_line(entry))
    return path


def _audited(path: Path, keys: PublicKeys) -> tuple[list[LedgerFault], Tally]:
    audit, read = LedgerAudit(keys), line_reader(LedgerEntry)
    with path.open("rb") as lines:
        faults = [fault for line in lines for fault in audit.read(read(line))]
    return [*faults, *audit.finish()], audit.tally


async def test_ten_thousand_entries_of_eight_writers_verify(pool: Pool, tmp_path: Path) -> None:
    async def write(writer: int) -> None:
        ledger = PostgresLedger(pool)
        for number in range(EACH):
            body = {"v": 1, "kind": "test", "writer": writer, "number": number, "text": "Grüße \u2028 \x00"}
            await ledger.append(body, event_key=f"{writer}/{number}")

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))
    faults, tally = _audited(await _export(pool, tmp_path / "ledger.jsonl"), PublicKeys(tmp_path))
    assert faults == []
    assert tally.entries == WRITERS * EACH


async def test_after_a_rotation_what_the_old_key_signed_still_verifies(
    pool: Pool, open_gate: OpenGate, tmp_path: Path
) -> None:
    folder = tmp_path / "keys"
    keyring, opened = Keyring(folder), await open_gate()
    inbox, approvals = PostgresInbox(pool), PostgresApprovals(pool)

    async def decide(kind: DecisionKind, outcome: VerdictOutcome) -> str | None:
        receipt = await inbox.record(decision(opened.request_id, kind), keyring.current())
        verdict = judged(receipt, outcome, None).model_copy(
            update={"kid": receipt.kid, "channel": receipt.channel, "digest": receipt.digest}
        )
        await approvals.record_verdict(verdict)
        return receipt.kid

    first = await decide(DecisionKind.APPROVED, VerdictOutcome.NOTED)
    rotate(folder)
    second = await decide(DecisionKind.APPROVED, VerdictOutcome.APPROVED)
    assert first != second
    assert not (folder / f"{first}.key").exists()
    path = await _export(pool, tmp_path / "ledger.jsonl")
    faults, tally = _audited(path, PublicKeys(folder))
    assert (faults, tally.signatures) == ([], 2)
    (folder / f"{first}.pub").unlink()
    (fault, *_), _ = _audited(path, PublicKeys(folder))
    assert (fault.seq, fault.field) == (1, "receipt.kid")


async def test_a_column_that_the_owner_changed_is_found(pool: Pool, owner: Connection) -> None:
    ledger = PostgresLedger(pool)
    for number in range(3):
        await ledger.append({"n": number}, event_key=f"k{number}")
    await owner.execute(
        "ALTER TABLE approval_ledger DISABLE TRIGGER ALL; "
        "UPDATE approval_ledger SET event_key = 'free again' WHERE seq = 2"
    )
    fault = await ledger.verify()
    assert fault is not None
    assert (fault.seq, fault.field) == (2, "event_key")


async def test_a_note_is_made_once_and_the_head_moves(pool: Pool) -> None:
    ledger = PostgresLedger(pool)
    assert await ledger.head() is None
    first = await ledger.note("key.activated", event_key="key.activated/a", kid="a")
    assert await ledger.note("key.activated", event_key="key.activated/a", kid="a") == first
    head = await ledger.head()
    assert head is not None
    assert (head.seq, head.hash) == (1, first.hash)
