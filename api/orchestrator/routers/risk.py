"""Rating a task without running it."""

from fastapi import APIRouter

from api.orchestrator.bodies import RiskQuestion
from api.orchestrator.dependencies import Policies, Requester
from api.problems import responses
from domain.risk.assess import assess
from domain.risk.levels import RiskAssessment

router = APIRouter(tags=["risk"], responses=responses(401, 413))


@router.post("/risk/assess", summary="Rate a task (dry run)")
def assess_risk(body: RiskQuestion, _requester: Requester, policies: Policies) -> RiskAssessment:
    """The rating that `POST /orchestrate` would give, with the rule that fired for each clause."""
    return assess(body.description, body.project_context.to_domain(), body.priority, policies.risk())
