"""Runs that want the same turn."""

from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, ProjectContext
from domain.targets import Target
from integrations.postgres.targets import PostgresTargets
from tests.support.desk import Desk
from tests.support.waiting import until

DEPLOY = "Deploy auth service to production"


async def blocked(desk: Desk, service: str) -> OrchestrationRequest:
    """Somebody has the turn whose workflow does not run."""
    request = await desk.store(DEPLOY)
    target = Target(service=service, environment="production")
    await PostgresTargets(desk.pool).claim(request.task_id, workflow_id=request.workflow_id, target=target)
    return request


async def deployed(desk: Desk, service: str) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, context=ProjectContext(project=service))
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED)
    return request


async def waits(desk: Desk, request: OrchestrationRequest) -> str:
    async def look() -> str | None:
        row = await desk.orchestrations.get(request.task_id)
        return row.note if row.status is OrchestrationStatus.RUNNING else None

    return await until(look, what="the run to wait")


async def holders(desk: Desk, service: str) -> list[str]:
    rows = await desk.pool.fetch(
        "SELECT task_id FROM target_turns WHERE service = $1 AND held_since IS NOT NULL", service
    )
    return [row["task_id"] for row in rows]
