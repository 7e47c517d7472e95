"""Models: what their calls took, and what they may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.budgets import FileBudgets
from config.settings import Settings
from domain.agents import ORCHESTRATOR
from domain.budgets import Allowance, BudgetStore, Standing, Window, with_allowances
from domain.usage import UsageStore
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.pool import Pool
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.workers import PostgresWorkers
from integrations.telemetry.llm_metrics import LlmMetrics


@dataclass(frozen=True, kw_only=True)
class Models:
    """``budget_config`` is what this API's own ``models.yaml`` says; ``budgets`` what was spent and added."""

    agents: Sequence[str]
    usage: UsageStore
    budgets: BudgetStore
    budget_config: FileBudgets
    metrics: LlmMetrics

    async def standings(self, *, task_id: str | None = None) -> tuple[list[Standing], list[Allowance]]:
        """Budgets of today and, if one is named, of an orchestration; and what approvers added to them."""
        limits = [
            limit
            for limit in self.budget_config.get().limits([ORCHESTRATOR, *self.agents])
            if task_id is not None or limit.window is Window.DAY
        ]
        if not limits:
            return [], []
        windows = {limit.window for limit in limits}
        spending = await self.budgets.spent(task_id=task_id or "", windows=windows)
        found = [spending.standing(limit, task_id=task_id or "") for limit in limits]
        allowances = list(await self.budgets.allowances([standing.scope.id for standing in found]))
        return with_allowances(found, allowances), allowances


def build_models(settings: Settings, pool: Pool, *, agents: Sequence[str]) -> Models:
    """Raises :class:`~domain.errors.ConfigurationError` for a fault in ``models.yaml``."""
    usage = PostgresUsage(pool)
    return Models(
        agents=agents,
        usage=usage,
        budgets=PostgresBudgets(pool),
        budget_config=FileBudgets(settings, agents),
        metrics=LlmMetrics(usage, PostgresWorkers(pool)),
    )
