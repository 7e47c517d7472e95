"""``python -m bench.noop``: the product's worker as it is, with a planner and a model that answer at once.

So the figures are the orchestration's own cost, without a model's or a tool's.
"""

import asyncio
import dataclasses
from collections.abc import Sequence

from activities.budgets import BudgetGuard
from activities.planning import PlanningActivities
from activities.turns import TurnActivities
from config.settings import load_settings
from domain.agents import ChatModel, Message, ModelReply, PlannedWork, Role
from domain.model_choice import ModelConfig
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel
from domain.tools import Caller, ToolCall, ToolResult, ToolSpec
from domain.usage import TokenUsage
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage
from worker.activities import Activities, build_activities
from worker.hosts import build_workers
from worker.resources import Resources, open_resources
from workflows.options import AGENTS_QUEUE, ORCHESTRATIONS_QUEUE


class NoTools:
    async def shown(self, agent: str, *, task: str, searches: Sequence[str] = ()) -> Sequence[ToolSpec]:
        assert (agent, task, searches) is not None
        return ()

    async def spec(self, name: str) -> ToolSpec:
        raise AssertionError(name)

    async def check(self, spec: ToolSpec, arguments: object) -> None:
        raise AssertionError(spec, arguments)

    async def call(self, spec: ToolSpec, arguments: object, *, caller: Caller) -> ToolResult:
        raise AssertionError(spec, arguments, caller)


class SilentModel:
    label = "bench/silent"

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        calls: tuple[ToolCall, ...] = ()
        assert messages
        assert not tools
        return ModelReply(
            message=Message(role=Role.ASSISTANT, content="done", calls=calls),
            usage=TokenUsage(model=self.label),
        )

    config = ModelConfig(version="bench", environment=None, agents={})
    fault = None

    def for_agent(self, agent: str, *, last_try: bool = False) -> ChatModel:
        assert agent
        assert not last_try
        return self


class OneStepPlanner:
    async def plan(
        self, *, description: str, environment: str, level: RiskLevel, last_try: bool = False
    ) -> PlannedWork:
        assert environment
        assert level
        assert not last_try
        step = PlanStep(id="only", agent="documentation", instruction=description)
        return PlannedWork(
            plan=Plan(summary="one step", made_by="bench", steps=(step,)),
            usages=(TokenUsage(model="bench/silent"),),
        )


def silent(resources: Resources) -> Activities:
    pool, files = resources.pool, resources.files
    usage, halts, model = PostgresUsage(pool), PostgresHalts(pool), SilentModel()
    guard = BudgetGuard(models=model, budgets=PostgresBudgets(pool), policies=files.policies)
    return dataclasses.replace(
        build_activities(resources),
        planning=PlanningActivities(
            planner=OneStepPlanner(),
            templates=files.templates,
            policies=files.policies,
            orchestrations=PostgresOrchestrations(pool),
            usage=usage,
            halts=halts,
            budgets=guard,
            redactor=resources.redactor,
        ),
        turns=TurnActivities(
            agents=files.agents,
            models=model,
            toolbox=NoTools(),
            transcripts=PostgresTranscripts(pool),
            tool_calls=PostgresToolCalls(pool),
            usage=usage,
            policies=files.policies,
            halts=halts,
            budgets=guard,
            redactor=resources.redactor,
        ),
    )


async def main() -> None:
    queues = frozenset({ORCHESTRATIONS_QUEUE, AGENTS_QUEUE})
    async with open_resources(load_settings()) as resources:
        first, second = build_workers(resources.client, silent(resources), queues=queues)
        async with first, second:
            print("ready", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
