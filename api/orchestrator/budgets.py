"""Where the budgets stand, as this API's own ``models.yaml`` sets them."""

from api.orchestrator.resources import Resources
from domain.agents import ORCHESTRATOR
from domain.budgets import Allowance, Standing, Window, with_allowances


async def standings(
    resources: Resources, *, task_id: str | None = None
) -> tuple[list[Standing], list[Allowance]]:
    """Of today and, if one is named, of an orchestration; and what approvers added to them."""
    agents = [ORCHESTRATOR, *(profile.name for profile in resources.agents.all())]
    limits = [
        limit
        for limit in resources.budget_config.get().limits(agents)
        if task_id is not None or limit.window is Window.DAY
    ]
    if not limits:
        return [], []
    windows = {limit.window for limit in limits}
    spending = await resources.budgets.spent(task_id=task_id or "", windows=windows)
    found = [spending.standing(limit, task_id=task_id or "") for limit in limits]
    allowances = list(await resources.budgets.allowances([standing.scope.id for standing in found]))
    return with_allowances(found, allowances), allowances
