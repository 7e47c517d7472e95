"""Which ports a stack takes, and what it says of the taken ones."""

import os
import socket
from collections.abc import Iterator

import pytest

from cli.stack import ports
from domain.errors import ConflictError
from tests.support.processes import free_ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_names_its_owner(taken: int) -> None:
    with pytest.raises(ConflictError, match=rf"port {taken} \(API\) is taken by .*process {os.getpid()}"):
        ports.require_free(taken, "127.0.0.1", name="API")


def test_a_server_moves_off_a_taken_port_and_says_so(taken: int) -> None:
    chosen, moved = ports.choose(["postgres"], offset=taken - ports.DEFAULTS["postgres"], remembered={})
    assert chosen["postgres"] != taken
    assert not ports.is_taken(chosen["postgres"])
    assert len(moved) == 1
    assert f"port {taken} (postgres) is taken" in moved[0]
    assert f"using {chosen['postgres']}" in moved[0]


def test_the_port_of_last_time_comes_first() -> None:
    (port,) = free_ports(1)
    assert ports.choose(["temporal"], offset=0, remembered={"temporal": port}) == ({"temporal": port}, [])


def test_no_two_parts_get_one_port() -> None:
    (port,) = free_ports(1)
    chosen, _ = ports.choose(
        ["temporal", "postgres"], offset=0, remembered={"temporal": port, "postgres": port}, reserved=[port]
    )
    assert port not in chosen.values()
    assert len(set(chosen.values())) == 2
