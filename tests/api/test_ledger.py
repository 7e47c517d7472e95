"""The ledger over HTTP, its checkpoints and the keys that sign them."""

import httpx

from api.orchestrator.app import create_app
from api.orchestrator.checkpoints import Checkpoints
from config.settings import Settings
from domain.approvals.requests import ApprovalDraft
from domain.errors import UnavailableError
from domain.ledger.audit import LedgerAudit
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.entries import LedgerEntry
from integrations.checkpoints.files import CheckpointFile, read_checkpoints
from integrations.keys.keyring import PublicKeys
from integrations.keys.rotation import Keyring, rotate
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool
from tests.api.conftest import ADA
from tests.support.asgi import asking
from tests.support.waiting import until


class FakeStore:
    """Keeps what it is given, unless it is ``down``."""

    def __init__(self) -> None:
        self.seqs: list[int] = []
        self.down = False

    async def put(self, checkpoint: Checkpoint) -> None:
        if self.down:
            raise UnavailableError("the object store is down")
        self.seqs.append(checkpoint.seq)


async def test_entries_are_read_page_by_page_by_known_callers_only(
    http: httpx.AsyncClient, pool: Pool
) -> None:
    ledger = PostgresLedger(pool)
    for number in range(5):
        await ledger.append({"v": 1, "kind": "test", "n": number}, event_key=f"k{number}")
    assert (await http.get("/ledger/entries")).status_code == 401
    seen, after = [], 0
    while True:
        page = (await http.get(f"/ledger/entries?after={after}&limit=2", headers=ADA)).json()
        if not page["entries"]:
            break
        seen += [LedgerEntry.model_validate(item) for item in page["entries"]]
        after = seen[-1].seq
    stored = await ledger.entries()
    assert seen == list(stored)
    assert page["head"] == stored[-1].seq >= 5
    assert (await http.get("/ledger/entries?limit=0", headers=ADA)).status_code == 422


async def test_a_rotation_takes_effect_under_a_running_api_and_is_on_record(
    http: httpx.AsyncClient, settings: Settings, gate: ApprovalDraft, pool: Pool
) -> None:
    async def signed_by() -> str | None:
        answer = await http.post(f"/approvals/{gate.request_id}/approve", headers=ADA)
        assert answer.status_code == 200, answer.text
        receipt = await PostgresInbox(pool).find(answer.json()["receipt_id"])
        assert receipt is not None
        return receipt.kid

    async def recorded() -> list[str]:
        entries = await PostgresLedger(pool).entries()
        return [entry.event_key for entry in entries if entry.event_key.startswith("key.")]

    old = await signed_by()

    async def recorded_as(count: int) -> bool:
        return len(await recorded()) == count

    await until(lambda: recorded_as(1), what="the first key's entry")
    new = rotate(settings.keys_dir).kid
    assert await signed_by() == new != old
    await until(lambda: recorded_as(3), what="the rotation's entries")
    assert sorted(await recorded()) == sorted(
        [f"key.activated/{old}", f"key.activated/{new}", f"key.retired/{old}"]
    )


async def test_an_api_that_stops_leaves_a_checkpoint_of_its_last_entry(
    settings: Settings, pool: Pool
) -> None:
    ledger = PostgresLedger(pool)
    async with asking(create_app(settings)) as http:
        last = await ledger.append({"n": 1}, event_key="last")
        health = (await http.get("/health")).json()["dependencies"]["ledger"]
        assert health["status"] == "healthy"
        assert health["detail"].startswith("append-only by privileges and triggers; newest checkpoint: ")
    newest = CheckpointFile(settings.checkpoint_path).last()
    assert newest is not None
    assert newest.seq >= last.seq
    audit = LedgerAudit(PublicKeys(settings.keys_dir), read_checkpoints(settings.checkpoint_path))
    async for entry in ledger.all():
        assert list(audit.read(entry)) == []
    assert list(audit.finish()) == []
    assert audit.tally.attested == newest.seq


async def test_a_checkpoint_that_cannot_be_written_degrades_health_and_stops_nothing(
    settings: Settings,
) -> None:
    settings.checkpoint_path.mkdir(parents=True)
    async with asking(create_app(settings)) as http:

        async def told() -> bool:
            health = (await http.get("/health")).json()
            return bool(health["dependencies"]["ledger"]["status"] == "degraded")

        await until(told, what="the fault in /health")
        assert (await http.get("/ledger/entries", headers=ADA)).status_code == 200


def _checkpoints(settings: Settings, pool: Pool, store: FakeStore) -> Checkpoints:
    return Checkpoints(
        PostgresLedger(pool),
        Keyring(settings.keys_dir).current,
        CheckpointFile(settings.checkpoint_path),
        store,
        period_seconds=60,
    )


async def test_only_a_head_that_moved_is_signed_and_stored(settings: Settings, pool: Pool) -> None:
    store, ledger = FakeStore(), PostgresLedger(pool)
    checkpoints = _checkpoints(settings, pool, store)
    await checkpoints.once()
    assert store.seqs == []
    for number in range(2):
        await ledger.append({"n": number}, event_key=f"k{number}")
        await checkpoints.once()
        await checkpoints.once()
    assert store.seqs == [1, 2]
    assert len(list(read_checkpoints(settings.checkpoint_path))) == 2
    again = _checkpoints(settings, pool, store)  # after a restart
    await again.once()
    assert len(list(read_checkpoints(settings.checkpoint_path))) == 2


async def test_a_store_that_was_down_gets_the_newest_one_later(settings: Settings, pool: Pool) -> None:
    store, ledger = FakeStore(), PostgresLedger(pool)
    checkpoints = _checkpoints(settings, pool, store)
    store.down = True
    for number in range(3):
        await ledger.append({"n": number}, event_key=f"k{number}")
        await checkpoints.once()
    assert "the object store is down" in (checkpoints.fault or "")
    assert len(list(read_checkpoints(settings.checkpoint_path))) == 3
    store.down = False
    await checkpoints.once()
    assert store.seqs == [3]


async def test_a_ledger_that_was_replaced_is_not_signed(
    settings: Settings, pool: Pool, owner: Connection
) -> None:
    store, ledger = FakeStore(), PostgresLedger(pool)
    checkpoints = _checkpoints(settings, pool, store)
    for number in range(3):
        await ledger.append({"n": number}, event_key=f"k{number}")
    await checkpoints.once()
    await owner.execute("ALTER TABLE approval_ledger DISABLE TRIGGER ALL; DELETE FROM approval_ledger")
    for count in (0, 4):
        for number in range(count):
            await ledger.append({"n": number, "another": True}, event_key=f"k{number}")
        await checkpoints.once()
        assert "no longer has entry 3" in (checkpoints.fault or "")
    assert store.seqs == [3]
    assert len(list(read_checkpoints(settings.checkpoint_path))) == 1
