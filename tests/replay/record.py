"""Record a history of each path of the workflow: ``python -m tests.replay.record``, or ``make histories``.

Real servers and a real worker; what names a machine or a process is left out of the files.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationRequest
from integrations.postgres.migrations import migrate
from tests.support.clock import ShiftedClock
from tests.support.desk import Desk
from tests.support.installation import make_config, make_settings
from tests.support.openai_server import OpenAIServer, says
from tests.support.postgres import Databases, databases_in
from tests.support.scripts import plans, uses
from tests.support.temporal import address_of, dev_server
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

HISTORIES = Path(__file__).parent / "histories"
READ = "Read configuration from dev environment"
DEPLOY = "Deploy auth service to production"
_WORKER = re.compile(r"^\d+@\S+$")
"""An identity, or the name of a worker's own task queue: process id and host."""
_ANONYMOUS = {"identity": "worker", "binaryChecksum": "", "workerInstanceKey": "", "sdkVersion": ""}


async def low(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(READ, task_id="low")
    await desk.ended(request)
    return request


async def approved(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="approved")
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED)
    await desk.ended(request)
    return request


async def denied(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="denied")
    gate = await desk.gate(request)
    await desk.handle(request).signal("approval_decision", {"decision": "nonsense"})
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    await desk.decide(gate, DecisionKind.DENIED, reason="change freeze")
    await desk.ended(request)
    return request


async def cancelled(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="cancelled")
    await desk.gate(request)
    await desk.handle(request).cancel()
    await desk.ended(request)
    return request


async def paused(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="paused")
    gate = await desk.gate(request)
    await desk.temporal.pause(gate.workflow_id)
    await desk.decide(gate, DecisionKind.MORE_INFO, reason="which version?")
    await desk.temporal.provide_info(gate.workflow_id, "1.9.2")
    await desk.decide(gate, DecisionKind.APPROVED)
    await desk.temporal.resume(gate.workflow_id)
    await desk.ended(request)
    return request


async def expired(desk: Desk) -> OrchestrationRequest:
    """Postgres' clock stands so that the deadline of an hour is seconds away in Temporal's."""
    request, _ = await desk.submit(DEPLOY, task_id="expired")
    await desk.gate(request)
    await desk.pool.execute("UPDATE shifted.clock SET ahead = ahead + interval '1 hour'")
    await desk.ended(request)
    return request


async def tool_gate(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit("Explain how the notes file is laid out", task_id="tool_gate")
    first = await desk.gate(request, kind="tool_call")
    await desk.decide(first, DecisionKind.DENIED, by="dev@example.org", reason="another line, please")

    async def next_gate() -> bool:
        return (await desk.gate(request, kind="tool_call")).request_id != first.request_id

    await until(next_gate, what="the second gate")
    await desk.decide(await desk.gate(request, kind="tool_call"), DecisionKind.APPROVED, by="dev@example.org")
    await desk.ended(request)
    return request


async def continued_as_new(desk: Desk) -> OrchestrationRequest:
    """The last run: it starts with an open gate and the verdicts of the run before."""
    request, _ = await desk.submit(DEPLOY, task_id="continued_as_new")
    gate = await desk.gate(request)
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    async def next_run() -> bool:
        await desk.handle(request).signal("noise", "x")
        return bool((await desk.temporal.state(request.workflow_id))["runs"] > 1)

    await until(next_run, what="the next run")
    await desk.decide(gate, DecisionKind.APPROVED)
    await desk.ended(request)
    return request


Scenario = Callable[[Desk], Coroutine[None, None, OrchestrationRequest]]


async def record(desk: Desk, scenario: Scenario) -> None:
    request = await scenario(desk)
    handle = desk.handle(request)
    await handle_closed(desk, request)
    history = await handle.fetch_history()
    path = HISTORIES / f"{scenario.__name__}.json"
    await asyncio.to_thread(path.write_text, anonymous(history), encoding="utf-8")
    print(f"{path.name}: {len(history.events)} events")  # noqa: T201 - a command's output


async def handle_closed(desk: Desk, request: OrchestrationRequest) -> None:
    async def closed() -> bool:
        return (await desk.handle(request).describe()).close_time is not None

    await until(closed, what="the workflow to close")


def anonymous(history: WorkflowHistory) -> str:
    """The history as JSON, without what names this machine."""

    def clean(value: object) -> object:
        if isinstance(value, dict):
            return {key: _ANONYMOUS.get(key, clean(item)) for key, item in value.items()}
        if isinstance(value, list):
            return [clean(item) for item in value]
        return _WORKER.sub("worker", value) if isinstance(value, str) else value

    return json.dumps(clean(history.to_json_dict()), indent=1, sort_keys=True) + "\n"


@asynccontextmanager
async def installation(
    folder: Path, url: str, temporal: WorkflowEnvironment, **more: Any
) -> AsyncIterator[Settings]:
    await asyncio.to_thread(folder.mkdir)
    make_config(folder / "config")
    settings = make_settings(folder, database_url=url, temporal_address=address_of(temporal), **more)
    (settings.workspace / "dev.yaml").write_text("pool_size: 7\n", encoding="utf-8")
    async with working(settings):
        yield settings


async def record_all(folder: Path, databases: Databases, temporal: WorkflowEnvironment) -> None:
    url = await databases.create()
    async with installation(folder / "plain", url, temporal) as settings, at_a_desk(settings) as desk:
        for scenario in (low, approved, denied, cancelled, paused):
            await record(desk, scenario)
    full = installation(folder / "full", url, temporal, continue_as_new_after=50)
    async with full as settings, at_a_desk(settings) as desk:
        await record(desk, continued_as_new)
    async with OpenAIServer().running() as model:
        line = uses("test.append_line", line="one")
        model.play(plans("Explain the notes"), line, line, says("done"))
        scripted = installation(
            folder / "scripted", url, temporal, llm_base_url=model.url, llm_api_key="k", llm_model="scripted"
        )
        async with scripted as settings, at_a_desk(settings) as desk:
            await record(desk, tool_gate)
    behind = await databases.create(migrated=False)
    clock = ShiftedClock(behind)
    await clock.install()
    await migrate(behind)
    await clock.advance(timedelta(minutes=-60, seconds=3))
    async with installation(folder / "late", behind, temporal) as settings, at_a_desk(settings) as desk:
        await record(desk, expired)


async def main(folder: Path) -> None:
    async with databases_in(folder / "postgres") as databases, dev_server() as temporal:
        await record_all(folder, databases, temporal)


if __name__ == "__main__":
    HISTORIES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # the embedded Postgres may run as another user
        asyncio.run(main(Path(name)))
