"""npm ``@linear/sdk``, Linear's own client: the peer that the loopback Linear is measured by."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import pytest

from integrations.keys.files import locked

SCRIPTS = Path(__file__).parent / "npm"
HOME = Path(__file__).parents[3] / ".venv/linear-sdk"
NEEDS_NODE = pytest.mark.skipif(
    shutil.which("npm") is None or shutil.which("node") is None, reason="Node.js with npm is not installed"
)
_LOCKED = ("package.json", "package-lock.json")
_DOCUMENT = re.compile(r"new TypedDocumentString\(`(.*?)`", re.DOTALL)


class SignedCase(TypedDict):
    """What a webhook's receiver is given: the raw body, the header ``Linear-Signature``, the secret."""

    body: str
    signature: str
    secret: str


@cache
def installed() -> Path:
    """The folder whose ``node_modules`` holds the SDK; installed anew when the lock changes."""
    lock = (SCRIPTS / "package-lock.json").read_text(encoding="utf-8")
    stamp = HOME / ".installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return HOME
    HOME.mkdir(parents=True, exist_ok=True)
    with locked(HOME):  # tests run in several processes
        if not (stamp.exists() and stamp.read_text(encoding="utf-8") == lock):
            _install()
            stamp.write_text(lock, encoding="utf-8")
    return HOME


def _install() -> None:
    for name in _LOCKED:
        shutil.copy(SCRIPTS / name, HOME)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(HOME)],
        check=True,
        capture_output=True,
        timeout=300,
    )


def version() -> str:
    package = json.loads((SCRIPTS / "package.json").read_text(encoding="utf-8"))
    return str(package["dependencies"]["@linear/sdk"])


def declarations() -> str:
    """The TypeScript declarations of all that the API has."""
    (found,) = (installed() / "node_modules/@linear/sdk/dist").glob("index-*.d.mts")
    return found.read_text(encoding="utf-8")


def operations() -> list[str]:
    """Every GraphQL document that the SDK can send, with the fragments it uses."""
    program = installed() / "node_modules/@linear/sdk/dist/index.mjs"
    found = _DOCUMENT.findall(program.read_text(encoding="utf-8"))
    return [text for text in found if text.lstrip().startswith(("query", "mutation"))]


async def sdk_verdicts(cases: Sequence[SignedCase]) -> list[bool]:
    """Whether the SDK's ``LinearWebhookClient`` accepts each, in their order; it goes by the real clock."""
    found: list[bool] = json.loads(await _output("verdicts.mjs", given=json.dumps(list(cases))))
    return found


async def drive(url: str, token: str) -> dict[str, Any]:
    """What ``LinearClient`` finds and does at an API, as ``npm/drive.mjs`` says step by step."""
    found: dict[str, Any] = json.loads(await _output("drive.mjs", url, token))
    return found


@asynccontextmanager
async def receiver(secret: str) -> AsyncIterator[tuple[str, asyncio.StreamReader]]:
    """The SDK's own webhook handler: its URL, and a line of JSON for each event that it accepts."""
    process = await _start("receive.mjs", secret)
    assert process.stdout is not None
    try:
        port = int(await asyncio.wait_for(process.stdout.readline(), 60))
        yield f"http://127.0.0.1:{port}/", process.stdout
    finally:
        process.terminate()
        await process.communicate()


async def _output(script: str, *arguments: str, given: str = "") -> str:
    """AssertionError with its stderr where it fails."""
    process = await _start(script, *arguments)
    out, err = await asyncio.wait_for(process.communicate(given.encode()), 120)
    assert process.returncode == 0, err.decode()
    return out.decode()


async def _start(script: str, *arguments: str) -> asyncio.subprocess.Process:
    """Node.js with a script of ``npm/``, copied beside the modules that it imports."""
    home = await asyncio.to_thread(installed)
    await asyncio.to_thread(shutil.copy, SCRIPTS / script, home)
    return await asyncio.create_subprocess_exec(
        "node",
        str(home / script),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
