"""The pipe to an MCP server that is a child process, with bounds that the SDK's own transport lacks.

A line longer than :data:`ANSWER_LIMIT` ends the connection instead of filling the memory; what the server
writes to its standard error goes to a log of bounded size; lines that are no messages are counted.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
    from mcp.client._transport import TransportStreams
    from mcp.shared.message import SessionMessage

logger = logging.getLogger(__name__)

ANSWER_LIMIT = 16 * 1024 * 1024
"""Bytes of one message from a server."""
LOG_LIMIT = 4 * 1024 * 1024
"""Bytes of a server's log before it is put aside; one older log is kept."""
EXIT_SECONDS = 2.0
"""For a server to go once its input is closed, and again once it is asked to."""


@dataclass
class Wire:
    """What was noticed on the way: ``garbled`` lines were no messages, ``fault`` is why it ended."""

    garbled: int = 0
    too_large: bool = False
    pid: int | None = None


@dataclass(frozen=True)
class Command:
    argv: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    wire: Wire = field(default_factory=Wire)


@asynccontextmanager
async def stdio_transport(command: Command) -> "AsyncIterator[TransportStreams]":
    """The two streams of a session; when the block ends the process and its children are gone.

    Raises :class:`OSError` where the program cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command.argv,
        env=dict(command.env),
        cwd=command.cwd,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=ANSWER_LIMIT,
        start_new_session=True,
    )
    command.wire.pid = process.pid
    incoming_writer, incoming = anyio.create_memory_object_stream["SessionMessage | Exception"](0)
    outgoing, outgoing_reader = anyio.create_memory_object_stream["SessionMessage"](0)
    tasks = [
        asyncio.create_task(_read(process, incoming_writer, command.wire)),
        asyncio.create_task(_write(process, outgoing_reader, incoming_writer)),
        asyncio.create_task(_log(process, command.log)),
    ]
    try:
        yield incoming, outgoing
    finally:
        stopping = asyncio.ensure_future(_stop(process, tasks))
        try:
            await asyncio.shield(stopping)
        except asyncio.CancelledError:
            await stopping
            raise
        finally:
            for stream in (incoming, incoming_writer, outgoing, outgoing_reader):
                stream.close()


async def _read(
    process: asyncio.subprocess.Process,
    incoming: "MemoryObjectSendStream[SessionMessage | Exception]",
    wire: Wire,
) -> None:
    from mcp.shared.message import SessionMessage
    from mcp_types import jsonrpc_message_adapter

    assert process.stdout is not None
    with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError, ConnectionError):
        async with incoming:
            while True:
                try:
                    line = await process.stdout.readuntil(b"\n")
                except asyncio.IncompleteReadError:
                    return
                except asyncio.LimitOverrunError:
                    wire.too_large = True
                    return
                if not line.strip():
                    continue
                try:
                    message = jsonrpc_message_adapter.validate_json(line, by_name=False)
                except ValueError as error:
                    wire.garbled += 1
                    await incoming.send(error)
                else:
                    await incoming.send(SessionMessage(message))


async def _write(
    process: asyncio.subprocess.Process,
    outgoing: "MemoryObjectReceiveStream[SessionMessage]",
    incoming: "MemoryObjectSendStream[SessionMessage | Exception]",
) -> None:
    assert process.stdin is not None
    try:
        async with outgoing:
            async for sent in outgoing:
                line = sent.message.model_dump_json(by_alias=True, exclude_unset=True)
                process.stdin.write(f"{line}\n".encode())
                await process.stdin.drain()
    except (OSError, RuntimeError):
        incoming.close()  # nobody waits for ever for an answer to what could not be sent


async def _log(process: asyncio.subprocess.Process, path: Path) -> None:
    """Whatever the pace: a flood overwrites itself, and the server is never blocked on its own log."""
    assert process.stderr is not None
    while chunk := await process.stderr.read(64 * 1024):
        try:
            _append(path, chunk)
        except OSError as error:
            logger.warning("the log of an MCP server cannot be written: %s", error)
        await asyncio.sleep(0)


def _append(path: Path, chunk: bytes) -> None:
    with path.open("ab") as log:
        log.write(chunk)
        size = log.tell()
    if size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))


async def _stop(process: asyncio.subprocess.Process, tasks: "Sequence[asyncio.Task[None]]") -> None:
    assert process.stdin is not None
    process.stdin.close()
    tasks[0].cancel()
    drain = asyncio.create_task(_drain(process))
    for number in (None, signal.SIGTERM, signal.SIGKILL):
        if number is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
        with suppress(TimeoutError):
            async with asyncio.timeout(EXIT_SECONDS):
                await _exit_of(process)
            break
    with suppress(ProcessLookupError):  # children that outlived their parent
        os.killpg(process.pid, signal.SIGKILL)
    for task in (*tasks, drain):
        task.cancel()
    await asyncio.gather(*tasks, drain, return_exceptions=True)
    process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 -- else a grandchild's pipe keeps it


async def _exit_of(process: asyncio.subprocess.Process) -> None:
    """Not ``wait()``, which also waits for the pipes that a grandchild may hold open."""
    while process.returncode is None:  # noqa: ASYNC110 -- as above
        await asyncio.sleep(0.01)


async def _drain(process: asyncio.subprocess.Process) -> None:
    """A server that is stuck writing cannot see that its input has ended."""
    assert process.stdout is not None
    with suppress(asyncio.LimitOverrunError, ConnectionError, RuntimeError):
        while await process.stdout.read(64 * 1024):
            pass
