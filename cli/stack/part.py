"""What a stack is made of: parts, each started once those it needs are ready."""

import signal
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Alive = Callable[[], bool]


async def _nothing_to_prepare() -> None:
    """The default of :attr:`Part.prepare`."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """How a part's process is started and asked to stop; ``grace`` is in seconds before it is killed."""

    argv: Sequence[str]
    env: Mapping[str, str]
    popen_kwargs: Mapping[str, Any] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the stack.

    ``program`` is asked anew at each start, after ``prepare`` and after all that the part needs. It is
    None for a part without a process: a job that is over when ``ready`` returns, or, if ``external``, a
    server that somebody else runs. ``ready`` is given a function that says whether the process is alive,
    and raises :class:`~domain.errors.UnavailableError` when waiting has no use.
    """

    name: str
    ready: Callable[[Alive], Awaitable[None]]
    needs: tuple[str, ...] = ()
    address: str = ""
    program: Callable[[], Program] | None = None
    external: bool = False
    prepare: Callable[[], Awaitable[None]] = _nothing_to_prepare
    ready_within: float = 60.0


def waves(parts: Iterable[Part]) -> list[list[Part]]:
    """The parts in groups, each of which needs only the groups before it."""
    left = {part.name: part for part in parts}
    groups: list[list[Part]] = []
    while left:
        group = [part for part in left.values() if not any(need in left for need in part.needs)]
        if not group:
            raise ValueError(f"the parts need each other in a circle: {sorted(left)}")
        groups.append(group)
        for part in group:
            del left[part.name]
    return groups
