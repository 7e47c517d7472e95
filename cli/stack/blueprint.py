"""What the stack of this installation is made of: which servers it starts, and what each part is told."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from cli.stack import probes
from cli.stack.part import Alive, Part, Program
from cli.stack.state import PartPhase, StackState
from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError
from integrations.postgres.embedded import EmbeddedPostgres
from integrations.temporal.embedded import EmbeddedTemporal

WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared with, not bound to
TEMPORAL_CREDENTIALS = ("TEMPORAL_API_KEY", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE")
"""Of use with a server of one's own only; the embedded one refuses them."""


class Blueprint:
    """The parts and addresses for these settings; ``ports`` holds one for each of :attr:`port_names`.

    ``before`` is what the last stack recorded: an address in the environment that was its own (somebody
    evaluated ``devtools env``) is not taken for a server of somebody else.
    """

    def __init__(self, settings: Settings, *, before: StackState | None) -> None:
        self._settings = settings
        own = _own_addresses(before)
        url = settings.database_url.get_secret_value() if settings.database_url else None
        self.own_database = None if url == own.get("DATABASE_URL") else url
        address = settings.temporal_address if "temporal_address" in settings.model_fields_set else None
        self.own_temporal = None if address == own.get("TEMPORAL_ADDRESS") else address
        gateway = settings.gateway_url.rstrip("/") if settings.gateway_url else None
        self.own_gateway = None if gateway == own.get("DEVTOOLS_GATEWAY_URL") else gateway
        self._postgres: EmbeddedPostgres | None = None
        self._temporal: EmbeddedTemporal | None = None
        self._token = ""
        self.api_port = settings.api_port
        self.gateway_port = settings.gateway_port

    @property
    def port_names(self) -> list[str]:
        """The ports that the embedded servers need."""
        names = [] if self.own_temporal else ["temporal", "temporal_ui", "temporal_metrics"]
        return names if self.own_database else [*names, "postgres"]

    def settle(self, ports: Mapping[str, int], *, offset: int, durable: bool) -> None:
        """Decide the addresses; the apps' own ports are moved by ``offset``."""
        state = self._settings.state_dir
        self.api_port = self._settings.api_port + offset
        self.gateway_port = self._settings.gateway_port + offset
        if not self.own_database:
            self._postgres = EmbeddedPostgres(state, port=ports["postgres"], durable=durable)
        if not self.own_temporal:
            self._temporal = EmbeddedTemporal(
                state,
                port=ports["temporal"],
                ui_port=ports["temporal_ui"],
                metrics_port=ports["temporal_metrics"],
                durable=durable,
                namespace=self._settings.temporal_namespace,
            )

    @property
    def database_url(self) -> str:
        if self._postgres:
            return self._postgres.url
        assert self.own_database is not None
        return self.own_database

    @property
    def temporal_address(self) -> str:
        return self._temporal.address if self._temporal else self._settings.temporal_address

    @property
    def temporal_ui_url(self) -> str | None:
        if self._temporal:
            return self._temporal.ui_url
        return (
            self._settings.temporal_ui_url if "temporal_ui_url" in self._settings.model_fields_set else None
        )

    @property
    def api_url(self) -> str:
        host = self._settings.host
        return f"http://{WILDCARDS.get(host, host)}:{self.api_port}"

    @property
    def gateway_url(self) -> str:
        host = self._settings.host
        return self.own_gateway or f"http://{WILDCARDS.get(host, host)}:{self.gateway_port}"

    @property
    def address_of_database(self) -> str:
        """Host, port and database, without the password."""
        if self._postgres:
            return self._postgres.address
        url = urlsplit(self.database_url)
        return f"{url.hostname or 'localhost'}:{url.port or 5432}{url.path}"

    def exports(self) -> dict[str, str]:
        """The variables that lead a client to the running stack."""
        return {**self._addresses(), "DEVTOOLS_API_TOKEN": self._token}

    def _addresses(self) -> dict[str, str]:
        settings = self._settings
        found = {
            "DATABASE_URL": self.database_url,
            "TEMPORAL_ADDRESS": self.temporal_address,
            "TEMPORAL_NAMESPACE": settings.temporal_namespace,
            "DEVTOOLS_API_URL": self.api_url,
            "DEVTOOLS_GATEWAY_URL": self.gateway_url,
            "DEVTOOLS_STATE_DIR": str(settings.state_dir),
        }
        return {**found, "DEVTOOLS_TEMPORAL_UI_URL": self.temporal_ui_url} if self.temporal_ui_url else found

    def _environment(self) -> dict[str, str]:
        """What api and worker are given: the caller's environment and the addresses."""
        environment = {**os.environ, **self._addresses()}
        environment |= {
            "DEVTOOLS_HOST": self._settings.host,
            "DEVTOOLS_API_PORT": str(self.api_port),
            "DEVTOOLS_GATEWAY_PORT": str(self.gateway_port),
            "DEVTOOLS_WORKSPACE": str(self._settings.workspace),
            "PYTHONUNBUFFERED": "1",
        }
        for name in ("DEVTOOLS_EMBEDDED", "DEVTOOLS_API_TOKEN", "MCP_GATEWAY_URL"):
            environment.pop(name, None)
        if self._temporal:
            environment["DEVTOOLS_EMBEDDED"] = "1"
            for name in [n for n in environment if n in TEMPORAL_CREDENTIALS or n.startswith("TEMPORAL_TLS")]:
                del environment[name]
        return environment

    def parts(self) -> list[Part]:
        """In the order of a person's interest; the supervisor orders them by their needs."""
        everything = ("migrations", "keys", "temporal")
        return [
            self._postgres_part(),
            self._temporal_part(),
            Part(name="migrations", needs=("postgres",), ready=lambda _: self._migrate()),
            Part(name="keys", ready=lambda _: self._make_token()),
            Part(
                name="api",
                needs=everything,
                address=self.api_url,
                program=self._python("api", grace=10.0),
                ready=lambda alive: probes.http_ok(f"{self.api_url}/ready", alive),
            ),
            self._gateway_part(),
            self._worker_part((*everything, "gateway")),
        ]

    def _postgres_part(self) -> Part:
        server = self._postgres
        if server is None:
            return _external("postgres", self.address_of_database, variable="DATABASE_URL")

        async def prepare() -> None:
            await asyncio.to_thread(server.prepare)

        return Part(
            name="postgres",
            address=self.address_of_database,
            prepare=prepare,
            ready=server.wait_ready,
            program=lambda: _program(server),
        )

    def _temporal_part(self) -> Part:
        server = self._temporal
        if server is None:
            return _external("temporal", self.temporal_address, variable="TEMPORAL_ADDRESS")

        async def prepare() -> None:
            server.prepare()

        return Part(
            name="temporal",
            address=server.address,
            prepare=prepare,
            ready=server.wait_ready,
            program=lambda: _program(server),
        )

    def _gateway_part(self) -> Part:
        url = self.gateway_url
        if self.own_gateway:
            address = urlsplit(url)
            port = address.port or (443 if address.scheme == "https" else 80)
            return _external("gateway", f"{address.hostname}:{port}", variable="DEVTOOLS_GATEWAY_URL")
        return Part(
            name="gateway",
            needs=("migrations", "keys"),
            address=url,
            program=self._python("api", "gateway", grace=15.0),
            ready=lambda alive: probes.http_ok(f"{url}/ready", alive),
        )

    def _worker_part(self, needs: tuple[str, ...]) -> Part:
        sign = self._settings.state_dir / "run" / "worker.ready"

        async def prepare() -> None:
            sign.unlink(missing_ok=True)

        return Part(
            name="worker",
            needs=needs,
            prepare=prepare,
            program=self._python("worker", grace=20.0, DEVTOOLS_READY_FILE=str(sign)),
            ready=lambda alive: probes.file_there(sign, alive),
        )

    def _python(self, module: str, *words: str, grace: float, **more: str) -> Callable[[], Program]:
        # -P: the current folder is the user's workspace, and may have a worker/ of its own
        argv = (sys.executable, "-P", "-m", module, *words)
        return lambda: Program(argv=argv, env={**self._environment(), **more}, grace=grace)

    async def _migrate(self) -> None:
        from integrations.postgres.migrations import migrate

        await migrate(self.database_url)

    async def _make_token(self) -> None:
        from integrations.keys.tokens import ensure_operator_token

        self._token = ensure_operator_token(self._settings.state_dir, self._settings.tokens_path)


