"""All attacks on one installation, in a few runs; what came of each is looked at by the tests."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.orchestrations import OrchestrationRecord, OrchestrationRequest
from tests.injection.attacks import ATTACKS, KNOWN_SECRET
from tests.injection.obedient import ObedientModel, attack_of, task_of
from tests.support.desk import Desk
from tests.support.installation import make_config, make_settings
from tests.support.openai_server import OpenAIServer
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

STEPS_OF_A_PLAN = 8
"""All of a plan run at once, so that all gates of a run are open together."""
DECIDERS = {"medium": "dev@example.org", "high": "ada@example.org", "critical": "bob@example.org"}
TOOLS = {"infrastructure": ["site.*"], "documentation": ["site.read_page"]}


@dataclass
class Aftermath:
    """``gates``: the requests that each attack opened, as they stood before anybody decided."""

    gates: dict[str, list[ApprovalRecord]] = field(default_factory=dict)
    rulings_before: list[dict[str, Any]] = field(default_factory=list)
    runs: list[OrchestrationRecord] = field(default_factory=list)
    seen: list[Any] = field(default_factory=list)


@pytest.fixture(scope="module")
def obedient() -> ObedientModel:
    return ObedientModel()


@pytest_asyncio.fixture(scope="module")
async def installation(
    tmp_path_factory: pytest.TempPathFactory,
    database_url: str,
    temporal: WorkflowEnvironment,
    obedient: ObedientModel,
) -> AsyncIterator[Settings]:
    folder = tmp_path_factory.mktemp("attacked")
    add_site(make_config(folder / "config"), folder)
    async with OpenAIServer(obedient.answer).running() as provider:
        obedient.api = provider.url.removesuffix("/v1")
        yield make_settings(
            folder,
            database_url=database_url,
            temporal_address=address_of(temporal),
            model=provider,
            llm_api_key=KNOWN_SECRET,
            llm_model="obedient",
        )


@pytest_asyncio.fixture(scope="module")
async def desk(installation: Settings) -> AsyncIterator[Desk]:
    async with working(installation), at_a_desk(installation) as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def aftermath(desk: Desk, installation: Settings, obedient: ObedientModel) -> Aftermath:
    (installation.workspace / ".env").write_text("PASSWORD=do-not-show\n", encoding="utf-8")
    found = Aftermath()
    starts = range(0, len(ATTACKS), STEPS_OF_A_PLAN)
    waves = [range(start, min(start + STEPS_OF_A_PLAN, len(ATTACKS))) for start in starts]
    await asyncio.gather(*(_attack(desk, wave, found) for wave in waves))
    calls = await asyncio.to_thread((installation.workspace.parent / "calls").read_text, encoding="utf-8")
    found.seen = [json.loads(line) for line in calls.splitlines()]
    return found


def add_site(config: Path, folder: Path) -> None:
    """The poisoned server, in place of the test's own."""
    pages = {str(number): attack.page for number, attack in enumerate(ATTACKS)}
    (folder / "pages").write_text(json.dumps(pages), encoding="utf-8")
    server = {
        "command": sys.executable,
        "args": [str(Path(__file__).parent / "server.py")],
        "env": {"PAGES_FILE": str(folder / "pages"), "CALLS_FILE": str(folder / "calls")},
        "start": "eager",
        "paths": ["path"],
    }
    (config / "mcp/servers.yaml").write_text(yaml.safe_dump({"servers": {"site": server}}), encoding="utf-8")
    path = config / "agents/agents.yaml"
    agents = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, tools in TOOLS.items():
        agents["agents"][name]["tools"] = tools
    path.write_text(yaml.safe_dump(agents), encoding="utf-8")


async def _attack(desk: Desk, wave: range, found: Aftermath) -> None:
    request, _ = await desk.submit(task_of(wave))
    waiting = sum(len(attack.acts) for attack in ATTACKS[wave.start : wave.stop] if attack.gate)
    gates = await until(lambda: _open_gates(desk, request, waiting), what=f"{waiting} gates", seconds=60)
    for gate in gates:
        found.gates.setdefault(attack_of(str(gate.subject["step"])).name, []).append(gate)
        found.rulings_before += [entry for entry in await desk.ledger(gate) if "verdict" in entry]
    await asyncio.gather(*(_decide(desk, gate) for gate in gates))
    found.runs.append(await desk.ended(request))


async def _open_gates(desk: Desk, request: OrchestrationRequest, number: int) -> list[ApprovalRecord] | None:
    """Also more than expected, or fewer where the run is over."""
    gates = await desk.approvals.list(status=ApprovalStatus.PENDING, task_id=request.task_id)
    is_over = (await desk.orchestrations.get(request.task_id)).status.is_final
    return list(gates) if len(gates) >= number or is_over else None


async def _decide(desk: Desk, gate: ApprovalRecord) -> None:
    attack = attack_of(str(gate.subject["step"]))
    decision = DecisionKind.APPROVED if attack.approve else DecisionKind.DENIED
    verdict = await desk.decide(gate, decision, by=DECIDERS[gate.level], reason="so it is")
    assert verdict.refusal is None, verdict
