"""What a tool call costs more through the gateway than straight over stdio, with few and with many tools.

The gateway is a process of its own, as in production. The arms take turns call by call, so that a drift of
the machine falls on all of them: direct (this process and the server), REST as a worker calls (ticket signed,
checked and recorded), MCP as a stock client calls.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import yaml
from mcp import Client

from config.mcp_servers import McpServer
from domain.risk.levels import RiskLevel
from domain.tools import Caller
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.tickets import TicketSigner
from integrations.mcp.session import McpSession
from tests.support.installation import make_config
from tests.support.postgres import Databases, databases_in
from tests.support.processes import free_port

ROOT = Path(__file__).parents[1]
SIZES = (20, 500)
WARM_UP = 20
CALLS = 300
TARGET_MS = 6.0
CALLER = Caller(agent="supervisor", task_id="bench", step_id="s", call_id="c", level=RiskLevel.LOW)
ARGUMENTS = {"text": "hello"}

Arm = Callable[[], Awaitable[object]]


async def run(folder: Path) -> None:
    async with databases_in(folder / "gateway-postgres") as databases:
        for size in SIZES:
            await _measure(folder / f"gateway-{size}", databases, size)


async def _measure(folder: Path, databases: Databases, size: int) -> None:
    server = McpServer(
        name="many", command=sys.executable, args=(str(ROOT / "bench/many_tools.py"), str(size))
    )
    folder.mkdir()  # noqa: ASYNC240 -- nothing else runs yet
    session = McpSession(server, folder)
    signer = TicketSigner(folder / "state/tool-keys")
    name = f"echo_{size - 1}"
    async with (
        _gateway(folder, await databases.create(), server) as url,
        GatewayToolbox(url, signer) as toolbox,
        Client(f"{url}/mcp") as client,
    ):
        spec = await toolbox.spec(f"many.{name}")

        async def direct() -> object:
            return await session.call(name, ARGUMENTS)

        async def rest() -> object:
            return await toolbox.call(spec, ARGUMENTS, caller=CALLER)

        async def stock() -> object:
            return await client.call_tool(spec.name, ARGUMENTS)

        p50 = await _timed({"direct": direct, "REST": rest, "MCP": stock})
    await session.aclose()
    for arm in ("REST", "MCP"):
        over = p50[arm] - p50["direct"]
        print(
            f"{size} tools, {arm}: {p50[arm]:.1f} ms against {p50['direct']:.1f} ms, +{over:.1f} ms, "
            f"ratio {p50[arm] / p50['direct']:.1f} (target +{TARGET_MS:g} ms)"
        )


async def _timed(arms: dict[str, Arm]) -> dict[str, float]:
    """Milliseconds, the median of each arm."""
    times: dict[str, list[float]] = {name: [] for name in arms}
    for number in range(WARM_UP + CALLS):
        for name, arm in arms.items():
            start = time.perf_counter()
            await arm()
            if number >= WARM_UP:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


@asynccontextmanager
async def _gateway(folder: Path, database_url: str, server: McpServer) -> AsyncIterator[str]:
    config = make_config(folder / "config")
    entry = {"command": server.command, "args": list(server.args), "start": "eager"}
    (config / "mcp/servers.yaml").write_text(yaml.safe_dump({"servers": {server.name: entry}}))
    agents = yaml.safe_load((config / "agents/agents.yaml").read_text(encoding="utf-8"))
    agents["agents"]["supervisor"]["tools"] = ["many.*"]
    (config / "agents/agents.yaml").write_text(yaml.safe_dump(agents), encoding="utf-8")
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "api", "gateway"),
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": database_url,
            "DEVTOOLS_CONFIG_DIR": str(config),
            "DEVTOOLS_STATE_DIR": str(folder / "state"),
            "DEVTOOLS_WORKSPACE": str(folder),
            "DEVTOOLS_GATEWAY_PORT": str(port),
            "DEVTOOLS_LOG_LEVEL": "warning",
        },
    )
    url = f"http://127.0.0.1:{port}"
    try:
        await _ready(url)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def _ready(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(60):
        while True:
            try:
                if (await client.get(f"{url}/ready")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        asyncio.run(run(Path(name)))
