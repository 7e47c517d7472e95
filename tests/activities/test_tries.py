"""How often an activity is tried: a halt that sends it back takes no try away."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.failures import MAX_ATTEMPTS, temporal_failures
from activities.halts import ensure_running
from domain.errors import ModelError, UnavailableError
from domain.halts import Halt


async def fails() -> None:
    with temporal_failures(bounded=True):
        raise ModelError("overloaded", code="overloaded")


def environment(*, attempt: int, spared: int) -> ActivityEnvironment:
    found = ActivityEnvironment()
    found.info = replace(found.info, attempt=attempt, heartbeat_details=[spared] if spared else [])
    return found


@pytest.mark.parametrize(
    ("attempt", "spared", "last"),
    [
        (MAX_ATTEMPTS - 1, 0, False),
        (MAX_ATTEMPTS, 0, True),
        (MAX_ATTEMPTS + 40, 41, False),
        (MAX_ATTEMPTS + 40, 40, True),
    ],
)
async def test_only_tries_that_began_are_counted(attempt: int, spared: int, *, last: bool) -> None:
    with pytest.raises(ApplicationError) as caught:
        await environment(attempt=attempt, spared=spared).run(fails)
    assert caught.value.non_retryable is last


class Switch:
    def __init__(self, halt: Halt | None) -> None:
        self.halt = halt

    async def state(self) -> Halt | None:
        return self.halt


async def test_a_halted_try_says_so_and_hands_its_number_on() -> None:
    told: list[object] = []
    found = environment(attempt=3, spared=2)
    found.on_heartbeat = lambda *details: told.extend(details)
    halt = Halt(halt_id="h", person="ada@example.org", reason="look first", since=datetime.now(tz=UTC))
    with pytest.raises(ApplicationError, match="halted by ada") as caught:
        await found.run(ensure_running, Switch(halt))
    assert (caught.value.type, caught.value.non_retryable) == ("halted", False)
    assert told == [3]
    await found.run(ensure_running, Switch(None))
    assert told == [3]


class Gone(Switch):
    async def state(self) -> Halt | None:
        raise UnavailableError("Postgres is out of reach")


async def test_where_nobody_can_tell_nothing_is_dispatched() -> None:
    with pytest.raises(UnavailableError):
        await ActivityEnvironment().run(ensure_running, Gone(None))
