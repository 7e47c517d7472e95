"""Steps as the plan's graph allows: at most eight at once, nothing behind a failed one."""

import asyncio

from temporalio import workflow

from domain.plans import PARALLEL_STEPS, Plan, PlanStep
from workflows.gates import GateOpener
from workflows.run import Run
from workflows.state import StepState, StepStatus
from workflows.step_gate import may_start
from workflows.steps import StepLoop
from workflows.tasks import together


async def run_steps(run: Run, gates: GateOpener, plan: Plan) -> None:
    """Until every step has ended, or the run drains. A drained step goes on in the next run."""
    steps = run.state.steps
    for step in plan.steps:
        steps.setdefault(step.id, StepState())
    active: set[str] = set()
    ended = asyncio.Event()

    async def go(step: PlanStep) -> None:
        if await may_start(run, gates, plan, step):
            await StepLoop(run, gates, step).go()
        active.discard(step.id)
        _skip_behind_failures(plan, steps)
        ended.set()
        run.tell()

    async with together() as group:
        while not run.stopping:
            for step in _startable(plan, steps, active)[: PARALLEL_STEPS - len(active)]:
                active.add(step.id)
                group.create_task(go(step))
            if not active:
                return
            ended.clear()
            await workflow.wait_condition(lambda: ended.is_set() or run.stopping)


def _startable(plan: Plan, steps: dict[str, StepState], active: set[str]) -> list[PlanStep]:
    done = {step_id for step_id, state in steps.items() if state.status is StepStatus.DONE}
    over = {
        step_id
        for step_id, state in steps.items()
        if state.status not in (StepStatus.WAITING, StepStatus.RUNNING)
    }
    return list(plan.ready(done=done, started=over | active))


def _skip_behind_failures(plan: Plan, steps: dict[str, StepState]) -> None:
    stopped = {step_id for step_id, state in steps.items() if state.status.stops}
    for step_id in plan.behind(stopped):
        steps[step_id].status = StepStatus.SKIPPED
        steps[step_id].report = "not started: a step before it failed, or was denied"
