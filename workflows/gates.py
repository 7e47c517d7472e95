"""Opening gates and waiting at them, for the plan and for tool calls alike."""

from temporalio import workflow

from activities.approvals import ApprovalActivities, OpenRequest
from domain.approvals.gate import CallAt, Gate
from domain.approvals.requests import ApprovalStatus, SubjectKind
from domain.orchestrations import OrchestrationStatus
from domain.risk.levels import RiskLevel
from workflows.judge import Judge
from workflows.options import LOCAL
from workflows.run import Run


class GateOpener:
    def __init__(self, run: Run, judge: Judge) -> None:
        self._run = run
        self._judge = judge

    async def open(
        self,
        *,
        kind: SubjectKind,
        level: RiskLevel,
        digest: str,
        policy_version: str,
        subject: dict[str, object],
        call: CallAt | None = None,
        editable: bool = True,
        budget: str | None = None,
    ) -> Gate:
        """Open a request; its id is made here and now, so no decision can be older than it."""
        info = workflow.info()
        gate = await workflow.execute_local_activity_method(
            ApprovalActivities.open_approval_request,
            OpenRequest(
                request_id=str(workflow.uuid4()),
                task_id=self._run.state.request.task_id,
                workflow_id=info.workflow_id,
                run_id=info.run_id,
                kind=kind,
                level=level,
                digest=digest,
                policy_version=policy_version,
                subject=subject,
                requester=self._run.state.request.requester,
                call=call,
                editable=editable,
                budget=budget,
            ),
            **LOCAL,
        )
        self._run.state.gates[gate.request_id] = gate
        self._run.set_status(OrchestrationStatus.APPROVAL_PENDING)
        await self._run.store_status()
        self._judge.opened(gate)
        return gate

    async def decided(self, gate: Gate) -> bool:
        """Wait until the gate is decided; False if the run stops first."""
        if not await self._judge.decided(gate):
            return False
        if self._run.state.approved_level is not None:
            await self._run.store_status()
        self._run.tell()
        return True

    @staticmethod
    def passed(gate: Gate) -> bool:
        return gate.status is ApprovalStatus.APPROVED
