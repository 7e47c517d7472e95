"""Reviews of what was started by breaking the glass."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from api.orchestrator.bodies import Said
from api.orchestrator.dependencies import Approvals, Decider, Policies
from api.orchestrator.oversight import allow
from api.problems import responses
from domain.approvals.reviews import Review
from domain.approvals.standing import review_refusal

router = APIRouter(prefix="/reviews", tags=["reviews"], responses=responses(401))


class FindingBody(BaseModel):
    """What the reviewer found."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"finding": "Right call; the alert needs an owner"}]}
    )

    finding: Said


class ReviewAnswer(BaseModel):
    """``review_id`` is the id of the approval request; ``reviewer_roles`` may close the review."""

    review_id: str
    status: Literal["open", "overdue", "closed"]
    task_id: str
    description: str
    requester: str
    reviewer_roles: list[str]
    person: str
    reason: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    finding: str | None

    @classmethod
    def of(cls, review: Review) -> "ReviewAnswer":
        return cls(
            **review.model_dump(exclude={"roles", "overdue"}),
            reviewer_roles=list(review.roles),
            status="closed" if review.closed_at else "overdue" if review.overdue else "open",
        )


class ReviewList(BaseModel):
    reviews: list[ReviewAnswer]


@router.get("", summary="List reviews, the one that is due first on top")
async def list_reviews(
    _person: Decider,
    approvals: Approvals,
    *,
    all_: Annotated[bool, Query(alias="all", description="Closed ones too")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ReviewList:
    found = await approvals.reviews.list(open_only=not all_, limit=limit)
    return ReviewList(reviews=[ReviewAnswer.of(review) for review in found])


@router.post("/{review_id}/close", summary="Close a review", responses=responses(403, 404, 409))
async def close_review(
    review_id: str, person: Decider, approvals: Approvals, policies: Policies, body: FindingBody
) -> ReviewAnswer:
    """By an approver with one of the request's roles who neither broke the glass nor asked for the work."""
    review = await approvals.reviews.get(review_id[:80])
    refusal = review_refusal(review, person, policies.approvers())
    await allow(approvals.refusals, "review.close", person=person, refusal=refusal, subject=review.review_id)
    return ReviewAnswer.of(
        await approvals.reviews.close(review.review_id, person=person, finding=body.finding)
    )
