"""Traces, told from the events: no activity and no workflow knows of them, and none waits for them.

Each place that shows traces has a cursor over the events. One worker at a time reads on from it, makes spans
of the rows, and moves the cursor once they were taken. What cannot be sent waits in Postgres, where it is
anyway; a worker that ends in between leaves the rest to the next one.
"""

import asyncio
import os
import socket
from collections import defaultdict
from collections.abc import Sequence
from contextlib import aclosing

import structlog

from domain.errors import TraceError, UnavailableError
from domain.events import Event, EventFilter, EventStore
from domain.traces.building import spans_of
from domain.traces.contents import Contents
from domain.traces.exports import HELD_SECONDS, Held, SpanExporter, TraceExportStore, TraceStore
from domain.traces.frame import Frame
from domain.traces.rows import KINDS, News
from domain.traces.spans import Span, SpanKind
from integrations.postgres.events import PostgresEvents
from integrations.postgres.trace_exports import PostgresTraceExports
from integrations.postgres.traces import PostgresTraces
from worker.resources import Resources

AT_ONCE = 50
"""Events that become one message."""
PERIOD_SECONDS = 5.0
"""Between looks whether another worker still holds the export, or Postgres is back."""
BACK_OFF_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Between attempts while nobody takes the spans; the last one goes on."""

logger = structlog.get_logger(__name__)


async def serve_traces(resources: Resources) -> None:
    """Until cancelled, to every place that is configured; to none, it only notes that."""
    pool, settings = resources.pool, resources.settings
    contents = Contents(
        hide_inputs=settings.langsmith_hide_inputs, hide_outputs=settings.langsmith_hide_outputs
    )
    exports, events = PostgresTraceExports(pool), PostgresEvents(pool)
    await _forget_others(exports, resources.exporters)
    followers = [
        TraceFollower(
            exporter,
            events=events,
            traces=PostgresTraces(pool),
            exports=exports,
            contents=contents,
        )
        for exporter in resources.exporters
    ]
    await asyncio.gather(asyncio.Event().wait(), *(follower.serve() for follower in followers))


async def _forget_others(exports: TraceExportStore, exporters: Sequence[SpanExporter]) -> None:
    while True:
        try:
            await exports.forget_others([exporter.name for exporter in exporters])
        except UnavailableError as error:
            logger.warning("traces wait", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)
        else:
            return


class TraceFollower:
    """Tells one exporter of everything; see the module."""

    def __init__(
        self,
        exporter: SpanExporter,
        *,
        events: EventStore,
        traces: TraceStore,
        exports: TraceExportStore,
        contents: Contents,
        back_off: Sequence[float] = BACK_OFF_SECONDS,
    ) -> None:
        self._exporter = exporter
        self._events = events
        self._traces = traces
        self._exports = exports
        self._contents = contents
        self._back_off = back_off
        self._holder = f"{os.getpid()}@{socket.gethostname()}/{id(self):x}"
        self._fault: str | None = None

    async def serve(self) -> None:
        """Until cancelled. Waits out an outage of Postgres, and of whoever takes the spans."""
        logger.info("traces are sent", to=self._exporter.target)
        try:
            while True:
                try:
                    await self._follow_if_free()
                except UnavailableError as error:
                    logger.warning("traces wait", reason=str(error))
                await asyncio.sleep(PERIOD_SECONDS)
        finally:
            await self._let_go()

    async def _follow_if_free(self) -> None:
        """Returns where another worker holds the export, or has taken it over."""
        held = await self._hold()
        if held is None:
            return
        tasks = [asyncio.create_task(self._keep()), asyncio.create_task(self._follow(held))]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _hold(self) -> Held | None:
        return await self._exports.hold(
            self._exporter.name, holder=self._holder, target=self._exporter.target
        )

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(HELD_SECONDS / 3)
            if await self._hold() is None:
                return

    async def _let_go(self) -> None:
        try:
            await self._exports.let_go(self._exporter.name, holder=self._holder)
        except UnavailableError as error:
            logger.warning("traces: left without a word", reason=str(error))

    async def _follow(self, held: Held) -> None:
        after = held.cursor
        async with aclosing(self._events.follow(EventFilter(kinds=KINDS), after=after)) as batches:
            async for events in batches:
                for first in range(0, len(events), AT_ONCE):
                    batch = events[first : first + AT_ONCE]
                    if not await self._tell(batch, Held(began=held.began, cursor=after)):
                        return
                    after = batch[-1].id

    async def _tell(self, events: Sequence[Event], held: Held) -> bool:
        """Whether this worker still holds the export afterwards."""
        of_task: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            of_task[event.task_id].append(event)
        upto = events[-1].id
        spans = []
        for its in of_task.values():
            news = News.of(its, began=held.began, after=held.cursor, upto=upto)
            spans += await self._spans(news)
        await self._send_patiently(spans)
        await self._link(spans)
        return await self._exports.moved(self._exporter.name, holder=self._holder, cursor=upto)

    async def _spans(self, news: News) -> list[Span]:
        try:
            task = await self._traces.task(news)
            return spans_of(Frame(task=task, news=news, contents=self._contents)) if task else []
        except UnavailableError:
            raise
        except Exception:  # a row that nobody foresaw costs a part of one trace, never the worker
            logger.exception("no spans", task_id=news.task_id)
            return []

    async def _send_patiently(self, spans: Sequence[Span]) -> None:
        failures = 0
        while True:
            try:
                await self._send(spans)
            except TraceError as error:
                await self._note(str(error))
                await asyncio.sleep(self._back_off[min(failures, len(self._back_off) - 1)])
                failures += 1
            else:
                break
        if self._fault is not None:
            logger.info("traces go on", to=self._exporter.target)
            self._fault = None

    async def _send(self, spans: Sequence[Span]) -> None:
        """Halves what was refused until the one that nobody wants stands alone, and leaves that out."""
        if not spans:
            return
        try:
            await self._exporter.export(spans)
        except TraceError as error:
            if not error.refused:
                raise
            if len(spans) == 1:
                logger.warning("a span was refused", reason=str(error), **spans[0].facts)
                return
            middle = len(spans) // 2
            await self._send(spans[:middle])
            await self._send(spans[middle:])

    async def _note(self, fault: str) -> None:
        if fault != self._fault:
            logger.warning("traces wait", to=self._exporter.target, reason=fault)
            self._fault = fault
        await self._exports.failed(self._exporter.name, holder=self._holder, fault=fault)

    async def _link(self, spans: Sequence[Span]) -> None:
        for span in spans:
            if span.kind is SpanKind.WORKFLOW and (url := await self._exporter.link(span)):
                await self._traces.linked(str(span.facts["task_id"]), url)
