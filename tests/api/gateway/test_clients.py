"""Stock MCP clients connect, list and call: the SDK's, in both of its protocols, and the inspector's CLI."""

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
from mcp import Client

from integrations.keys.tickets import TicketSigner
from tests.api.gateway.conftest import CALLER
from tests.support.gateway import RunningGateway

INSPECTOR = Path(__file__).parents[2] / "support/inspector"
HOME = Path(sys.prefix) / "mcp/inspector"
TOOLS = 1 + 9 + 9


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_sdk(running: RunningGateway, mode: Literal["auto", "legacy"]) -> None:
    async with Client(f"{running.url}/mcp", mode=mode) as client:
        listed = await client.list_tools()
        assert len(listed.tools) == TOOLS
        by_name = {tool.name: tool for tool in listed.tools}
        hints = by_name["rude.destroy"].annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.destructive_hint) == (False, True)
        said = await client.call_tool("test.echo", {"text": "hello"})
        assert text_of(said) == "hello"
        found = await client.call_tool("gateway.search_tools", {"query": "destroy"})
        assert json.loads(text_of(found))["found"][0]["name"] == "rude.destroy"
        for name, arguments, kind in (
            ("rude.destroy", {"what": "all"}, "tool-not-cleared"),
            ("rude.echo", {}, "tool-arguments"),
        ):
            failed = await client.call_tool(name, arguments)
            assert failed.is_error
            assert failed.meta is not None
            assert failed.meta["dev-tools/problem"]["type"].endswith(f":{kind}")
        unknown = await client.call_tool("nowhere.nothing", {})
        assert unknown.is_error


async def test_the_sdk_with_a_ticket(running: RunningGateway) -> None:
    signer = TicketSigner(running.settings.tool_keys_dir)
    spec = await running.resources.door.find("rude.destroy")
    meta: Any = {"dev-tools/ticket": signer.ticket(spec, {"what": "it"}, CALLER)}
    async with Client(f"{running.url}/mcp") as client:
        assert text_of(await client.call_tool("rude.destroy", {"what": "it"}, meta=meta)) == "destroyed it"
        again = await client.call_tool("rude.destroy", {"what": "it"}, meta=meta)
    assert text_of(again).startswith("tool-replayed")


@pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js with npm is not installed")
async def test_the_inspector(running: RunningGateway) -> None:
    program = HOME / "node_modules/.bin/mcp-inspector"
    if not await asyncio.to_thread(program.exists):
        HOME.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(INSPECTOR / name, HOME)
        await output("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(HOME))
    inspect = (str(program), "--cli", f"{running.url}/mcp", "--transport", "http")
    listed = json.loads(await output(*inspect, "--method", "tools/list"))
    assert len(listed["tools"]) == TOOLS
    called = await output(
        *inspect, "--method", "tools/call", "--tool-name", "test.echo", "--tool-arg", "text=hello"
    )
    assert json.loads(called)["content"] == [{"type": "text", "text": "hello"}]


async def output(*argv: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *argv, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode == 0, err.decode()
    return out.decode()


def text_of(result: Any) -> str:
    return "".join(part.text for part in result.content if part.type == "text")
