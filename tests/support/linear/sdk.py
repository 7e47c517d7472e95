"""npm ``@linear/sdk``, Linear's own client: the peer that the loopback Linear is measured by."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import pytest

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
    for name in _LOCKED:
        shutil.copy(SCRIPTS / name, HOME)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(HOME)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    stamp.write_text(lock, encoding="utf-8")
    return HOME


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


async def run(script: str, *arguments: str, given: str = "", env: Mapping[str, str] | None = None) -> str:
    """What a script of ``npm/`` prints; AssertionError with its stderr where it fails."""
    home = await asyncio.to_thread(installed)
    await asyncio.to_thread(shutil.copy, SCRIPTS / script, home)
    process = await asyncio.create_subprocess_exec(
        "node",
        str(home / script),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=env,
    )
    out, err = await asyncio.wait_for(process.communicate(given.encode()), 120)
    assert process.returncode == 0, err.decode()
    return out.decode()


async def sdk_verdicts(cases: Sequence[SignedCase]) -> list[bool]:
    """Whether the SDK's ``LinearWebhookClient`` accepts each, in their order; it goes by the real clock."""
    found: list[bool] = json.loads(await run("verdicts.mjs", given=json.dumps(list(cases))))
    return found


async def drive(url: str, key: str) -> dict[str, Any]:
    """What ``LinearClient`` finds and does at an API, as ``npm/drive.mjs`` says step by step."""
    found: dict[str, Any] = json.loads(await run("drive.mjs", url, key))
    return found
