"""All events of all tasks: once and in order, though ids commit out of order."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from domain.events import Event, EventFilter
from integrations.postgres import event_feed
from integrations.postgres.event_feed import EventFeed
from integrations.postgres.events import PostgresEvents, append_event
from integrations.postgres.pool import Connection, Pool, create_pool, transaction
from tests.support.waiting import until

ALL = EventFilter()


async def _collect(
    events: PostgresEvents, into: list[Event], wanted: EventFilter = ALL, *, after: int = 0
) -> None:
    async with aclosing(events.follow(wanted, after=after)) as followed:
        async for batch in followed:
            into.extend(batch)


@asynccontextmanager
async def collecting(
    events: PostgresEvents, wanted: EventFilter = ALL, *, after: int = 0
) -> AsyncIterator[list[Event]]:
    seen: list[Event] = []
    task = asyncio.create_task(_collect(events, seen, wanted, after=after))
    try:
        yield seen
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_everything_arrives_once_and_in_order_while_transactions_overlap(
    pool: Pool, fresh_database_url: str, owner: Connection
) -> None:
    """Writers hold their transactions open for a while, some give up, and readers come and go."""
    writers = await create_pool(fresh_database_url, max_size=12)
    events = PostgresEvents(pool)
    chance = random.Random(7)  # noqa: S311 - a test's choice
    written = 0

    async def write(writer: int) -> None:
        nonlocal written
        for number in range(40):
            async with writers.acquire() as connection:
                turn = connection.transaction()
                await turn.start()
                task_id = f"t-{writer if number % 2 else writer % 3}"
                payload = {"n": f"{writer}.{number}"}
                await append_event(connection, task_id=task_id, kind="turn.finished", payload=payload)
                await asyncio.sleep(chance.random() * 0.02)  # the transactions overlap: that is the test
                if chance.random() < 0.2:
                    await turn.rollback()
                else:
                    await turn.commit()
                    written += 1

    async def read_in_pieces(into: list[Event]) -> None:
        """A reader that is cut off again and again, and goes on after the last id it has seen."""
        while True:
            wanted = len(into) + 1 + chance.randrange(30)
            async with aclosing(events.follow(ALL, after=into[-1].id if into else 0)) as followed:
                async for batch in followed:
                    into.extend(batch)
                    if len(into) >= wanted:
                        break

    pieces: list[Event] = []
    async with collecting(events) as seen, collecting(events, EventFilter(task_id="t-1")) as of_task:
        resuming = asyncio.create_task(read_in_pieces(pieces))
        await asyncio.gather(*(write(writer) for writer in range(10)))
        stored = [row["id"] for row in await owner.fetch("SELECT id FROM events ORDER BY id")]
        its = [
            row["id"] for row in await owner.fetch("SELECT id FROM events WHERE task_id = 't-1' ORDER BY id")
        ]
        assert len(stored) == written
        assert stored[-1] > written  # ids were lost to those that gave up
        await until(lambda: len(seen) >= written and len(pieces) >= written and len(of_task) >= len(its))
        assert [event.id for event in seen] == stored
        assert [event.id for event in pieces] == stored
        assert [event.id for event in of_task] == its
        resuming.cancel()
        await asyncio.wait([resuming])
    await writers.close()


async def test_a_higher_id_waits_for_the_lower_one_and_a_task_waits_for_nobody(
    pool: Pool, owner: Connection
) -> None:
    events = PostgresEvents(pool)
    async with collecting(events) as seen, collecting(events, EventFilter(task_id="b")) as of_b:
        await events.append(task_id="z", kind="turn.finished", payload={})
        await until(lambda: len(seen) == 1)
        async with owner.transaction():
            await append_event(owner, task_id="a", kind="turn.finished", payload={})
            await events.append(task_id="b", kind="turn.finished", payload={})
            await until(lambda: len(of_b) == 1)
            assert [event.task_id for event in seen] == ["z"]
        await until(lambda: len(seen) == 3)
        assert [event.task_id for event in seen] == ["z", "a", "b"]


async def test_a_reader_that_starts_amid_an_open_transaction_misses_nothing(
    pool: Pool, owner: Connection
) -> None:
    """The newest id there is does not bound what is still to come."""
    events = PostgresEvents(pool)
    async with owner.transaction():
        await append_event(owner, task_id="a", kind="turn.finished", payload={})
        await events.append(task_id="b", kind="turn.finished", payload={})
        beginning = asyncio.create_task(events.head())
        async with collecting(events) as seen:
            async with transaction(pool) as connection:
                await append_event(connection, task_id="c", kind="turn.finished", payload={})
            assert not beginning.done()
            assert seen == []
    async with collecting(events) as seen:
        await until(lambda: len(seen) == 3)
        assert [event.task_id for event in seen] == ["a", "b", "c"]
    assert await asyncio.wait_for(beginning, 5) >= 2


async def test_a_reader_who_lags_behind_reads_on_from_the_table(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_feed, "QUEUE_LIMIT", 5)
    events = PostgresEvents(pool)
    async with collecting(events) as quick, aclosing(events.follow(ALL)) as slow:
        await events.append(task_id="a", kind="turn.finished", payload={"n": 0})
        found = list(await anext(slow))
        for number in range(1, 40):
            await events.append(task_id="a", kind="turn.finished", payload={"n": number})
            await until(lambda: len(quick) > number)  # noqa: B023 - awaited here
        while len(found) < 40:
            found.extend(await asyncio.wait_for(anext(slow), 5))
    assert [event.payload["n"] for event in found] == list(range(40))


async def test_a_jump_of_the_sequence_starts_the_feed_anew(pool: Pool, owner: Connection) -> None:
    events = PostgresEvents(pool)
    async with collecting(events) as seen:
        await events.append(task_id="a", kind="turn.finished", payload={})
        await until(lambda: len(seen) == 1)
        await owner.execute("SELECT setval(pg_get_serial_sequence('events', 'id'), 5000000)")
        await events.append(task_id="a", kind="turn.finished", payload={})
        await until(lambda: len(seen) == 2)
        await events.append(task_id="b", kind="turn.finished", payload={})
        await until(lambda: len(seen) == 3)
    assert [event.task_id for event in seen] == ["a", "a", "b"]
    assert seen[1].id > 5_000_000


async def test_kinds_and_masking(pool: Pool) -> None:
    events = PostgresEvents(pool)
    async with collecting(events, EventFilter(kinds=("tool.*", "turn.finished"))) as seen:
        for kind in ("tool.started", "turn.finished", "turn.other", "tool.finished"):
            await events.append(task_id="a", kind=kind, payload={"password": "hunter2", "n": "token=abc123"})
        await until(lambda: len(seen) == 3)
    assert [event.kind for event in seen] == ["tool.started", "turn.finished", "tool.finished"]
    assert seen[0].payload == {"password": "[masked]", "n": "token=[masked]"}


async def test_the_feed_stops_with_its_last_reader(pool: Pool) -> None:
    feed = EventFeed(pool)
    async with feed.attached(None) as first, feed.attached("t") as second:
        await asyncio.gather(feed.restart(first), feed.restart(second))
        await until(lambda: pool.get_idle_size() < pool.get_size())
    assert pool.get_idle_size() == pool.get_size()
