"""Orchestrations as Temporal holds them: start one, tell it something, ask how it stands.

Workflow, update and signal names are written out here: they stand in histories and never change.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

from temporalio.client import (
    Client,
    RPCTimeoutOrCancelledError,
    WithStartWorkflowOperation,
    WorkflowExecutionStatus,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowUpdateFailedError,
)
from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError

from domain.approvals.decisions import DecisionMessage, Verdict
from domain.errors import ConflictError, DevToolsError, NotFoundError, UnavailableError
from domain.orchestrations import (
    WORKFLOW_ID_PREFIX,
    AcceptAnswer,
    OrchestrationRequest,
    OrchestrationStatus,
    Outcome,
)
from integrations.temporal.failures import RETRY_AFTER, translated

WORKFLOW = "OrchestrationWorkflow"
TASK_QUEUE = "orchestrations"
ACCEPT = "accept"
RPC_TIMEOUT = timedelta(seconds=2)
SUMMARY_LIMIT = 200
REQUESTER = SearchAttributeKey.for_keyword("Requester")

Answer = TypeVar("Answer")

_CLOSED = {
    WorkflowExecutionStatus.COMPLETED: OrchestrationStatus.COMPLETED,
    WorkflowExecutionStatus.FAILED: OrchestrationStatus.FAILED,
    WorkflowExecutionStatus.TIMED_OUT: OrchestrationStatus.FAILED,
    WorkflowExecutionStatus.CANCELED: OrchestrationStatus.CANCELLED,
    WorkflowExecutionStatus.TERMINATED: OrchestrationStatus.CANCELLED,
}


class TemporalOrchestrations:
    """Every call is bounded by its ``rpc_timeout``.

    They raise what :func:`~integrations.temporal.failures.translated` says.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def accept(
        self, request: OrchestrationRequest, *, rpc_timeout: timedelta = RPC_TIMEOUT
    ) -> AcceptAnswer | None:
        """Start the workflow and wait for its rating, in one round trip.

        None: it is started (now or earlier) but has nothing to say yet, or is over: the stored row answers.
        An update that no worker took in time is lost with the call, the start may be too: so it is started
        again, which changes nothing where it was.
        """
        operation = WithStartWorkflowOperation[Any, Any](
            WORKFLOW, request, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING, **_options(request)
        )
        try:
            with translated(request.workflow_id):
                answer: AcceptAnswer = await self._client.execute_update_with_start_workflow(
                    ACCEPT,
                    start_workflow_operation=operation,
                    id=ACCEPT,
                    rpc_timeout=rpc_timeout,
                    result_type=AcceptAnswer,
                )
                return answer
        except RPCTimeoutOrCancelledError:
            await self.start(request, rpc_timeout=rpc_timeout)
        except (WorkflowAlreadyStartedError, WorkflowUpdateFailedError, NotFoundError):
            pass  # it is over, or ended while it was asked
        finally:
            # the SDK keeps the error a second time, here: unread, its loss would be logged as an accident;
            # where it could not even connect, nothing is kept
            with suppress(Exception):  # whatever it is, it was raised above
                async with asyncio.timeout(0.05):
                    await operation.workflow_handle()
        return None

    async def start(self, request: OrchestrationRequest, *, rpc_timeout: timedelta = RPC_TIMEOUT) -> None:
        """Make sure that the workflow was started; one that runs or is over is left alone."""
        with suppress(WorkflowAlreadyStartedError), translated(request.workflow_id):
            await self._client.start_workflow(
                WORKFLOW,
                request,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                rpc_timeout=rpc_timeout,
                **_options(request),
            )

    async def resubmit(self, request: OrchestrationRequest) -> None:
        """Start what was stored while Temporal was out of reach."""
        await self.start(request)

    async def decide(
        self, workflow_id: str, message: DecisionMessage, *, rpc_timeout: timedelta = RPC_TIMEOUT
    ) -> Verdict | None:
        """The judge's verdict on a stored receipt; None where there is none in time, for whatever reason:
        the receipt is stored, and a relay brings it to the workflow until it is judged.
        """
        try:
            return await self._update(
                workflow_id,
                "decide",
                message,
                update_id=message.receipt_id,
                result=Verdict,
                rpc_timeout=rpc_timeout,
            )
        except (UnavailableError, NotFoundError, ConflictError):
            return None

    async def signal(self, workflow_id: str, message: DecisionMessage) -> None:
        """The relay's way: needs no worker, is durable at once."""
        with translated(workflow_id):
            await self._handle(workflow_id).signal("approval_decision", message, rpc_timeout=RPC_TIMEOUT)

    async def cancel(self, workflow_id: str) -> None:
        with translated(workflow_id):
            await self._handle(workflow_id).cancel(rpc_timeout=RPC_TIMEOUT)

    async def pause(self, workflow_id: str) -> None:
        await self._update(workflow_id, "pause")

    async def resume(self, workflow_id: str) -> None:
        await self._update(workflow_id, "resume")

    async def provide_info(self, workflow_id: str, text: str) -> None:
        await self._update(workflow_id, "provide_info", text)

    async def state(self, workflow_id: str) -> Any:
        """The workflow's own view of itself; costs a replay, so for people who look closely only."""
        return await self._query(workflow_id, "state")

    async def plan(self, workflow_id: str) -> Any:
        return await self._query(workflow_id, "plan")

    async def ended(self, workflow_id: str) -> Outcome | None:
        """How a closed workflow ended; None while it is open. Raises ``NotFoundError`` for an unknown one."""
        handle = self._handle(workflow_id)
        with translated(workflow_id):
            described = await handle.describe(rpc_timeout=RPC_TIMEOUT)
        closed_as = described.status
        if closed_as is None or closed_as not in _CLOSED:
            return None
        return await self._returned(handle) or Outcome(
            task_id=workflow_id.removeprefix(WORKFLOW_ID_PREFIX),
            status=_CLOSED[closed_as],
            summary=f"the workflow was closed as {closed_as.name.lower()}",
        )

    async def reachable(self, *, rpc_timeout: timedelta = timedelta(seconds=1)) -> bool:
        try:
            with translated(""):
                return await self._client.service_client.check_health(timeout=rpc_timeout)
        except DevToolsError:
            return False

    def _handle(self, workflow_id: str) -> WorkflowHandle[Any, Any]:
        return self._client.get_workflow_handle(workflow_id)

    async def _update(
        self,
        workflow_id: str,
        name: str,
        *args: Any,
        update_id: str | None = None,
        result: type[Answer] | None = None,
        rpc_timeout: timedelta = RPC_TIMEOUT,
    ) -> Answer | None:
        """Raises ``ConflictError`` if the workflow refuses, ``UnavailableError`` if it does not answer."""
        try:
            with translated(workflow_id):
                answer: Answer | None = await self._handle(workflow_id).execute_update(
                    name, args=args, id=update_id, rpc_timeout=rpc_timeout, result_type=result
                )
                return answer
        except RPCTimeoutOrCancelledError as error:
            raise UnavailableError(
                f"{workflow_id} did not answer in {rpc_timeout.total_seconds():g} s: is a worker running?",
                retry_after=RETRY_AFTER,
            ) from error
        except WorkflowUpdateFailedError as error:
            raise ConflictError(str(error.cause or error)) from error

    async def _query(self, workflow_id: str, name: str) -> Any:
        with translated(workflow_id):
            return await self._handle(workflow_id).query(name, rpc_timeout=RPC_TIMEOUT)

    async def _returned(self, handle: WorkflowHandle[Any, Any]) -> Outcome | None:
        """What a completed workflow returned, where that is an outcome."""
        try:
            with translated(handle.id):
                value = await handle.result(rpc_timeout=RPC_TIMEOUT)
            return Outcome.model_validate(value)
        except (WorkflowFailureError, ValueError):  # it did not complete, or returned something else
            return None


def _options(request: OrchestrationRequest) -> dict[str, Any]:
    """The same for every way of starting, so that two ways cannot start two runs."""
    first_line = request.description.strip().splitlines()[0] if request.description.strip() else ""
    return {
        "id": request.workflow_id,
        "task_queue": TASK_QUEUE,
        "id_reuse_policy": WorkflowIDReusePolicy.REJECT_DUPLICATE,
        "search_attributes": TypedSearchAttributes([SearchAttributePair(REQUESTER, request.requester)]),
        "static_summary": first_line[:SUMMARY_LIMIT],
    }
