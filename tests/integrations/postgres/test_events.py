"""The event bus: a follower gets everything once and in order, whatever happens to its connection."""

import asyncio
from contextlib import aclosing

from domain.events import Event, EventFilter
from domain.orchestrations import OrchestrationStatus, Outcome
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Connection, Pool
from tests.integrations.postgres.conftest import TASK, request
from tests.support.waiting import until

OUTCOME = Outcome(task_id=TASK, status=OrchestrationStatus.COMPLETED, summary="done")


async def _collect(events: PostgresEvents, into: list[Event], after: int = 0) -> None:
    async with aclosing(events.follow(EventFilter(task_id=TASK), after=after)) as followed:
        async for batch in followed:
            into.extend(batch)


async def test_followers_miss_nothing_while_listening_connections_are_cut(
    pool: Pool, owner: Connection
) -> None:
    store, events = PostgresOrchestrations(pool), PostgresEvents(pool)
    await store.create(request(), body_sha256="b")
    seen: list[list[Event]] = [[], [], []]
    followers = [asyncio.create_task(_collect(events, into)) for into in seen]

    async def write(writer: int) -> None:
        for number in range(40):
            await events.append(task_id=TASK, kind="turn.finished", payload={"n": f"{writer}.{number}"})

    async def cut() -> None:
        cuts = 0
        while cuts < 5:
            cuts += await owner.fetchval(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%'"
            )

    await asyncio.gather(*(write(writer) for writer in range(4)), cut())
    await store.finish(OUTCOME)
    await asyncio.wait_for(asyncio.gather(*followers), 10)
    written = [event.id for event in await events.since(TASK)]
    assert len(written) == 162
    assert [[event.id for event in one] for one in seen] == [written] * 3


async def test_a_new_event_arrives_without_waiting_for_the_next_look(pool: Pool, owner: Connection) -> None:
    events, seen = PostgresEvents(pool), list[Event]()
    follower = asyncio.create_task(_collect(events, seen))

    async def listening() -> bool:
        return bool(await owner.fetchval("SELECT count(*) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%'"))

    async def arrived() -> bool:
        return bool(seen)

    await until(listening)
    await events.append(task_id="another", kind="turn.finished", payload={})
    await events.append(task_id=TASK, kind="turn.finished", payload={"text": "a\x00b"})
    await until(arrived, seconds=2.0, what="the event's arrival")
    assert [event.payload for event in seen] == [{"text": "a\ufffdb"}]
    follower.cancel()
    await asyncio.wait([follower])
    assert pool.get_idle_size() == pool.get_size()  # the listening connection went back


async def test_following_what_is_over_tells_it_and_ends(pool: Pool) -> None:
    store, events = PostgresOrchestrations(pool), PostgresEvents(pool)
    await store.create(request(), body_sha256="b")
    await store.finish(OUTCOME)
    seen: list[Event] = []
    await asyncio.wait_for(_collect(events, seen), 5)
    assert [event.kind for event in seen] == ["orchestration.queued", "orchestration.finished"]
    await asyncio.wait_for(_collect(events, seen, after=seen[-1].id), 5)
    assert len(seen) == 2


async def test_a_key_is_used_once_in_a_task(pool: Pool) -> None:
    events = PostgresEvents(pool)
    await asyncio.gather(*(events.append(task_id=TASK, kind="k", payload={}, key="once") for _ in range(8)))
    await events.append(task_id="another", kind="k", payload={}, key="once")
    assert len(await events.since(TASK)) == 1
