"""Turns move on: who may have got its turn is told, and what a closed workflow left behind is cleared.

A run gives its turn away with its outcome. One that was terminated has none: its row would hold the others
up for ever.
"""

import asyncio

import structlog
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from domain.errors import UnavailableError
from domain.targets import Blocker, TargetStore

PERIOD_SECONDS = 1.0
CHECKED_AFTER_SECONDS = 10.0
"""A holder is looked up so often while others wait."""

logger = structlog.get_logger(__name__)


class TurnKeeper:
    def __init__(
        self, client: Client, targets: TargetStore, *, checked_after: float = CHECKED_AFTER_SECONDS
    ) -> None:
        self._client = client
        self._targets = targets
        self._checked_after = checked_after
        self._checked: dict[str, float] = {}

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres or Temporal is waited out."""
        while True:
            try:
                await self.once()
            except UnavailableError as error:
                logger.warning("turns wait", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> None:
        blockers = await self._targets.waited_for()
        self._checked = {
            blocker.task_id: self._checked[blocker.task_id]
            for blocker in blockers
            if blocker.task_id in self._checked
        }
        for blocker in blockers:
            try:
                await (self._check(blocker) if blocker.held else self._nudge(blocker))
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise UnavailableError(f"Temporal does not answer: {error.message}") from error
                await self._clear(blocker)

    async def _nudge(self, blocker: Blocker) -> None:
        """A closed workflow takes no signal: not found."""
        await self._client.get_workflow_handle(blocker.workflow_id).signal("target_free")

    async def _check(self, blocker: Blocker) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._checked.get(blocker.task_id, -self._checked_after) < self._checked_after:
            return
        self._checked[blocker.task_id] = now
        found = await self._client.get_workflow_handle(blocker.workflow_id).describe()
        if found.status is not WorkflowExecutionStatus.RUNNING:
            await self._clear(blocker)

    async def _clear(self, blocker: Blocker) -> None:
        logger.warning("a closed run held up others", task_id=blocker.task_id, target=str(blocker.target))
        await self._targets.release(blocker.task_id)
