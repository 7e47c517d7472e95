"""A reader of server-sent events over a bare socket, cheap enough to have hundreds of."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RETRY_SECONDS = 0.2


@dataclass
class SseReader:
    """Keeps the frames it has seen; after a cut it comes back with the last id, as browsers do.

    It ends when the stream does, or at an event of the kind ``until``.
    """

    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    until: str | None = None
    last_id: str | None = None
    ids: list[int] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    keeps_events: bool = False
    connections: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        while True:
            if await self._once():
                return
            await asyncio.sleep(RETRY_SECONDS)

    async def _once(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        except OSError:
            return False
        try:
            writer.write(self._request())
            status = await reader.readline()
            if b" 200 " not in status:
                return False
            while (await reader.readline()).strip():
                pass
            self.connections += 1
            return await self._frames(reader)
        except (OSError, asyncio.IncompleteReadError):
            return False
        finally:
            writer.close()

    def _request(self) -> bytes:
        headers = {"Host": f"127.0.0.1:{self.port}", **self.headers}
        if self.last_id is not None:
            headers["Last-Event-ID"] = self.last_id
        lines = [f"GET {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _frames(self, reader: asyncio.StreamReader) -> bool:
        rest = b""
        while line := await reader.readline():
            size = int(line, 16)
            chunk = await reader.readexactly(size + 2)
            if size == 0:
                return True  # the server ended it
            *frames, rest = (rest + chunk[:-2]).split(b"\n\n")
            ends = {self._take(frame) for frame in frames}
            if True in ends:
                return True
        return False

    def _take(self, frame: bytes) -> bool:
        fields = dict(line.split(b": ", 1) for line in frame.split(b"\n") if not line.startswith(b":"))
        if b"id" in fields:
            self.last_id = fields[b"id"].decode()
            self.opened.set()
        if b"data" not in fields:
            return False
        self.ids.append(int(fields[b"id"]))
        if self.keeps_events:
            self.events.append({"kind": fields[b"event"].decode(), **json.loads(fields[b"data"])})
        return self.until is not None and fields[b"event"].decode() == self.until
