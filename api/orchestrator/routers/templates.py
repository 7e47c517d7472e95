"""Which templates there are, and what each asks for and does."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from api.orchestrator.dependencies import Requester, Tasks
from api.problems import responses
from domain.orchestrations import InputValue
from domain.plans import PlanStep
from domain.risk.levels import RiskLevel
from domain.templates import InputType, Template, TemplateInput

router = APIRouter(tags=["templates"], responses=responses(401))


class Input(BaseModel):
    """What a caller fills in. Limits that an input does not have are null."""

    name: str
    description: str
    type: InputType
    required: bool
    default: InputValue | None
    choices: list[str]
    pattern: str | None
    max_length: int | None
    minimum: int | None
    maximum: int | None

    @classmethod
    def of(cls, found: TemplateInput) -> "Input":
        return cls(required=found.required, **found.model_dump())


class TemplateSummary(BaseModel):
    """``version`` is the hash of the file's content; ``gates``: the steps before which people are asked."""

    name: str
    version: str
    description: str
    min_level: RiskLevel
    inputs: list[Input]
    steps: int
    gates: list[str]

    @classmethod
    def of(cls, template: Template) -> "TemplateSummary":
        return cls(**_summary(template), steps=len(template.steps))


class TemplateDetail(BaseModel):
    """With its steps, as they are before anything is filled in: `{name}` stands for an input."""

    name: str
    version: str
    description: str
    task: str
    min_level: RiskLevel
    inputs: list[Input]
    steps: list[PlanStep]
    gates: list[str]

    @classmethod
    def of(cls, template: Template) -> "TemplateDetail":
        return cls(**_summary(template), task=template.task, steps=list(template.steps))


class TemplateList(BaseModel):
    templates: list[TemplateSummary]


@router.get("/templates", summary="List the templates in force, by name")
async def list_templates(_requester: Requester, tasks: Tasks) -> TemplateList:
    """A name goes into `template` of `POST /orchestrate`, what it asks for into `inputs`."""
    return TemplateList(templates=[TemplateSummary.of(template) for template in tasks.templates.all()])


@router.get("/templates/{name}", summary="Read one template", responses=responses(404))
async def read_template(name: str, _requester: Requester, tasks: Tasks) -> TemplateDetail:
    return TemplateDetail.of(tasks.templates.get(name))


def _summary(template: Template) -> dict[str, Any]:
    return {
        **template.model_dump(include={"name", "version", "description", "min_level"}),
        "inputs": [Input.of(each) for each in template.inputs],
        "gates": [step.id for step in template.steps if step.gate],
    }
