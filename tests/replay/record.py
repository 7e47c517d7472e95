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
from tests.linear.conftest import TASK, office_of, talk
from tests.replay import scenarios
from tests.support.clock import shifted_clock
from tests.support.desk import Desk
from tests.support.installation import edit_agents, edit_policies, make_config, make_settings
from tests.support.linear.server import LinearServer
from tests.support.openai_server import OpenAIServer, fails, says
from tests.support.postgres import Databases, databases_in
from tests.support.scripts import accepts, hands_over, misses, plans, plans_steps, step, uses
from tests.support.temporal import address_of, dev_server
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

HISTORIES = Path(__file__).parent / "histories"
_WORKER = re.compile(r"^\d+@\S+$")
"""An identity, or the name of a worker's own task queue: process id and host."""
_ANONYMOUS = {
    "identity": "worker",
    "binaryChecksum": "",
    "workerInstanceKey": "",
    "sdkVersion": "",
    "stackTrace": "",
}
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
    folder: Path,
    url: str,
    temporal: WorkflowEnvironment,
    *,
    policies: dict[str, dict[str, Any]] | None = None,
    checked: bool = False,
    **more: Any,
) -> AsyncIterator[Settings]:
    await asyncio.to_thread(folder.mkdir)
    config_dir = make_config(folder / "config", shipped_servers=True)
    edit_policies(config_dir, **(policies or {}))
    edit_agents(config_dir, check_results=checked)
    (config_dir / "workflows/asking.yaml").write_text(scenarios.ASKING, encoding="utf-8")
    settings = make_settings(folder, database_url=url, temporal_address=address_of(temporal), **more)
    (settings.workspace / "dev.yaml").write_text("pool_size: 7\n", encoding="utf-8")
    async with working(settings):
        yield settings


async def record_all(folder: Path, databases: Databases, temporal: WorkflowEnvironment) -> None:
    url = await databases.create()
    async with installation(folder / "plain", url, temporal) as settings, at_a_desk(settings) as desk:
        for scenario in (
            scenarios.low,
            scenarios.approved,
            scenarios.denied,
            scenarios.cancelled,
            scenarios.paused,
            scenarios.more_info,
            scenarios.took_turns,
            scenarios.step_gate,
        ):
            await record(desk, scenario)
    strict: dict[str, dict[str, Any]] = {
        "high": {"quorum": 2},
        "break_glass": {"roles": ["devops_engineer"]},
        "medium": scenarios.SHORT,
    }
    two = installation(folder / "strict", url, temporal, policies=strict)
    async with two as settings, at_a_desk(settings) as desk:
        for scenario in (scenarios.quorum, scenarios.break_glass, scenarios.escalated):
            await record(desk, scenario)
    full = installation(folder / "full", url, temporal, continue_as_new_after=50)
    async with full as settings, at_a_desk(settings) as desk:
        await record(desk, scenarios.continued_as_new)
    await record_scripted(folder, url, temporal)
    await record_budgets(folder / "budgets", await databases.create(), temporal)
    await record_late(folder, databases, temporal)


async def record_scripted(folder: Path, url: str, temporal: WorkflowEnvironment) -> None:
    line = uses("test.append_line", line="one")
    deploy = step(
        "deploy", "Deploy the shop to staging", effects=["version 2"], rollback="Put version 1 back"
    )
    check = step("check", "Read the version of the shop", depends_on=["deploy"])
    scripts = {
        scenarios.tool_gate: (plans("Explain the notes"), line, line, says("done")),
        scenarios.edited: (plans("Explain the notes"), line, says("done")),
        scenarios.rolled_back: (
            plans_steps(deploy, check),
            line,
            says("2 is out"),
            fails(401),
            line,
            says("1 is back"),
        ),
    }
    async with OpenAIServer().running() as model:
        scripted = installation(folder / "scripted", url, temporal, model=model)
        async with scripted as settings, at_a_desk(settings) as desk:
            for scenario, turns in scripts.items():
                model.play(*turns)
                await record(desk, scenario)
        await record_supervised(folder, url, temporal, model)


async def record_supervised(
    folder: Path, url: str, temporal: WorkflowEnvironment, model: OpenAIServer
) -> None:
    line = uses("test.append_line", line="one")
    model.play(plans("Explain the notes", agent="code-review"), hands_over("infrastructure", "Note it."))
    model.play(line, says("noted"), misses("Note it twice."), line, says("noted twice"), accepts())
    supervised = installation(
        folder / "supervised",
        url,
        temporal,
        checked=True,
        model=model,
    )
    async with supervised as settings, at_a_desk(settings) as desk:
        await record(desk, scenarios.supervised)


async def record_budgets(folder: Path, url: str, temporal: WorkflowEnvironment) -> None:
    async with OpenAIServer().running() as model:
        limited = installation(folder, url, temporal, model=model)
        async with limited as settings, at_a_desk(settings) as desk:
            limit_day(settings.config_dir, tokens=50)
            model.play(plans("Explain the notes"), *[uses("test.echo", text="x")] * 3)
            await record(desk, scenarios.budget)
            await record(desk, scenarios.budget_of_all)


def limit_day(config_dir: Path, *, tokens: int) -> None:
    path = config_dir / "agents/models.yaml"
    path.write_text(f"agents: {{}}\nbudget: {{per_day: {{tokens: {tokens}}}}}\n", encoding="utf-8")


async def record_late(folder: Path, databases: Databases, temporal: WorkflowEnvironment) -> None:
    async with shifted_clock(databases) as clock:
        await clock.advance(timedelta(minutes=-60, seconds=3))
        late = installation(folder / "late", clock.url, temporal)
        async with late as settings, at_a_desk(settings) as desk:
            await record(desk, scenarios.expired)


async def record_linear(folder: Path, databases: Databases, temporal: WorkflowEnvironment) -> None:
    """Of the workflow that shows a request in Linear: an approval, from the open gate to the end."""
    await asyncio.to_thread(folder.mkdir)
    async with (
        LinearServer().running() as linear,
        OpenAIServer(talk).running() as model,
        office_of(
            folder, database_url=await databases.create(), temporal=temporal, linear=linear, model=model
        ) as office,
    ):
        await linear.down()
        request, _ = await office.desk.submit(TASK, task_id="linear_mirror")
        gate = await office.desk.gate(request)
        await office.until_mirrored(gate)
        await office.desk.decide(gate, DecisionKind.APPROVED)
        await office.desk.ended(request)
        await linear.up()
        await office.shown(gate, "**Completed**", seconds=120)
        history = await office.mirroring(gate.request_id).fetch_history()
    path = HISTORIES / "linear_mirror.json"
    await asyncio.to_thread(path.write_text, anonymous(history), encoding="utf-8")
    print(f"{path.name}: {len(history.events)} events")  # noqa: T201 - a command's output


async def main(folder: Path) -> None:
    async with databases_in(folder / "postgres") as databases, dev_server() as temporal:
        await record_all(folder, databases, temporal)
        await record_linear(folder / "linear", databases, temporal)


if __name__ == "__main__":
    HISTORIES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # the embedded Postgres may run as another user
        asyncio.run(main(Path(name)))
