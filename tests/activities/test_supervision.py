"""Where no language model can check a result, nobody pays, and nobody pretends."""

from typing import cast
from uuid import uuid4

import pytest
from temporalio.testing import ActivityEnvironment

from activities.budgets import BudgetGuard
from activities.supervision import CheckInput, StepToCheck, SupervisionActivities
from config.settings import Settings
from domain.budgets import BudgetStore
from domain.policies import Policies
from domain.redaction import Redactor
from domain.supervision import CheckVerdict
from integrations.llm.catalogue import build_models
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.pool import Pool
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage

DONE = StepToCheck(step_id="only", agent="cicd", instruction="Read", head_turn=None, last=True)


@pytest.mark.parametrize(
    ("prompt", "why"),
    [
        ("Check.", "the offline provider is no language model"),
        (None, "it is turned off (`check_results` in agents.yaml)"),
    ],
)
async def test_a_result_that_nobody_can_check_is_said_to_be_unchecked(
    pool: Pool, prompt: str | None, why: str
) -> None:
    models = build_models(Settings())
    nothing = BudgetGuard(
        models=models, budgets=cast(BudgetStore, None), policies=cast(Policies, None)
    )  # nothing is limited
    supervision = SupervisionActivities(
        models=models,
        transcripts=PostgresTranscripts(pool),
        usage=PostgresUsage(pool),
        halts=PostgresHalts(pool),
        budgets=nothing,
        redactor=Redactor(),
        prompt=prompt,
    )
    asked = CheckInput(task_id="t", turn_id=str(uuid4()), task="Read", steps=(DONE,))

    check = await ActivityEnvironment().run(supervision.check_result, asked)

    assert (check.verdict, check.why) == (CheckVerdict.NOT_CHECKED, why)
    for table in ("token_usage", "transcripts"):
        assert await pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - a constant