def _program(server: EmbeddedPostgres | EmbeddedTemporal) -> Program:
    return Program(argv=server.argv, env={}, popen_kwargs=server.popen_kwargs, stop_signal=server.stop_signal)


def _external(name: str, address: str, *, variable: str) -> Part:
    host, _, port = address.partition("/")[0].rpartition(":")
    if not port.isdigit():
        raise ConfigurationError(f"{variable}: {address} is no address: host:port is wanted")

    async def ready(_: Alive) -> None:
        try:
            await probes.tcp_open(host.strip("[]"), int(port))
        except UnavailableError as error:
            raise UnavailableError(
                f"{variable} is set, but {error}: unset it for the embedded server"
            ) from error

    return Part(name=name, address=address, external=True, ready=ready)


def _own_addresses(before: StackState | None) -> dict[str, str]:
    """Variable -> address of the servers that the last stack started itself."""
    if before is None:
        return {}
    variables = {
        "postgres": "DATABASE_URL",
        "temporal": "TEMPORAL_ADDRESS",
        "gateway": "DEVTOOLS_GATEWAY_URL",
    }
    started = [part.name for part in before.parts if part.phase is not PartPhase.EXTERNAL]
    names = [variable for name, variable in variables.items() if name in started]
    return {name: before.exports[name] for name in names if name in before.exports}
