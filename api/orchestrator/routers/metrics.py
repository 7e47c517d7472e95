"""Numbers: for Prometheus, and what the models cost."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.orchestrator.dependencies import Approvals, Models, Requester, Res
from api.problems import responses
from domain.agents import ORCHESTRATOR
from domain.usage import UsageTotals
from integrations.telemetry.counts import notifications_by_status, orchestrations_by_status
from integrations.telemetry.metrics import CONTENT_TYPE, ApiMetrics

router = APIRouter(tags=["metrics"])
NOTE = (
    "Sums of every model call that was stored, also of calls whose turn was repeated. Costs are US dollars."
)


class AgentTokens(BaseModel):
    """Latencies in seconds, costs in US dollars; ``model`` lists all whose calls are summed here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    total_cost: float
    call_count: int
    total_latency: float
    model: str
    avg_tokens_per_call: float
    avg_cost_per_call: float
    avg_latency_seconds: float

    @classmethod
    def of(cls, totals: UsageTotals) -> "AgentTokens":
        calls = totals.call_count or 1
        return cls(
            **totals.model_dump(),
            total_tokens=totals.total_tokens,
            avg_tokens_per_call=totals.total_tokens / calls,
            avg_cost_per_call=totals.total_cost / calls,
            avg_latency_seconds=totals.total_latency / calls,
        )


class TokenTotals(BaseModel):
    total_tokens: int
    total_cost: float
    total_calls: int
    total_latency: float


class Tokens(BaseModel):
    """``orchestrator`` (planner and supervisor) is always among the agents.

    ``tracking_since`` is the first stored call, of all time; ``uptime_seconds`` that of this API.
    """

    per_agent: dict[str, AgentTokens]
    totals: TokenTotals
    tracking_since: datetime
    uptime_seconds: float
    timestamp: datetime
    note: str


@router.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def metrics(request: Request, approvals: Approvals, models: Models, resources: Res) -> Response:
    counted: ApiMetrics = request.app.state.metrics
    counted.orchestrations(await orchestrations_by_status(resources.pool))
    counted.notifications(await notifications_by_status(resources.pool))
    counted.oversight(
        halted=await approvals.halts.state() is not None, reviews=await approvals.reviews.count()
    )
    counted.budgets((await models.standings())[0])
    read = await approvals.metrics.exposition() + await models.metrics.exposition()
    return Response(counted.exposition() + read, media_type=CONTENT_TYPE)


@router.get("/metrics/tokens", summary="Tokens and their cost, for each agent", responses=responses(401))
async def tokens(
    _requester: Requester,
    models: Models,
    resources: Res,
    since: datetime | None = None,
    task_id: Annotated[str | None, Query(max_length=64)] = None,
) -> Tokens:
    start = since.replace(tzinfo=UTC) if since and since.tzinfo is None else since
    by_agent = {ORCHESTRATOR: UsageTotals()} | dict(await models.usage.by_agent(since=start, task_id=task_id))
    now = datetime.now(tz=UTC)
    return Tokens(
        per_agent={agent: AgentTokens.of(totals) for agent, totals in sorted(by_agent.items())},
        totals=TokenTotals(
            total_tokens=sum(totals.total_tokens for totals in by_agent.values()),
            total_cost=sum(totals.total_cost for totals in by_agent.values()),
            total_calls=sum(totals.call_count for totals in by_agent.values()),
            total_latency=sum(totals.total_latency for totals in by_agent.values()),
        ),
        tracking_since=await models.usage.tracking_since() or resources.started_at,
        uptime_seconds=(now - resources.started_at).total_seconds(),
        timestamp=now,
        note=NOTE,
    )
