"""The halt of all dispatch."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.orchestrator.bodies import REASON_LIMIT, ReasonedBody, Text
from api.orchestrator.dependencies import Approvals, Decider, Policies, Requester
from api.orchestrator.oversight import allow
from api.problems import responses
from domain.approvals.standing import dispatch_refusal
from domain.halts import Halt, HaltChange

router = APIRouter(tags=["halt"], responses=responses(401))
HISTORY = 20


class ResumeBody(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "The key is rotated"}]}
    )

    reason: Annotated[Text, Field(max_length=REASON_LIMIT)] | None = None


class HaltAnswer(BaseModel):
    """``lifted_*`` are null while it is in force."""

    person: str
    reason: str
    since: datetime
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None

    @classmethod
    def of(cls, halt: Halt) -> "HaltAnswer":
        return cls.model_validate(halt.model_dump())


class Dispatch(BaseModel):
    """``halt`` is the one in force; ``history`` is newest first."""

    dispatch: Literal["running", "halted"]
    halt: HaltAnswer | None
    history: list[HaltAnswer]


class DispatchChange(BaseModel):
    """``halt`` was set or lifted. ``changed`` is false where it was so already."""

    dispatch: Literal["running", "halted"]
    halt: HaltAnswer | None
    changed: bool

    @classmethod
    def of(cls, change: HaltChange) -> "DispatchChange":
        in_force = change.halt is not None and change.halt.lifted_at is None
        return cls(
            dispatch="halted" if in_force else "running",
            halt=HaltAnswer.of(change.halt) if change.halt else None,
            changed=change.changed,
        )


@router.get("/halt", summary="Whether dispatch is halted, and when it was")
async def read_halt(_requester: Requester, approvals: Approvals) -> Dispatch:
    halt = await approvals.halts.state()
    history = await approvals.halts.history(limit=HISTORY)
    return Dispatch(
        dispatch="halted" if halt else "running",
        halt=HaltAnswer.of(halt) if halt else None,
        history=[HaltAnswer.of(item) for item in history],
    )


@router.post("/halt", summary="Halt all dispatch at once", responses=responses(403))
async def set_halt(
    person: Decider, approvals: Approvals, policies: Policies, body: ReasonedBody
) -> DispatchChange:
    """No model turn, no tool call, no plan and no use of a grant begins from the answer on.

    What was dispatched before goes on, and its result is kept. Decisions are still recorded.
    """
    refusal = dispatch_refusal(
        person, policies.approvals().halt_roles, policies.approvers(), at=datetime.now(tz=UTC)
    )
    await allow(approvals.refusals, "halt.set", person=person, refusal=refusal, subject="dispatch")
    return DispatchChange.of(await approvals.halts.set(person=person, reason=body.reason))


@router.post("/resume-all", summary="Lift the halt", responses=responses(403))
async def lift_halt(
    person: Decider, approvals: Approvals, policies: Policies, body: ResumeBody | None = None
) -> DispatchChange:
    """Whatever waited goes on by itself within seconds."""
    refusal = dispatch_refusal(
        person, policies.approvals().resume_roles, policies.approvers(), at=datetime.now(tz=UTC)
    )
    await allow(approvals.refusals, "halt.lift", person=person, refusal=refusal, subject="dispatch")
    reason = (body.reason or None) if body else None
    return DispatchChange.of(await approvals.halts.lift(person=person, reason=reason))
