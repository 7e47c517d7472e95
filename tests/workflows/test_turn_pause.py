"""A paused run lets others have its turn."""

from pathlib import Path
from uuid import uuid4

from config.settings import Settings
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.targets import PostgresTargets
from tests.support.desk import Desk
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.turns import blocked, deployed, holders, waits
from tests.support.waiting import until


async def test_a_pause_gives_the_turn_away_once_the_call_in_flight_has_ended(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    desk, service = scripted_desk, uuid4().hex
    lines, release = (Path(scripted.workspace) / name for name in ("lines.txt", "release"))
    model.play(plans("Deploy it"), uses("test.slow_append", line="one"), says("deployed"))
    request = await deployed(desk, service)
    await until(lines.exists, what="the call to act")
    await desk.temporal.pause(request.workflow_id)
    assert await holders(desk, service) == [request.task_id]
    release.touch()

    async def given_away() -> bool:
        return not await holders(desk, service)

    await until(given_away, what="the turn to be given away")
    other = await blocked(desk, service)
    await desk.temporal.resume(request.workflow_id)
    assert other.task_id in await waits(desk, request)
    await PostgresTargets(desk.pool).release(other.task_id)
    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert lines.read_text(encoding="utf-8") == "one\n"
