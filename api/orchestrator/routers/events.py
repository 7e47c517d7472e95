"""All events of the installation, as they happen."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.orchestrator.dependencies import Events, Known, Res
from api.orchestrator.streams import EventStream, Kinds, LastEventId
from api.problems import responses
from domain.events import EventFilter

router = APIRouter(tags=["events"], responses=responses(401))

After = Annotated[
    int | None,
    Query(ge=0, le=2**63 - 1, description="As `Last-Event-ID`, which goes first; 0: all that ever happened."),
]


@router.get("/events", summary="Follow all events (server-sent events)", response_class=EventStream)
async def follow_all_events(
    _caller: Known,
    events: Events,
    resources: Res,
    *,
    last_event_id: LastEventId = None,
    after: After = None,
    kind: Kinds = (),
    task_id: Annotated[str | None, Query(max_length=200, description="Only of this task.")] = None,
) -> EventStream:
    """Of all tasks, from now on or after an id. Each event comes once, ordered by its id.

    The first thing sent is the id that the stream begins after: a reader that is cut off before its first
    event can come back too. An event whose `task_id` is empty concerns the whole installation. Of one task,
    the stream ends with the orchestration.
    """
    start = last_event_id if last_event_id is not None else after
    start = await events.store.head() if start is None else start
    wanted = EventFilter(task_id=task_id, kinds=tuple(kind))
    found = events.store.follow(wanted, after=start)
    return EventStream(found, closing=resources.closing, begins_after=start)
