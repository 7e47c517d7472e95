"""A gateway over two servers of the tests' own: one that behaves, and one that can be told not to."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from config.settings import Settings
from domain.risk.levels import RiskLevel
from domain.tools import Caller
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.tickets import TicketSigner
from tests.support.gateway import RunningGateway, gateway
from tests.support.installation import make_config, make_settings
from tests.support.postgres import Databases

SUPPORT = Path(__file__).parents[2] / "support"
RUDE: dict[str, Any] = {
    "command": sys.executable,
    "args": [str(SUPPORT / "rude_server.py")],
    "env": {"WORD_FILE": "{workspace}/word", "STARTS_FILE": "{workspace}/rude-starts"},
    "timeout": 2,
    "concurrency": 4,
    "paths": ["path"],
    "tools": {"destroy": {"level": "critical"}},
}
AT_ONCE = 4
CALLER = Caller(
    agent="infrastructure", task_id="task-1", step_id="step-1", call_id="call-1", level=RiskLevel.CRITICAL
)


def write_servers(config: Path, servers: dict[str, Any]) -> None:
    (config / "mcp/servers.yaml").write_text(yaml.safe_dump({"servers": servers}), encoding="utf-8")


def install(folder: Path, database_url: str) -> Settings:
    config = make_config(folder / "config")
    file = yaml.safe_load((config / "mcp/servers.yaml").read_text(encoding="utf-8"))
    write_servers(config, {"test": file["servers"]["test"], "rude": RUDE})
    agents = config / "agents/agents.yaml"
    found = yaml.safe_load(agents.read_text(encoding="utf-8"))
    found["agents"]["infrastructure"]["tools"] = ["test.*", "rude.*"]
    agents.write_text(yaml.safe_dump(found), encoding="utf-8")
    settings = make_settings(folder, database_url=database_url, temporal_address="127.0.0.1:1")
    (settings.workspace / "out").symlink_to("/etc")
    (settings.workspace / ".env").write_text("KEY=classified")
    (settings.workspace / "alias.txt").symlink_to(".env")
    return settings


@pytest.fixture
def own_installation(tmp_path: Path, fresh_database_url: str) -> Settings:
    """For a test that changes its files or starts gateways of its own."""
    return install(tmp_path, fresh_database_url)


@pytest_asyncio.fixture(scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Settings:
    return install(tmp_path_factory.mktemp("gateway"), await databases.create())


@pytest_asyncio.fixture(scope="module")
async def running(installation: Settings) -> AsyncIterator[RunningGateway]:
    """One for all tests of a file: whatever they do to it, the next test finds it up."""
    async with gateway(installation) as found:
        yield found


@pytest.fixture(scope="module")
def signer(installation: Settings) -> TicketSigner:
    return TicketSigner(installation.tool_keys_dir)


@pytest_asyncio.fixture(scope="module")
async def toolbox(running: RunningGateway, signer: TicketSigner) -> AsyncIterator[GatewayToolbox]:
    async with GatewayToolbox(running.url, signer) as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def http(running: RunningGateway) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=running.url, trust_env=False, timeout=30) as client:
        yield client
