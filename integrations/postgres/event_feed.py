"""Each new event is read once in a process, and handed to all who follow.

Ids are drawn before their transactions commit, so that a lower id can appear after a higher one. Within a
task it cannot: its events are written by one transaction at a time. Over all tasks the feed keeps to this:
every transaction that draws an id holds an advisory lock of the class :data:`LOCK` from before to its end
(see :func:`integrations.postgres.events.append_event`). An id that is missing below one that is there
belongs to a transaction that held such a lock when the gap was seen, or will never come. Once those have
ended and the id is still not there, it was rolled back. Up to the lowest gap events are *settled*: none
will come below.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from domain.errors import UnavailableError
from domain.events import Event
from integrations.postgres.listener import Listener
from integrations.postgres.pool import Connection, Pool, session

LOCK = "events"
BATCH = 500
QUEUE_LIMIT = 2_000
"""Events that wait for one reader; with more it goes back to reading from the table, at its own pace."""
GAP_LIMIT = 10_000
"""Ids that may be missing at a time; after a larger jump of the sequence the feed starts anew."""
POLL_SECONDS = 5.0
"""The feed looks by itself so often, in case its connection died without a word."""
GAP_SECONDS = 0.02
"""How often it looks while an id is missing."""
BACK_OFF_SECONDS = (0.1, 0.3, 1.0, 2.0)
"""Between attempts while Postgres is away; the last one goes on."""

_WRITERS = (
    "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
    "AND classid = hashtext($1)::oid "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_EVENTS = "SELECT id, task_id, kind, payload, at FROM events "
_NEW = f"{_EVENTS} WHERE id > $1 ORDER BY id LIMIT $2"
_NEW_AND_MISSING = f"({_EVENTS} WHERE id = ANY ($3::bigint[])) UNION ALL ({_NEW}) ORDER BY id"

logger = structlog.get_logger(__name__)


class Subscription:
    """What waits for one reader. Overfull it is ``lost``: emptied, and nothing more is queued."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._ready = asyncio.Event()
        self.lost = True

    def restart(self) -> None:
        self._events, self.lost = [], False
        self._ready.clear()

    def lose(self) -> None:
        self._events, self.lost = [], True
        self._ready.set()

    def put(self, events: Sequence[Event]) -> None:
        if self.lost:
            return
        if len(self._events) + len(events) > QUEUE_LIMIT:
            self.lose()
            return
        self._events.extend(events)
        self._ready.set()

    async def take(self) -> Sequence[Event]:
        """All that waits, as soon as there is something; nothing once it is lost."""
        await self._ready.wait()
        taken, self._events = self._events, []
        if not self.lost:
            self._ready.clear()
        return taken


class EventFeed:
    """While anyone is attached, it holds one connection of the pool to listen with."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._readers: dict[str | None, set[Subscription]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._forget()

    def _forget(self) -> None:
        self._started = asyncio.Event()
        self._starting: set[str] | None = None
        self._seen = 0
        self._settled = 0
        self._gaps: dict[int, set[str] | None] = {}
        self._held: dict[int, Event] = {}

    @asynccontextmanager
    async def attached(self, task_id: str | None) -> AsyncIterator[Subscription]:
        """A subscription to one task's events, or, settled, to all; see :meth:`restart`."""
        subscription = Subscription()
        self._readers[task_id].add(subscription)
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        try:
            yield subscription
        finally:
            self._readers[task_id].discard(subscription)
            if not self._readers[task_id]:
                del self._readers[task_id]
            if not self._readers:
                await self._stop()

    async def restart(self, subscription: Subscription) -> int:
        """From here on new events are queued for it; returns the id up to which all events are settled."""
        await self._started.wait()
        subscription.restart()
        return self._settled

    async def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
        if self._task is None:
            self._forget()

    async def _run(self) -> None:
        listener, failures = Listener(self._pool, "events"), 0
        async with listener.closing():
            while not self._pool.is_closing():
                listener.wake.clear()  # before reading: what is committed from here on sets it again
                try:
                    await listener.listen()
                    is_full = await self._look()
                except UnavailableError:
                    await asyncio.sleep(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)])
                    failures += 1
                    continue
                except Exception:  # every stream of this process hangs on it
                    logger.exception("the event feed failed, and goes on")
                    await asyncio.sleep(BACK_OFF_SECONDS[-1])
                    continue
                failures = 0
                if not is_full:
                    waiting = self._gaps or not self._started.is_set()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(GAP_SECONDS if waiting else POLL_SECONDS):
                            await listener.wake.wait()
        for subscription in self._all():
            subscription.lose()

    async def _look(self) -> bool:
        """Read what is new and hand it on; whether there may be more already."""
        async with session(self._pool) as connection:
            if not self._started.is_set():
                await self._start(connection)
                return False
            missing = list(self._gaps)
            # before reading: what a transaction that has ended by now wrote is there to be read
            writers = await _writers(connection) if missing else set[str]()
            events = await _read(connection, after=self._seen, missing=missing)
        if events and events[-1].id - self._seen > GAP_LIMIT:
            self._start_anew()
            return True
        self._take_in(events)
        self._give_up(missing, writers)
        self._settle()
        return len(events) >= BATCH

    async def _start(self, connection: Connection) -> None:
        """At the newest id, once every transaction that may have drawn a lower one has ended."""
        if self._starting is None:
            self._seen = await connection.fetchval("SELECT coalesce(max(id), 0) FROM events")
        writers = await _writers(connection)
        self._starting = writers if self._starting is None else self._starting & writers
        if not self._starting:
            self._settled = self._seen
            self._started.set()

    def _start_anew(self) -> None:
        self._forget()
        for subscription in self._all():
            subscription.lose()

    def _take_in(self, events: Sequence[Event]) -> None:
        of_task: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.id > self._seen:
                self._gaps.update(dict.fromkeys(range(self._seen + 1, event.id)))
                self._seen = event.id
            else:
                del self._gaps[event.id]
            self._held[event.id] = event
            of_task[event.task_id].append(event)
        for task_id, its in of_task.items():
            for subscription in self._readers.get(task_id, ()):
                subscription.put(its)

    def _give_up(self, missing: Iterable[int], writers: set[str]) -> None:
        for number in missing:
            if number in self._gaps:
                waiting = self._gaps[number]
                self._gaps[number] = left = writers if waiting is None else waiting & writers
                if not left:
                    del self._gaps[number]

    def _settle(self) -> None:
        settled = min(self._gaps) - 1 if self._gaps else self._seen
        if settled == self._settled:
            return
        ready = [self._held.pop(number) for number in sorted(self._held) if number <= settled]
        self._settled = settled
        if ready:
            for subscription in self._readers.get(None, ()):
                subscription.put(ready)

    def _all(self) -> list[Subscription]:
        return [subscription for readers in self._readers.values() for subscription in readers]


async def _writers(connection: Connection) -> set[str]:
    """Transactions that may have drawn an id and have not ended."""
    return {row["virtualtransaction"] for row in await connection.fetch(_WRITERS, LOCK)}


async def _read(connection: Connection, *, after: int, missing: list[int]) -> list[Event]:
    """New ones, and those that were missing, by id."""
    if missing:
        rows = await connection.fetch(_NEW_AND_MISSING, after, BATCH, missing)
    else:
        rows = await connection.fetch(_NEW, after, BATCH)
    return [Event.model_validate(dict(row)) for row in rows]
