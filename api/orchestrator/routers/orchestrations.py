"""Orchestrations: submit, read, follow, stop."""
# ruff: noqa: FAST003 - the dependency behind Found reads task_id

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from api.orchestrator.answers import (
    Accepted,
    Done,
    Links,
    Orchestration,
    OrchestrationPage,
    Risk,
    summary_of,
)
from api.orchestrator.bodies import InfoBody, OrchestrateBody
from api.orchestrator.dependencies import IdempotencyKey, Known, Requester, Res, Tasks
from api.orchestrator.resources import Resources
from api.orchestrator.streams import EventStream, Kinds, LastEventId
from api.orchestrator.submissions import task_id_for
from api.problems import responses
from domain.errors import ConflictError, NotFoundError
from domain.events import EventFilter
from domain.orchestrations import (
    ApprovalSummary,
    OrchestrationRecord,
    OrchestrationStatus,
)
from domain.workspaces import OFFERED, OfferedBranch

router = APIRouter(tags=["orchestrations"], responses=responses(401))


async def _found(task_id: str, _requester: Requester, tasks: Tasks) -> OrchestrationRecord:
    return await tasks.store.get(task_id)


Found = Annotated[OrchestrationRecord, Depends(_found)]


@router.post("/orchestrate", status_code=202, summary="Submit a task", responses=responses(413))
async def orchestrate(
    body: OrchestrateBody, requester: Requester, resources: Res, idempotency_key: IdempotencyKey = None
) -> Accepted:
    """Rate the task, plan it, and run it or ask for approval. Answers within some 2 seconds, with what is
    known by then: `queued` without a rating where no worker took it up yet.
    """
    tasks = resources.tasks
    task_id = task_id_for(requester=requester, idempotency_key=idempotency_key)
    request = body.to_domain(task_id=task_id, requester=requester, templates=tasks.templates)
    record, answer = await tasks.submissions.submit(request, body_sha256=body.digest())
    links = _links(resources, record)
    if answer is None:
        risk = Risk.of(record.risk) if record.risk else None
        return Accepted(
            task_id=task_id,
            workflow_id=record.workflow_id,
            status=record.status,
            risk=risk,
            approval=await _open_approval(resources, record),
            links=links,
        )
    return Accepted(
        task_id=task_id,
        workflow_id=record.workflow_id,
        status=answer.status,
        risk=Risk.of(answer.risk),
        approval=answer.approval,
        links=links,
    )


@router.get("/orchestrations", summary="List orchestrations, newest first")
async def list_orchestrations(
    request: Request,
    _requester: Requester,
    resources: Res,
    status: OrchestrationStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[datetime | None, Query(description="`created_at` of the last one seen")] = None,
) -> OrchestrationPage:
    records = await resources.tasks.store.list(status=status, limit=limit, before=_aware(before))
    following = None
    if len(records) == limit:
        following = str(
            request.url.include_query_params(limit=limit, before=records[-1].created_at.isoformat())
        )
    return OrchestrationPage(
        orchestrations=[
            Orchestration.of(record, approval=None, links=_links(resources, record)) for record in records
        ],
        next=following,
    )


@router.get("/orchestrations/{task_id}", summary="Read one orchestration", responses=responses(404))
async def read_orchestration(record: Found, resources: Res) -> Orchestration:
    """By task id or workflow id, while it runs and ever after."""
    return Orchestration.of(
        record,
        approval=await _open_approval(resources, record),
        branch=await _offered_branch(resources, record),
        links=_links(resources, record),
    )


@router.get(
    "/orchestrations/{task_id}/events",
    summary="Follow what happens (server-sent events)",
    response_class=EventStream,
    responses=responses(404),
)
async def follow_events(
    record: Found, resources: Res, last_event_id: LastEventId = None, kind: Kinds = ()
) -> EventStream:
    """All events from the first, or those after `Last-Event-ID`; ends with the orchestration.

    Each comes once and in order. A reader that does not keep up is cut off, and goes on after the last id
    it has seen.
    """
    wanted = EventFilter(task_id=record.task_id, kinds=tuple(kind))
    events = resources.events.store.follow(wanted, after=last_event_id or 0)
    return EventStream(events, closing=resources.closing)


