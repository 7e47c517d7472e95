"""The halt: one at a time, on record for good, whoever asks twice."""

import asyncio
import json

import asyncpg
import pytest

from integrations.postgres.halts import PostgresHalts
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool


async def kinds(pool: Pool) -> list[str]:
    return [json.loads(entry.body)["kind"] for entry in await PostgresLedger(pool).entries()]


async def test_of_many_who_halt_at_once_the_first_stands_and_one_lifts_it(pool: Pool) -> None:
    halts = PostgresHalts(pool)
    assert await halts.state() is None
    changes = await asyncio.gather(*(halts.set(person=f"p{n}@example.org", reason="r\x00") for n in range(8)))
    (first,) = [change.halt for change in changes if change.changed]
    assert first is not None
    assert all(change.halt == first for change in changes)
    assert await halts.state() == first
    assert first.reason == "r\ufffd"

    lifts = await asyncio.gather(*(halts.lift(person="bob@example.org", reason=None) for _ in range(8)))
    assert [change.changed for change in lifts].count(True) == 1
    assert await halts.state() is None
    assert await kinds(pool) == ["halt.set", "halt.lifted"]
    assert await PostgresLedger(pool).verify() is None


async def test_history_is_kept_and_not_even_the_owner_can_write_over_it(
    pool: Pool, owner: Connection
) -> None:
    halts = PostgresHalts(pool)
    for number in range(3):
        await halts.set(person="ada@example.org", reason=str(number))
        await halts.lift(person="bob@example.org", reason="fine again")
    history = await halts.history()
    assert [(halt.reason, halt.lifted_by) for halt in history] == [
        ("2", "bob@example.org"),
        ("1", "bob@example.org"),
        ("0", "bob@example.org"),
    ]
    assert len(await halts.history(limit=1)) == 1
    for statement in (
        "DELETE FROM halts",
        "TRUNCATE halts",
        "UPDATE halts SET lifted_at = NULL, lifted_by = NULL",
        "UPDATE halts SET reason = 'another'",
    ):
        with pytest.raises(asyncpg.RaiseError, match="halts"):
            await owner.execute(statement)
