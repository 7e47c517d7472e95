"""What a stack starts itself, what it takes from the environment, and what it tells its parts."""

from pathlib import Path

import pytest

from cli.stack.blueprint import Blueprint
from cli.stack.part import Part
from cli.stack.state import PartPhase, PartState, StackState
from config.settings import load_settings
from domain.errors import UnavailableError
from tests.support.processes import free_ports

OWN_SERVERS = {"DATABASE_URL": "postgresql://me:secret@db.example.org/devtools", "TEMPORAL_ADDRESS": "t:7233"}
PORTS = {"temporal": 1, "temporal_ui": 2, "temporal_metrics": 3, "postgres": 4}


def parts_of(environ: dict[str, str], *, before: StackState | None = None) -> dict[str, Part]:
    blueprint = Blueprint(load_settings(environ), before=before)
    blueprint.settle({name: PORTS[name] for name in blueprint.port_names}, offset=0, durable=False)
    return {part.name: part for part in blueprint.parts()}


def environment_of(part: Part) -> dict[str, str]:
    assert part.program is not None
    return dict(part.program().env)


def test_servers_set_in_the_environment_are_used_and_not_started() -> None:
    parts = parts_of(OWN_SERVERS)
    assert [name for name, part in parts.items() if part.external] == ["postgres", "temporal"]
    assert parts["postgres"].address == "db.example.org:5432/devtools"  # and no password
    told = environment_of(parts["worker"])
    assert told["DATABASE_URL"] == OWN_SERVERS["DATABASE_URL"]
    assert told["TEMPORAL_ADDRESS"] == "t:7233"
    assert "DEVTOOLS_EMBEDDED" not in told


def test_only_an_embedded_temporal_makes_the_stack_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVTOOLS_EMBEDDED", "1")
    monkeypatch.setenv("DEVTOOLS_API_TOKEN", "an operator's")
    monkeypatch.setenv("TEMPORAL_API_KEY", "of the cloud")
    database = {"DATABASE_URL": OWN_SERVERS["DATABASE_URL"]}
    embedded = environment_of(parts_of(database)["worker"])
    assert embedded["DEVTOOLS_EMBEDDED"] == "1"
    assert "TEMPORAL_API_KEY" not in embedded
    own = environment_of(parts_of(OWN_SERVERS)["worker"])
    assert own["TEMPORAL_API_KEY"] == "of the cloud"
    assert "DEVTOOLS_EMBEDDED" not in own
    assert "DEVTOOLS_API_TOKEN" not in own | embedded


def test_addresses_of_the_stacks_own_servers_do_not_come_back_as_somebody_elses() -> None:
    before = StackState(
        pid=1,
        exports=OWN_SERVERS,
        parts=[
            PartState(name="postgres", phase=PartPhase.STOPPED),
            PartState(name="temporal", phase=PartPhase.EXTERNAL),
        ],
    )
    parts = parts_of(OWN_SERVERS, before=before)
    assert not parts["postgres"].external
    assert parts["temporal"].external


async def test_an_own_server_that_does_not_answer_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cli.stack.probes.REACH_TIMEOUT", 0.2)
    (port,) = free_ports(1)
    parts = parts_of({"TEMPORAL_ADDRESS": f"127.0.0.1:{port}", "DEVTOOLS_STATE_DIR": str(tmp_path)})
    with pytest.raises(
        UnavailableError, match=f"TEMPORAL_ADDRESS is set, but 127.0.0.1:{port} does not answer"
    ):
        await parts["temporal"].ready(lambda: True)
