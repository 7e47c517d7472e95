"""Plans by a model that must answer in a schema; where it cannot, the rules take over, and say so."""

import json
from typing import Annotated, Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.agent_profiles import Agents
from domain.agents import ORCHESTRATOR, ChatModel, Message, ModelCatalogue, PlannedWork, Role
from domain.data_marks import RULE, marked
from domain.errors import ModelError, NotFoundError, ToolError, UnavailableError
from domain.notifications.messages import one_line
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel
from domain.tools import ToolCatalogue, ToolSpec
from domain.usage import TokenUsage
from integrations.llm.conversion import INVALID_CALL
from integrations.llm.rule_planner import MADE_BY, RulePlanner

TRIES = 2
MODEL_MAX_STEPS = 12
FAULT_SHOWN = 300
"""Characters: it may quote the model, and stands before approvers."""

_Line = Annotated[str, Field(min_length=1, max_length=500)]


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    agent: str
    instruction: str = Field(min_length=1, max_length=8_000)
    depends_on: list[str] = Field(default=[], max_length=MODEL_MAX_STEPS)
    effects: list[_Line] = Field(
        default=[], max_length=20, description="What the step changes; empty if it only reads."
    )
    tools: list[_Line] = Field(
        default=[],
        max_length=10,
        description="Tools that the step needs, as server.tool, where you know them.",
    )
    rollback: str | None = Field(
        default=None, max_length=8_000, description="The instruction that undoes what the step changes."
    )
    irreversible: bool = Field(default=False, description="Nothing can undo what the step changes.")


class _Submission(BaseModel):
    model_config = ConfigDict(extra="forbid")

    summary: str = Field(min_length=1, max_length=1_000)
    steps: list[_Step] = Field(min_length=1, max_length=MODEL_MAX_STEPS)


