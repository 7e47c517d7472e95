"""The yardstick: a bare workflow of a no-op orchestration's shape, with one trivial write an activity."""

from datetime import timedelta

from temporalio import activity, workflow
from temporalio.common import SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    import asyncpg

QUEUE = "bench-raw"
SECONDS = timedelta(seconds=10)
STATUS = SearchAttributeKey.for_keyword("OrchestrationStatus")
LEVEL = SearchAttributeKey.for_keyword("RiskLevel")


class RawActivities:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @activity.defn
    async def write(self, note: str) -> str:
        await self._pool.execute("INSERT INTO bench_raw (note) VALUES ($1)", note)
        return note


@workflow.defn
class BareUpdateWorkflow:
    """For the latency of ``accept``: an update that answers at once."""

    def __init__(self) -> None:
        self._done = False

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: self._done and workflow.all_handlers_finished())

    @workflow.update
    async def accept(self) -> str:
        self._done = True
        return "accepted"


@workflow.defn
class RawShapeWorkflow:
    """For CPU: the same commands as a no-op orchestration's, and nothing behind them.

    Local, regular, local, regular, local activity, as assess, plan, check, turn and finish are; between them
    the three updates of search attributes by which runs are found in Temporal's web UI.
    """

    def __init__(self) -> None:
        self._rated = False

    @workflow.run
    async def run(self) -> None:
        await workflow.execute_local_activity_method(
            RawActivities.write, "assess", start_to_close_timeout=SECONDS
        )
        self._rated = True
        workflow.upsert_search_attributes([STATUS.value_set("planning"), LEVEL.value_set("low")])
        await workflow.execute_activity_method(RawActivities.write, "plan", start_to_close_timeout=SECONDS)
        await workflow.execute_local_activity_method(
            RawActivities.write, "check", start_to_close_timeout=SECONDS
        )
        workflow.upsert_search_attributes([STATUS.value_set("running")])
        await workflow.execute_activity_method(RawActivities.write, "turn", start_to_close_timeout=SECONDS)
        await workflow.execute_local_activity_method(
            RawActivities.write, "finish", start_to_close_timeout=SECONDS
        )
        workflow.upsert_search_attributes([STATUS.value_set("completed")])
        await workflow.wait_condition(workflow.all_handlers_finished)

    @workflow.update
    async def accept(self) -> str:
        await workflow.wait_condition(lambda: self._rated)
        return "accepted"
