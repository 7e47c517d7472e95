"""Taking turns: one run at a time changes a service in an environment.

The turn is a row in Postgres, which goes with the outcome. A run that waits asks again after a while, sooner
when it is told that its turn may have come. A paused run gives its turn away once nothing of its own is in
flight, and gets in line again when it goes on.
"""

import asyncio
from datetime import timedelta

from temporalio import workflow

from activities.targets import ClaimInput, TargetActivities
from domain.targets import Turn
from workflows.options import LOCAL
from workflows.run import Run

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(seconds=30)


class TurnTaking:
    def __init__(self, run: Run) -> None:
        self._run = run
        self._changing = asyncio.Lock()
        run.take_turn = self.take

    async def take(self) -> None:
        """Until it is the run's turn, or the run pauses or stops."""
        run, wait = self._run, FIRST_WAIT
        async with self._changing:
            while run.wants_turn and not run.stopping and not run.state.paused:
                run.nudged = False
                run.state.target_held = (await self._claim()).held
                if run.state.target_held:
                    return
                try:
                    await workflow.wait_condition(
                        lambda: run.nudged or run.stopping or run.state.paused, timeout=wait
                    )
                except TimeoutError:
                    wait = min(wait * 2, LONGEST_WAIT)
            if run.wants_turn and run.state.paused:
                await self._release()

    async def serve(self) -> None:
        """Give the turn away when the run is paused and its calls have ended; until the run closes."""
        run = self._run
        while True:
            await workflow.wait_condition(
                lambda: run.closing or (run.state.target_held and run.state.paused and not run.at_work)
            )
            if run.closing:
                return
            async with self._changing:
                if run.state.paused and run.state.target_held:
                    run.state.target_held = False
                    await self._release()

    async def _claim(self) -> Turn:
        state = self._run.state
        assert state.target is not None  # wanted
        return await workflow.execute_local_activity_method(
            TargetActivities.claim_target,
            ClaimInput(
                task_id=state.request.task_id,
                workflow_id=workflow.info().workflow_id,
                target=state.target,
            ),
            **LOCAL,
        )

    async def _release(self) -> None:
        await workflow.execute_local_activity_method(
            TargetActivities.release_target, self._run.state.request.task_id, **LOCAL
        )
