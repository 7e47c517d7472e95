"""Whatever a server does, its calls end with a typed problem, others go on, and the gateway stays up."""

import asyncio
import os
import signal
import time
from typing import Any

import httpx
import pytest

from config.settings import Settings
from domain.errors import ToolError, ToolFault, UnavailableError
from domain.tools import ToolResult
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.tickets import TicketSigner
from tests.api.gateway.conftest import AT_ONCE, CALLER
from tests.support.processes import free_port
from tests.support.waiting import until


async def call(toolbox: GatewayToolbox, name: str, **arguments: Any) -> ToolResult:
    return await toolbox.call(await toolbox.spec(name), arguments, caller=CALLER)


async def fault_of(toolbox: GatewayToolbox, name: str, **arguments: Any) -> tuple[ToolFault, bool]:
    with pytest.raises(ToolError) as raised:
        await call(toolbox, name, **arguments)
    return raised.value.fault, raised.value.outcome_unknown


def starts(settings: Settings, name: str = "rude-starts") -> list[int]:
    return [int(line) for line in (settings.workspace / name).read_text().split()]


@pytest.mark.parametrize(
    ("name", "arguments", "fault", "unknown"),
    [
        ("test.crash", {}, ToolFault.CRASHED, True),
        ("rude.hang", {}, ToolFault.TIMEOUT, True),
        ("rude.gibberish", {}, ToolFault.ANSWER, True),
        ("rude.large", {"size": 50 * 1024 * 1024}, ToolFault.ANSWER_TOO_LARGE, True),
        ("rude.echo", {}, ToolFault.ARGUMENTS, False),
        ("rude.echo", {"text": 3}, ToolFault.ARGUMENTS, False),
        ("rude.echo", {"text": "x", "more": 1}, ToolFault.ARGUMENTS, False),
        ("rude.read_file", {"path": "/etc/passwd"}, ToolFault.ARGUMENTS, False),
        ("rude.read_file", {"path": "a/../../x"}, ToolFault.ARGUMENTS, False),
        ("rude.read_file", {"path": "out/passwd"}, ToolFault.ARGUMENTS, False),
        ("rude.read_file", {"path": ".\uff45nv"}, ToolFault.ARGUMENTS, False),
        ("rude.read_file", {"path": "alias.txt"}, ToolFault.ARGUMENTS, False),
    ],
)
async def test_a_fault_is_typed_and_the_next_call_is_answered(
    toolbox: GatewayToolbox,
    installation: Settings,
    *,
    name: str,
    arguments: dict[str, Any],
    fault: ToolFault,
    unknown: bool,
) -> None:
    assert await fault_of(toolbox, name, **arguments) == (fault, unknown)
    for server in ("rude", "test"):
        assert (await call(toolbox, f"{server}.echo", text="still here")).text == "still here"


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("nowhere.echo", 404, "tool-unknown"),
        ("rude.nothing", 404, "tool-unknown"),
        ("rude", 404, "tool-unknown"),
        ("..%2f..%2fetc.passwd", 404, "not-found"),
        ("x" * 400, 422, "invalid-input"),
    ],
)
async def test_unknown_tools(http: httpx.AsyncClient, name: str, status: int, kind: str) -> None:
    for answer in (await http.get(f"/tools/{name}"), await http.post(f"/tools/{name}", json={})):
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (status, kind)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"[]", 422),
        (b"{", 422),
        (b'{"arguments": []}', 422),
        (b"\xff", 422),
        (b'{"arguments": {"text": "' + b"x" * (1024 * 1024) + b'"}}', 413),
    ],
)
async def test_bodies_that_are_no_calls(http: httpx.AsyncClient, body: bytes, status: int) -> None:
    answer = await http.post("/tools/rude.echo", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_large_result_is_cut_and_whole_in_its_artifact(
    toolbox: GatewayToolbox, http: httpx.AsyncClient
) -> None:
    result = await call(toolbox, "rude.large", size=300_000)
    assert result.artifact_id is not None
    assert len(result.text) < 70_000
    assert result.artifact_id in result.text
    whole = await http.get(f"/artifacts/{result.artifact_id}")
    assert whole.text == "x" * 300_000
    assert (await http.get("/artifacts/none")).status_code == 404


async def test_a_flood_on_standard_error_blocks_nothing_and_fills_no_disk(
    toolbox: GatewayToolbox, installation: Settings
) -> None:
    assert (await call(toolbox, "rude.flood", size=30_000_000)).text == "flooded"
    logs = installation.state_dir.glob("logs/mcp-rude.log*")
    assert sum(path.stat().st_size for path in logs) < 10_000_000


async def test_kill_in_mid_call_is_a_tool_error_and_the_next_call_finds_a_new_process(
    toolbox: GatewayToolbox, installation: Settings
) -> None:
    spec = await toolbox.spec("rude.hang")
    before = len(starts(installation))
    hung = asyncio.create_task(toolbox.call(spec, {}, caller=CALLER))
    assert (await call(toolbox, "rude.echo", text="it is under way")).text == "it is under way"
    os.kill(starts(installation)[-1], signal.SIGKILL)
    with pytest.raises(ToolError) as raised:
        await hung
    assert (raised.value.fault, raised.value.outcome_unknown) == (ToolFault.CRASHED, True)
    began = time.monotonic()
    assert (await call(toolbox, "rude.echo", text="again")).text == "again"
    assert time.monotonic() - began < 10
    assert len(starts(installation)) > before


async def test_an_eager_server_is_back_without_a_call(
    toolbox: GatewayToolbox, http: httpx.AsyncClient, installation: Settings
) -> None:
    await call(toolbox, "test.echo", text="it is up")
    os.kill(starts(installation, "starts.txt")[-1], signal.SIGKILL)
    before = len(starts(installation, "starts.txt"))

    async def back() -> bool:
        states = {state["name"]: state for state in (await http.get("/servers")).json()["servers"]}
        return bool(states["test"]["phase"] == "up" and len(starts(installation, "starts.txt")) > before)

    await until(back, what="the server to be back", seconds=20)
    assert (await toolbox.counts())["test"] == 9


async def test_more_calls_than_a_server_takes_at_once_wait_and_then_are_not_made(
    toolbox: GatewayToolbox,
) -> None:
    hang, echo = await toolbox.spec("rude.hang"), await toolbox.spec("rude.echo")
    hung = [asyncio.create_task(toolbox.call(hang, {}, caller=CALLER)) for _ in range(2 * AT_ONCE)]
    beside = await call(toolbox, "test.echo", text="beside")
    outcomes = await asyncio.gather(*hung, return_exceptions=True)
    faults = [outcome.fault for outcome in outcomes if isinstance(outcome, ToolError)]
    assert beside.text == "beside"
    assert set(faults) <= {ToolFault.TIMEOUT, ToolFault.BUSY, ToolFault.CRASHED}
    assert len(faults) == 2 * AT_ONCE
    assert (await toolbox.call(echo, {"text": "after"}, caller=CALLER)).text == "after"


async def test_a_gateway_that_is_down_is_told_from_one_that_is_lost_in_mid_call(
    toolbox: GatewayToolbox, signer: TicketSigner
) -> None:
    spec = await toolbox.spec("test.append_line")

    async def drop(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with GatewayToolbox(f"http://127.0.0.1:{free_port()}", signer) as nobody:
        with pytest.raises(UnavailableError):
            await nobody.call(spec, {"line": "x"}, caller=CALLER)
    server = await asyncio.start_server(drop, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, GatewayToolbox(f"http://127.0.0.1:{port}", signer) as dropping:
        with pytest.raises(ToolError) as lost:
            await dropping.call(spec, {"line": "x"}, caller=CALLER)
    assert lost.value.outcome_unknown


async def test_servers_have_no_network_unless_they_declare_it(
    toolbox: GatewayToolbox, http: httpx.AsyncClient
) -> None:
    states = {state["name"]: state for state in (await http.get("/servers")).json()["servers"]}
    if not states["rude"]["network_cut"]:
        pytest.skip("this platform cannot take a program's network away without root")
    port = http.base_url.port
    assert (await call(toolbox, "rude.resolve", host="127.0.0.1", port=port)).text.startswith("no: ")
