"""How approvers are doing. Included before ``approvals``, whose ``/approvals/{request_id}`` would match."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from api.orchestrator.dependencies import Approvals, Decider, Policies
from api.problems import responses
from domain.approvals.stats import ApprovalStats, duties

router = APIRouter(prefix="/approvals", tags=["approvals"], responses=responses(401, 403))
LONGEST_DAYS = 366


@router.get("/stats", summary="Figures on approvers, by tier and by person", responses=responses(409))
async def approval_stats(
    _person: Decider,
    approvals: Approvals,
    policies: Policies,
    since_days: Annotated[
        float, Query(gt=0, le=LONGEST_DAYS, description="Of requests that opened in the last so many days.")
    ] = 30,
) -> ApprovalStats:
    """Times are in seconds from the opening to the decision's receipt (people) or ruling (tiers)."""
    held = duties(policies.approvers(), datetime.now(tz=UTC))
    return await approvals.stats.report(days=since_days, duties=held)