@router.post(
    "/orchestrations/{task_id}/cancel", status_code=202, summary="Cancel", responses=responses(401, 404, 409)
)
async def cancel(_caller: Known, record: Found, tasks: Tasks) -> Done:
    """Stops the run and cleans up. Cancelling twice is no error; cancelling what ended otherwise is."""
    if record.status is not OrchestrationStatus.CANCELLED:
        _must_be_open(record)
        try:
            await tasks.temporal.cancel(record.workflow_id)
        except NotFoundError:
            await _cancel_without_workflow(tasks, record)
    return await _done("cancel", record, tasks)


@router.post(
    "/orchestrations/{task_id}/pause", status_code=202, summary="Pause", responses=responses(401, 404, 409)
)
async def pause(_caller: Known, record: Found, tasks: Tasks) -> Done:
    """Holds model turns and tool calls. Deadlines of approval requests run on."""
    _must_be_open(record)
    await tasks.temporal.pause(record.workflow_id)
    return await _done("pause", record, tasks)


@router.post(
    "/orchestrations/{task_id}/resume", status_code=202, summary="Resume", responses=responses(401, 404, 409)
)
async def resume(_caller: Known, record: Found, tasks: Tasks) -> Done:
    _must_be_open(record)
    await tasks.temporal.resume(record.workflow_id)
    return await _done("resume", record, tasks)


@router.post(
    "/orchestrations/{task_id}/info",
    status_code=202,
    summary="Answer an approver's question",
    responses=responses(401, 404, 409),
)
async def provide_info(body: InfoBody, _caller: Known, record: Found, tasks: Tasks) -> Done:
    _must_be_open(record)
    await tasks.temporal.provide_info(record.workflow_id, body.info)
    return await _done("info", record, tasks)


async def _cancel_without_workflow(tasks: Tasks, record: OrchestrationRecord) -> None:
    """Temporal has no open run of it: it never started, or it closed a moment ago."""
    now = await tasks.store.get(record.task_id)
    if now.status is OrchestrationStatus.QUEUED:
        await tasks.submissions.cancel_unstarted(now)
    else:
        _must_be_open(now)


def _must_be_open(record: OrchestrationRecord) -> None:
    if record.status.is_final:
        raise ConflictError(f"{record.task_id} is over: {record.status}")


async def _done(requested: str, record: OrchestrationRecord, tasks: Tasks) -> Done:
    now = await tasks.store.get(record.task_id)
    return Done(task_id=record.task_id, requested=requested, status=now.status)


async def _open_approval(resources: Resources, record: OrchestrationRecord) -> ApprovalSummary | None:
    """The newest open approval request of the run."""
    if record.status.is_final:
        return None
    approvals = await resources.approvals.requests.list(task_id=record.task_id, limit=20)
    return next((summary_of(approval) for approval in approvals if approval.status.is_open), None)


async def _offered_branch(resources: Resources, record: OrchestrationRecord) -> OfferedBranch | None:
    if not record.status.is_final:
        return None
    event = await resources.events.store.latest(record.task_id, OFFERED)
    return None if event is None else OfferedBranch.model_validate(event.payload)


def _links(resources: Resources, record: OrchestrationRecord) -> Links:
    own = f"/orchestrations/{record.task_id}"
    ui = resources.settings.temporal_ui_url.rstrip("/")
    return Links(
        self=own,
        events=f"{own}/events",
        temporal_ui=f"{ui}/namespaces/{resources.tasks.namespace}/workflows/{record.workflow_id}",
        trace=record.trace_url,
    )


def _aware(at: datetime | None) -> datetime | None:
    """A time without an offset is taken for UTC."""
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=UTC)
