"""Open streams: hundreds of readers, an API that dies, readers that come back or do not keep up."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import UTC, datetime

import httpx
from starlette.types import Message

from api.orchestrator.streams import EventStream
from config.settings import Settings
from domain.events import INSTALLATION, Event
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Connection, Pool
from tests.api.conftest import ADA
from tests.support.installation import environment
from tests.support.processes import free_port, program, says_ready
from tests.support.sse import SseReader
from tests.support.waiting import until

TASKS = [f"{number:032x}" for number in range(10)]
EVENTS_OF_A_TASK = 30


def api_process(settings: Settings, port: int) -> AbstractAsyncContextManager[Process]:
    env = {**environment(settings), "DEVTOOLS_API_PORT": str(port)}
    return program("api", env=env, ready=lambda: says_ready(f"http://127.0.0.1:{port}"))


async def test_five_hundred_readers_see_everything_once_and_in_order_across_a_kill(
    settings: Settings, pool: Pool, owner: Connection
) -> None:
    """The API is killed while events are written, and started again; readers come back by themselves."""
    store, events, port = PostgresOrchestrations(pool), PostgresEvents(pool), free_port()
    for task_id in TASKS:
        request = OrchestrationRequest(task_id=task_id, description="x", requester="r")
        await store.create(request, body_sha256="0")
    of_all = [SseReader(port, "/events?after=0", ADA, until="test.last") for _ in range(250)]
    of_tasks = [SseReader(port, f"/orchestrations/{TASKS[n % 10]}/events") for n in range(250)]
    readers, half = [*of_all, *of_tasks], EVENTS_OF_A_TASK // 2

    async def write(task_id: str, some: range) -> None:
        for number in some:
            await events.append(task_id=task_id, kind="turn.finished", payload={"n": number})

    async with AsyncExitStack() as second, asyncio.timeout(100), asyncio.TaskGroup() as reading:
        async with api_process(settings, port) as process:
            for reader in readers:
                reading.create_task(reader.read())
            await until(lambda: all(reader.ids for reader in readers), what="500 readers")
            async with asyncio.TaskGroup() as writing:
                for task_id in TASKS:
                    writing.create_task(write(task_id, range(half)))
                await until(lambda: len(of_all[-1].ids) > 50, what="the middle of it", every=0.001)
                process.kill()
        await asyncio.gather(*(write(task_id, range(half, EVENTS_OF_A_TASK)) for task_id in TASKS))
        await second.enter_async_context(api_process(settings, port))
        for task_id in TASKS:
            done = Outcome(task_id=task_id, status=OrchestrationStatus.COMPLETED, summary="done")
            await store.finish(done)
        await events.append(task_id=INSTALLATION, kind="test.last", payload={})
    rows = await owner.fetch("SELECT id, task_id FROM events ORDER BY id")
    stored = [row["id"] for row in rows]
    assert len(stored) == len(TASKS) * (EVENTS_OF_A_TASK + 2) + 1
    assert all(reader.ids == stored for reader in of_all)
    for number, reader in enumerate(of_tasks):
        assert reader.ids == [row["id"] for row in rows if row["task_id"] == TASKS[number % 10]]
    assert {reader.connections for reader in readers} == {2}


async def test_the_stream_of_all_events_is_for_known_callers(http: httpx.AsyncClient) -> None:
    assert (await http.get("/events")).status_code == 401
    wrong = await http.get("/events", params={"kind": "tool; drop"}, headers=ADA)
    assert (wrong.status_code, wrong.json()["type"]) == (422, "urn:dev-tools:problem:invalid-input")
    assert (await http.get("/events", headers={**ADA, "Last-Event-ID": "x"})).status_code == 422


async def test_a_new_reader_is_told_where_it_stands_and_sees_the_kinds_it_asked_for(
    settings: Settings, pool: Pool
) -> None:
    events, port = PostgresEvents(pool), free_port()
    await events.append(task_id="a", kind="turn.finished", payload={})
    wanted = "/events?kind=tool.*&kind=test.last"
    of_all = SseReader(port, wanted, ADA, until="test.last", keeps_events=True)
    of_one = SseReader(port, f"{wanted}&task_id=b", ADA, until="test.last", keeps_events=True)
    async with api_process(settings, port), asyncio.TaskGroup() as reading:
        for reader in (of_all, of_one):
            reading.create_task(reader.read())
            await asyncio.wait_for(reader.opened.wait(), 20)
        assert of_all.last_id == str((await events.since("a"))[-1].id)
        for kind in ("tool.started", "turn.finished"):
            for task_id in ("a", "b"):
                await events.append(task_id=task_id, kind=kind, payload={"secret": "s"})
        await events.append(task_id="b", kind="test.last", payload={})
    assert [(event["kind"], event["task_id"]) for event in of_all.events] == [
        ("tool.started", "a"),
        ("tool.started", "b"),
        ("test.last", "b"),
    ]
    assert [event["kind"] for event in of_one.events] == ["tool.started", "test.last"]
    assert of_one.events[0]["payload"] == {"secret": "[masked]"}


class Peer:
    """The server's side of a connection: what was sent, and whether the peer takes it."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.takes = asyncio.Event()
        self.takes.set()

    async def receive(self) -> Message:
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        await self.takes.wait()
        self.sent.append(message.get("body", b"start"))


async def _three_events() -> AsyncGenerator[Sequence[Event]]:
    for number in (1, 2, 3):
        yield [Event(id=number, task_id="t", kind="k.k", payload={}, at=datetime.now(tz=UTC))]


async def test_a_reader_that_takes_nothing_is_cut_off_without_an_end() -> None:
    peer = Peer()
    peer.takes.clear()
    stream = EventStream(_three_events(), closing=asyncio.Event(), slow=0.05)
    started = asyncio.create_task(stream({"type": "http", "path": "/"}, peer.receive, peer.send))
    await asyncio.wait_for(started, 5)
    assert peer.sent == []


async def test_silence_is_filled_and_closing_ends_the_stream() -> None:
    async def silence() -> AsyncGenerator[Sequence[Event]]:
        await asyncio.Event().wait()
        yield []

    peer, closing = Peer(), asyncio.Event()
    stream = EventStream(silence(), closing=closing, begins_after=7, keep_alive=0.02)
    task = asyncio.create_task(stream({"type": "http", "path": "/"}, peer.receive, peer.send))
    await until(lambda: len(peer.sent) > 3)
    closing.set()
    await asyncio.wait_for(task, 5)
    assert peer.sent[:3] == [b"start", b"id: 7\n\n", b": still here\n\n"]
    assert peer.sent[-1] == b""
