"""Budgets: what model calls may take, what they took, and what approvers added."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.orchestrator.dependencies import Models, Requester
from api.problems import responses
from domain.budgets import Allowance, Amount, Limit, OpenRequest, Standing, Window

router = APIRouter(tags=["budgets"])


class AllowanceAnswer(BaseModel):
    """What an approved request added, on behalf of the task that asked."""

    request_id: str
    task_id: str
    more: Amount
    person: str
    at: datetime

    @classmethod
    def of(cls, allowance: Allowance) -> "AllowanceAnswer":
        return cls(**allowance.model_dump(exclude={"budget"}))


class BudgetAnswer(BaseModel):
    """``agent`` null: all agents together. ``limit`` is what the file says, ``ceiling`` what it is with the
    allowances. ``share``: of the ceiling, in the unit that is nearer to its end; from 1 on calls wait.
    ``request_id``: the undecided request for more; ``waiting``: how many other runs wait for its outcome.
    """

    budget: str = Field(examples=["day/2026-11-28/cicd"])
    window: Window
    of: str = Field(examples=["2026-11-28"])
    agent: str | None
    limit: Limit
    spent: Amount
    ceiling: Limit
    share: float
    used_up: bool
    allowances: list[AllowanceAnswer]
    request_id: str | None
    waiting: int

    @classmethod
    def make(
        cls, standing: Standing, *, allowances: list[Allowance], asked: OpenRequest | None
    ) -> "BudgetAnswer":
        scope = standing.scope
        return cls(
            **scope.model_dump(),
            **standing.model_dump(include={"limit", "spent"}),
            budget=scope.id,
            ceiling=standing.ceiling,
            share=standing.share,
            used_up=standing.is_used_up,
            allowances=[AllowanceAnswer.of(each) for each in allowances if each.budget == scope.id],
            request_id=asked.request_id if asked else None,
            waiting=asked.waiting if asked else 0,
        )


class BudgetList(BaseModel):
    """Empty where none is configured."""

    budgets: list[BudgetAnswer]


@router.get("/budgets", summary="Budgets, and where they stand", responses=responses(401))
async def budgets(
    _requester: Requester,
    models: Models,
    task_id: Annotated[
        str | None, Query(max_length=64, description="Also those of this orchestration")
    ] = None,
) -> BudgetList:
    """Of today (UTC), and of an orchestration if one is named. The limits are those of this API's own
    `models.yaml`; each worker goes by its own.
    """
    found, allowances = await models.standings(task_id=task_id)
    asked = await models.budgets.open_requests([standing.scope.id for standing in found])
    return BudgetList(
        budgets=[
            BudgetAnswer.make(standing, allowances=allowances, asked=asked.get(standing.scope.id))
            for standing in found
        ]
    )