class ModelPlanner:
    """Implements :class:`~domain.agents.Planner`; where the agent ``orchestrator`` is offline, by the rules.

    The plan is asked for as the arguments of one tool, the form of structured output that most providers
    know; an answer in JSON text is taken as well.
    """

    def __init__(self, models: ModelCatalogue, agents: Agents, tools: ToolCatalogue) -> None:
        self._models = models
        self._agents = agents
        self._tools = tools
        self._rules = RulePlanner()

    async def plan(
        self, *, description: str, environment: str, level: RiskLevel, last_try: bool = False
    ) -> PlannedWork:
        """Raises :class:`~domain.errors.ModelError` where the model cannot be reached."""
        model = self._models.for_agent(ORCHESTRATOR, last_try=last_try)
        if model.label == MADE_BY:
            return await self._by_rules(description, environment, level)
        messages = self._opening(description, environment, level)
        usages: list[TokenUsage] = []
        fault = ""
        for _ in range(TRIES):
            reply, fault = await self._ask(model, messages, usages)
            if reply is not None:
                try:
                    plan = self._parse(reply, level, made_by=usages[-1].model)
                    await self._check_tools(plan)
                    return PlannedWork(plan=plan, usages=tuple(usages))
                except ValueError as error:  # pydantic's ValidationError is one
                    fault = _brief(error)
                messages.append(
                    Message(role=Role.ASSISTANT, content=_answer_of(reply)[:4_000] or "(no plan)")
                )
            messages.append(
                Message(
                    role=Role.USER,
                    content=f"This is no valid plan: {fault}\nCall planner__submit_plan again.",
                )
            )
        why = f"{model.label} gave no valid plan in {TRIES} tries"
        work = await self._rules.plan(
            description=description, environment=environment, level=level, made_by=f"{MADE_BY} ({why})"
        )
        note = f"{why}, so the steps follow simple rules. The last fault: {one_line(fault, FAULT_SHOWN)}"
        plan = work.plan.model_copy(update={"note": note})
        return PlannedWork(plan=plan, usages=tuple(usages))

    async def _by_rules(self, description: str, environment: str, level: RiskLevel) -> PlannedWork:
        work = await self._rules.plan(description=description, environment=environment, level=level)
        usage = TokenUsage(model=MADE_BY, config_version=self._models.config.version)
        return work.model_copy(update={"usages": (usage,)})

    async def _ask(
        self, model: ChatModel, messages: list[Message], usages: list[TokenUsage]
    ) -> tuple[Message | None, str]:
        """Adds to ``usages``; an error that ends the planning takes them along."""
        try:
            reply = await model.reply(messages, [_submit_plan(self._names())])
        except ModelError as error:
            usages += error.spent
            if error.code != INVALID_CALL:
                error.spent = tuple(usages)
                raise
            return None, str(error)
        usages += [*reply.wasted, reply.usage]
        return reply.message, ""

    def _opening(self, description: str, environment: str, level: RiskLevel) -> list[Message]:
        team = "\n".join(
            f"- {agent.name}: {agent.description} Tools: {', '.join(agent.tools) or 'none'}."
            for agent in self._agents.all()
        )
        system = f"{self._agents.planner_prompt}\n\nThe agents:\n{team}\n\n{RULE}"
        rated = f"Rated {level}; environment {environment}. The task to plan:"
        task = marked(description, source="whoever asks", key=uuid4().hex)
        return [
            Message(role=Role.SYSTEM, content=system),
            Message(role=Role.USER, content=f"{rated}\n\n{task}"),
        ]

    def _parse(self, reply: Message, level: RiskLevel, *, made_by: str) -> Plan:
        """Raises ``ValueError`` saying what is wrong."""
        submitted = _Submission.model_validate_json(_answer_of(reply))
        strangers = sorted({step.agent for step in submitted.steps} - set(self._names()))
        if strangers:
            raise ValueError(f"there is no agent {strangers[0]}; there are {', '.join(self._names())}")
        steps = tuple(PlanStep.model_validate(step.model_dump()) for step in submitted.steps)
        plan = Plan(summary=submitted.summary, made_by=made_by, steps=steps)
        silent = plan.without_rollback()
        if silent and not RiskLevel.HIGH.exceeds(level):
            raise ValueError(
                f"step {silent[0]} changes something: say in `rollback` what undoes it, or that it is "
                "`irreversible`"
            )
        return plan

    async def _check_tools(self, plan: Plan) -> None:
        """Raises ``ValueError`` for a tool that the step's agent may not call, or that there is none of."""
        for step in plan.steps:
            agent = self._agents.get(step.agent)
            for tool in dict.fromkeys(step.tools):
                if not agent.allows(tool):
                    may = ", ".join(agent.tools) or "no tools"
                    raise ValueError(f"step {step.id}: {agent.name} may not call {tool}; it may call {may}")
                if not await self._is_there(tool):
                    raise ValueError(f"step {step.id}: there is no tool {tool}")

    async def _is_there(self, tool: str) -> bool:
        """A gateway that is away costs no plan: nothing is called by it, and each call is looked at again."""
        try:
            await self._tools.spec(tool)
        except UnavailableError:
            return True
        except (NotFoundError, ToolError):
            return False
        return True

    def _names(self) -> list[str]:
        return [agent.name for agent in self._agents.all()]


def _submit_plan(agents: list[str]) -> ToolSpec:
    schema: dict[str, Any] = _Submission.model_json_schema()
    schema["$defs"]["_Step"]["properties"]["agent"]["enum"] = agents
    return ToolSpec(
        server="planner",
        tool="submit_plan",
        description="Hand in the plan.",
        input_schema=schema,
        read_only=True,
    )


def _answer_of(reply: Message) -> str:
    """The arguments of the call, or the JSON object in the text; always text that can be sent back."""
    if reply.calls:
        return json.dumps(reply.calls[0].arguments)
    start, end = reply.content.find("{"), reply.content.rfind("}")
    return reply.content[start : end + 1] if start >= 0 else reply.content


def _brief(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}" if where else str(first["msg"])
    return str(error)
