"""git as a child process that runs nothing else: no hook, no filter, no monitor, no helper, no network.

What a repository's own settings name as a program may be a file that an agent can write. Settings of the
system and of the account are not read, and nobody is asked anything.
"""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from domain.errors import DevToolsError

SECONDS = 120.0
"""For one command; a checkout of a large repository takes a while."""
MESSAGE_LIMIT = 300
"""Characters of git's own words in an error."""
_NOT_A_PROGRAM = "/dev/null"
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.quotePath=false",
    "submodule.recurse=false",
    "protocol.allow=never",  # a partial clone fetches what is missing by itself
    "gc.auto=0",
)


class GitError(DevToolsError):
    """git refused or was too slow; ``code`` is its exit status, None where it had none."""

    kind = "git"

    def __init__(self, message: str, *, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


async def git(
    *arguments: str,
    at: Path,
    stdin: bytes = b"",
    settings: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> bytes:
    """What git writes to its standard output when run in the folder ``at``; ``settings`` as ``name=value``.

    Raises :class:`GitError` for an exit status other than 0.
    """
    command = next(part for part in arguments if not part.startswith("-"))
    options = [part for setting in (*_SETTINGS, *settings) for part in ("-c", setting)]
    try:
        process = await asyncio.create_subprocess_exec(
            "git",
            "--no-pager",
            *options,
            *arguments,
            cwd=at,
            env={**_environment(), **(env or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise GitError(f"git cannot be started: {error}") from error
    try:
        async with asyncio.timeout(seconds):
            out, complaint = await process.communicate(stdin)
    except TimeoutError as error:
        raise GitError(f"git {command} took longer than {seconds:g} s") from error
    finally:
        await _ended(process)
    if process.returncode:
        raise GitError(_in_short(complaint, command), code=process.returncode)
    return out


async def without_filters(at: Path) -> tuple[str, ...]:
    """Settings that switch off every filter which the repository names: content is taken as it lies."""
    try:
        found = await git("config", "--null", "--name-only", "--get-regexp", r"^filter\.", at=at)
    except GitError as error:
        if error.code == 1:  # none
            return ()
        raise
    names = {name.rpartition(".")[0] for name in _texts(found)}
    return tuple(
        f"{name}.{key}"
        for name in sorted(names)
        for key in ("clean=", "smudge=", "process=", "required=false")
    )


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",  # errors are told apart by their words
        "HOME": os.devnull,
        "XDG_CONFIG_HOME": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_ASKPASS": _NOT_A_PROGRAM,
        "GIT_EDITOR": _NOT_A_PROGRAM,
    }


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Nothing of it is left, however the wait for it ended."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _in_short(complaint: bytes, command: str) -> str:
    lines = [line for line in complaint.decode(errors="replace").splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return f"git {command}: {said[:MESSAGE_LIMIT] or 'failed'}"


def _texts(output: bytes) -> list[str]:
    return [os.fsdecode(part) for part in output.split(b"\0") if part]
