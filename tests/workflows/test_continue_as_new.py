"""A run whose history is full goes on in a new one, with its gate open and its deadline unmoved."""

from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import PATIENCE
from tests.support.installation import make_config, make_settings
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working


async def test_an_open_gate_survives_and_its_approval_counts(
    tmp_path: Path, fresh_database_url: str, temporal: WorkflowEnvironment
) -> None:
    make_config(tmp_path / "config")
    settings = make_settings(
        tmp_path,
        database_url=fresh_database_url,
        temporal_address=address_of(temporal),
        continue_as_new_after=50,
    )
    async with working(settings), at_a_desk(settings) as desk:
        request, first = await desk.accepted("Deploy auth service to production")
        gate = await desk.gate(request)
        refused = await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

        async def next_run() -> bool:
            await desk.handle(request).signal("noise", "x")
            state = await desk.temporal.state(request.workflow_id)
            return bool(state["runs"] > 1)

        await until(next_run, what="the next run")
        state = await desk.temporal.state(request.workflow_id)
        carried = state["gates"][gate.request_id]
        assert refused is not None
        assert refused.receipt_id in state["verdicts"], "a receipt judged once is known for ever"
        assert carried["status"] == "pending"
        assert await desk.temporal.accept(request, rpc_timeout=PATIENCE) == first
        assert (await desk.approvals.get(gate.request_id)).expires_at == gate.expires_at

        await desk.decide(gate, DecisionKind.APPROVED)
        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
