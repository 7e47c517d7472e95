"""Two runs that would change the same service in the same environment take turns."""

from uuid import uuid4

from domain.orchestrations import OrchestrationStatus
from integrations.postgres.events import PostgresEvents
from integrations.postgres.targets import PostgresTargets
from tests.support.desk import Desk
from tests.support.turns import blocked, deployed, holders, waits
from tests.support.waiting import until
from worker.turn_keeper import TurnKeeper


async def test_runs_go_one_after_the_other_in_the_order_they_came(desk: Desk) -> None:
    service = uuid4().hex
    before = await blocked(desk, service)
    first = await deployed(desk, service)
    assert await waits(desk, first) == (
        f"waits for the lock on {service} in production, held by {before.task_id}"
    )
    second = await deployed(desk, service)
    assert (await waits(desk, second)).endswith("behind 1 more")
    elsewhere = await deployed(desk, uuid4().hex)
    assert (await desk.ended(elsewhere)).status is OrchestrationStatus.COMPLETED
    keeper = TurnKeeper(desk.client, PostgresTargets(desk.pool), checked_after=1_000)
    await PostgresTargets(desk.pool).release(before.task_id)

    async def over() -> bool:
        await keeper.once()
        return (await desk.orchestrations.get(second.task_id)).status.is_final

    await until(over, what="both runs to end", every=0.2)
    told = {}
    for request in (first, second):
        row = await desk.ended(request)
        assert (row.status, row.note) == (OrchestrationStatus.COMPLETED, None)
        told[request.task_id] = {
            event.kind: event.id for event in await PostgresEvents(desk.pool).since(request.task_id)
        }
    assert told[first.task_id]["lock.released"] < told[second.task_id]["lock.acquired"]
    assert await desk.pool.fetch("SELECT FROM target_turns WHERE service = $1", service) == []


async def test_what_a_terminated_run_holds_is_taken_from_it(desk: Desk) -> None:
    service = uuid4().hex
    before = await blocked(desk, service)
    await desk.temporal.accept(before)  # a workflow of that id, which waits for approval
    request = await deployed(desk, service)
    await waits(desk, request)
    keeper = TurnKeeper(desk.client, PostgresTargets(desk.pool), checked_after=0)
    await keeper.once()
    assert await holders(desk, service) == [before.task_id]
    await desk.handle(before).terminate("by hand")

    async def over() -> bool:
        await keeper.once()
        return (await desk.orchestrations.get(request.task_id)).status.is_final

    await until(over, what="the run to get its turn", every=0.2)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_cancelling_leaves_the_line(desk: Desk) -> None:
    service = uuid4().hex
    before = await blocked(desk, service)
    request = await deployed(desk, service)
    await waits(desk, request)
    await desk.handle(request).cancel()
    assert (await desk.ended(request)).status is OrchestrationStatus.CANCELLED
    rows = await desk.pool.fetch("SELECT task_id FROM target_turns WHERE service = $1", service)
    assert [row["task_id"] for row in rows] == [before.task_id]
