"""Postgres goes away in the middle: activities wait for it, and the run goes on where it was."""

from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.embedded import EmbeddedPostgres
from integrations.postgres.migrations import migrate
from tests.support.desk import message_of
from tests.support.installation import make_config, make_settings
from tests.support.postgres import kill, running
from tests.support.processes import free_port
from tests.support.temporal import address_of
from tests.support.worker import at_a_desk, working


async def test_a_run_outlives_kill_9_of_postgres(tmp_path: Path, temporal: WorkflowEnvironment) -> None:
    server = EmbeddedPostgres(tmp_path / "db", port=free_port())
    make_config(tmp_path / "config")
    async with running(server) as process:
        await migrate(server.url)
        settings = make_settings(tmp_path, database_url=server.url, temporal_address=address_of(temporal))
        async with working(settings), at_a_desk(settings) as desk:
            request, _ = await desk.submit("Deploy auth service to production")
            gate = await desk.gate(request)
            await kill(process)
            await desk.handle(request).signal("approval_decision", {"decision": "approved"})
            async with running(server):
                row = await desk.ended(request)
                assert row.status is OrchestrationStatus.COMPLETED
                decided = await desk.approvals.get(gate.request_id)
                assert decided.decided_by == "operator@local"
                late = await desk.record(gate, DecisionKind.DENIED)
                told = await desk.temporal.decide(gate.workflow_id, message_of(late))
                assert told is None, "it is over"
