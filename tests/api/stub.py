"""A stand-in for the orchestration workflow: the same names and answers, no work behind them."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.approvals.decisions import DecisionKind, DecisionMessage, Verdict, VerdictOutcome
    from domain.orchestrations import AcceptAnswer, OrchestrationRequest, OrchestrationStatus, Outcome
    from domain.risk.levels import RiskAssessment, RiskLevel

END = "end at once"
"""A description that ends as soon as it is accepted."""


@workflow.defn(name="OrchestrationWorkflow")
class StubWorkflow:
    @workflow.init
    def __init__(self, request: OrchestrationRequest) -> None:
        self._request = request
        self._ended = False
        self.heard: list[str] = []

    @workflow.run
    async def run(self, request: OrchestrationRequest) -> Outcome:
        await workflow.wait_condition(lambda: self._ended)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return Outcome(task_id=request.task_id, status=OrchestrationStatus.COMPLETED, summary="stub")

    @workflow.update
    async def accept(self) -> AcceptAnswer:
        self._ended = self._request.description == END
        return AcceptAnswer(
            task_id=self._request.task_id,
            status=OrchestrationStatus.RUNNING,
            risk=RiskAssessment(level=RiskLevel.LOW, reasons=("it is a stub",), policy_version="stub"),
        )

    @workflow.update
    async def decide(self, message: DecisionMessage) -> Verdict:
        """Ada may decide; bob's decision is refused; nobody judges what carl says."""
        who = message.actor.email or ""
        if who.startswith("carl"):
            await workflow.wait_condition(lambda: self._ended)
        good = who.startswith("ada")
        outcomes = {
            DecisionKind.APPROVED: VerdictOutcome.APPROVED,
            DecisionKind.DENIED: VerdictOutcome.DENIED,
            DecisionKind.MORE_INFO: VerdictOutcome.NOTED,
        }
        return Verdict(
            receipt_id=message.receipt_id or "",
            request_id=message.request_id,
            outcome=outcomes[message.decision] if good else VerdictOutcome.REFUSED,
            refusal=None if good else "not-an-approver",
            explanation=f"as the stub says to {who}",
        )

    @workflow.signal
    def approval_decision(self, message: DecisionMessage) -> None:
        self.heard.append(message.receipt_id or "")

    @workflow.update
    async def pause(self) -> None:
        self.heard.append("pause")

    @workflow.update
    async def resume(self) -> None:
        self.heard.append("resume")

    @workflow.update
    async def provide_info(self, text: str) -> None:
        self.heard.append(text)

    @provide_info.validator
    def _asked(self, text: str) -> None:
        if text == "nobody asked":
            raise ValueError("no request waits for an answer")

    @workflow.query
    def state(self) -> list[str]:
        return self.heard

    @workflow.query
    def plan(self) -> None:
        return None
