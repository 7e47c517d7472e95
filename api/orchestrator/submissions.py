"""Taking a task in: a row first, then the workflow, so that nothing which was accepted can be lost."""

import asyncio
import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import structlog

from domain.errors import DevToolsError, UnavailableError
from domain.orchestrations import (
    AcceptAnswer,
    OrchestrationRecord,
    OrchestrationRequest,
    OrchestrationStatus,
    OrchestrationStore,
    Outcome,
    ProjectContext,
)
from domain.redaction import Redactor
from integrations.temporal.orchestrations import TemporalOrchestrations

ORPHAN_AGE = timedelta(seconds=5)
"""A row that is queued for longer may have no workflow: Temporal was down, or the API died in between."""
CANCELLED_EARLY = "cancelled before it started"
_PAGE = 200

logger = structlog.stdlib.get_logger("api.submissions")


class Submitted(NamedTuple):
    """``answer`` is None where the workflow has said nothing yet, or never will again: see the row."""

    record: OrchestrationRecord
    answer: AcceptAnswer | None


def task_id_for(*, requester: str, idempotency_key: str | None) -> str:
    """The same for the same key of the same requester; else random."""
    if idempotency_key is None:
        return uuid.uuid4().hex
    return hashlib.sha256(f"{requester}\0{idempotency_key}".encode()).hexdigest()[:32]


class Submissions:
    def __init__(
        self, store: OrchestrationStore, temporal: TemporalOrchestrations, redactor: Redactor
    ) -> None:
        self._store = store
        self._temporal = temporal
        self._redactor = redactor
        self._started: set[str] = set()

    async def submit(self, request: OrchestrationRequest, *, body_sha256: str) -> Submitted:
        """What the caller wrote is rated, stored and run without the secrets in it.

        Raises :class:`~domain.errors.UnavailableError` where Temporal is out of reach; the row stays.
        """
        request = self._redacted(request)
        record = await self._store.create(request, body_sha256=body_sha256)
        if record.status.is_final:
            return Submitted(record, None)
        try:
            answer = await self._temporal.accept(request)
        except UnavailableError as error:
            await self._store.note(request.task_id, "Temporal was out of reach; starts when it is back")
            raise UnavailableError(
                f"Temporal does not answer. Stored as {request.task_id}; it starts when Temporal is back. "
                "Repeat the request with the same Idempotency-Key, or read it, to follow it.",
                retry_after=error.retry_after,
            ) from error
        if answer is None:
            record = await self._store.get(request.task_id)
        return Submitted(record, answer)

    def _redacted(self, request: OrchestrationRequest) -> OrchestrationRequest:
        context = ProjectContext.model_validate(self._redactor.value(request.context.model_dump()))
        update = {
            "description": self._redactor.text(request.description),
            "context": context,
            "inputs": self._redactor.value(request.inputs),
        }
        return request.model_copy(update=update)

    async def start_orphans(self) -> int:
        """Start every queued row whose workflow may not exist, twice if need be. How many were tried."""
        tried = 0
        before = datetime.now(tz=UTC) - ORPHAN_AGE
        waiting: set[str] = set()
        while rows := await self._store.list(status=OrchestrationStatus.QUEUED, limit=_PAGE, before=before):
            for record in rows:
                waiting.add(record.task_id)
                if record.task_id not in self._started:
                    await self._start(record)
                    tried += 1
            before = rows[-1].created_at
        self._started &= waiting
        return tried

    async def cancel_unstarted(self, record: OrchestrationRecord) -> None:
        """Close the row of a task that no workflow was started for."""
        outcome = Outcome(
            task_id=record.task_id, status=OrchestrationStatus.CANCELLED, summary=CANCELLED_EARLY
        )
        await self._store.finish(outcome)

    async def _start(self, record: OrchestrationRecord) -> None:
        await self._temporal.resubmit(_request_of(record))
        self._started.add(record.task_id)
        if (await self._store.get(record.task_id)).status.is_final:  # cancelled while it was being started
            await self._temporal.cancel(record.workflow_id)
            return
        if record.note:
            await self._store.note(record.task_id, "Temporal was out of reach at first; started later")


async def start_orphans_forever(
    submissions: Submissions, *, every: float = ORPHAN_AGE.total_seconds()
) -> None:
    """The API's background task. A dependency that is away is tried again in the next round."""
    while True:
        try:
            await submissions.start_orphans()
        except DevToolsError as error:
            logger.info("queued tasks wait", reason=str(error))
        except Exception:  # Postgres away, or anything else: the loop must outlive it, and the log has it
            logger.warning("queued tasks could not be looked at", exc_info=True)
        await asyncio.sleep(every)


def _request_of(record: OrchestrationRecord) -> OrchestrationRequest:
    return OrchestrationRequest(
        task_id=record.task_id,
        description=record.description,
        requester=record.requester,
        priority=record.priority,
        context=ProjectContext.model_validate(record.project_context),
        template=record.template,
        inputs=record.inputs,
        dry_run=record.dry_run,
    )
