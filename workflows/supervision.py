"""After the steps: does the result answer the task? What the supervisor misses is asked for once.

The whole run is checked, not each step: only the whole answers the task, and one turn pays for it. What the
supervisor says moves words only. A run that it is content with passes no gate for that; one that it is not
content with is completed all the same, with its remarks in the outcome. What an agent changes on its remarks
nobody has approved yet: each such call waits at a gate of its own.
"""

from temporalio import workflow
from temporalio.exceptions import ActivityError, FailureError, is_cancelled_exception

from activities.supervision import CheckInput, StepToCheck, SupervisionActivities
from domain.plans import Plan
from domain.supervision import CheckVerdict, ResultCheck, not_checked, remarks_for
from workflows.answers import changes_of
from workflows.gates import GateOpener
from workflows.options import MODEL, fair
from workflows.run import Run
from workflows.schedule import run_steps
from workflows.state import Revision, StepStatus


async def supervise(run: Run, gates: GateOpener, plan: Plan) -> None:
    """Where every step is done: check, send back at most once, check again.

    Returns early where the run drains; called again, after the steps have gone on, it goes on where it was.
    """
    state = run.state
    done = all(state.steps[step.id].status is StepStatus.DONE for step in plan.steps)
    if not done or state.checked or not workflow.patched("result-check"):
        return
    if state.check is None:
        check = await _check(run, plan)
        if check is None:
            return
        state.check, state.checked = check, not _send_back(run, check)
    if not state.checked:
        await run_steps(run, gates, plan)
        if not run.stopping:
            await _check_again(run, plan, state.check)


def _send_back(run: Run, check: ResultCheck) -> bool:
    """Whether an agent can be asked to do what is missing; then its step goes on."""
    if check.verdict is not CheckVerdict.LACKING or check.step_id is None:
        return False
    step = run.state.steps[check.step_id]
    step.revision = Revision(remarks=remarks_for(check), first_report=step.report)
    step.status = StepStatus.RUNNING
    return True


async def _check_again(run: Run, plan: Plan, before: ResultCheck) -> None:
    revision = run.state.steps[before.step_id or ""].revision
    if revision is not None and revision.failure:
        why = f"asked for it, {revision.failure}"
        check: ResultCheck | None = before.model_copy(update={"why": why})
    else:
        check = await _check(run, plan)
    if check is not None:
        kept = {"sent_back": True, "remarks": check.remarks or before.remarks}
        run.state.check, run.state.checked = check.model_copy(update=kept), True


async def _check(run: Run, plan: Plan) -> ResultCheck | None:
    """None: the run drains first. A check that fails is none."""
    if await run.hold():
        return None
    try:
        with run.working():
            check: ResultCheck = await workflow.execute_activity_method(
                SupervisionActivities.check_result,
                _input(run, plan),
                summary="check the result",
                priority=fair(run.state.request.requester),
                **MODEL,
            )
    except FailureError as error:
        if is_cancelled_exception(error):
            raise
        cause = error.cause if isinstance(error, ActivityError) else error
        return not_checked(f"the check failed: {cause}")
    return check


def _input(run: Run, plan: Plan) -> CheckInput:
    state = run.state
    needed = {need for step in plan.steps for need in step.depends_on}
    return CheckInput(
        task_id=state.request.task_id,
        turn_id=str(workflow.uuid4()),
        task=state.request.description,
        steps=tuple(
            StepToCheck(
                step_id=step.id,
                agent=state.steps[step.id].acting(step.agent),
                instruction=step.instruction,
                head_turn=state.steps[step.id].head_turn,
                changed=tuple(changes_of(state.steps[step.id])),
                last=step.id not in needed,
            )
            for step in plan.steps
        ),
    )
