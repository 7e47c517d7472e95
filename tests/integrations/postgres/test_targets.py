"""Turns by service and environment: first come, first served, gone with the outcome."""

import asyncio
from functools import partial

from domain.orchestrations import OrchestrationStatus, Outcome
from domain.targets import Target, Turn
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.targets import PostgresTargets
from tests.integrations.postgres.conftest import request
from tests.support.waiting import until

AUTH = Target(service="auth", environment="production")


async def _store(pool: Pool, *task_ids: str) -> None:
    for task_id in task_ids:
        await PostgresOrchestrations(pool).create(request(task_id), body_sha256="b")


async def _claim(pool: Pool, task_id: str, target: Target = AUTH) -> Turn:
    return await PostgresTargets(pool).claim(task_id, workflow_id=f"w-{task_id}", target=target)


async def _note(pool: Pool, task_id: str) -> str | None:
    return (await PostgresOrchestrations(pool).get(task_id)).note


async def test_first_come_first_served_and_the_note_says_who_has_it(pool: Pool) -> None:
    await _store(pool, "a", "b", "c", "d")
    assert await _claim(pool, "a") == Turn(held=True)
    assert await _claim(pool, "b") == Turn(held=False, held_by="a")
    assert await _claim(pool, "c") == Turn(held=False, held_by="a", ahead=1)
    assert await _claim(pool, "d", Target(service="auth", environment="staging")) == Turn(held=True)
    assert await _claim(pool, "a") == Turn(held=True)
    assert await _note(pool, "b") == "waits for the lock on auth in production, held by a"
    assert await _note(pool, "c") == "waits for the lock on auth in production, held by a, behind 1 more"
    done = Outcome(task_id="a", status=OrchestrationStatus.COMPLETED, summary="done")
    await PostgresOrchestrations(pool).finish(done)
    assert await _claim(pool, "c") == Turn(held=False, ahead=1)
    assert [blocker.task_id for blocker in await PostgresTargets(pool).waited_for()] == ["b"]
    assert await _claim(pool, "b") == Turn(held=True)
    assert await _note(pool, "b") is None
    told = [event.kind for event in await PostgresEvents(pool).since("b")]
    assert told == ["orchestration.queued", "lock.waiting", "lock.acquired"]
    assert "lock.released" in [event.kind for event in await PostgresEvents(pool).since("a")]


async def test_who_gives_its_place_away_gets_in_line_at_the_end(pool: Pool) -> None:
    await _store(pool, "a", "b", "c")
    for task_id in "abc":
        await _claim(pool, task_id)
    await PostgresTargets(pool).release("b")
    await PostgresTargets(pool).release("b")
    assert await _note(pool, "b") is None
    await PostgresTargets(pool).release("a")
    assert await _claim(pool, "b") == Turn(held=False, ahead=1)
    assert await _claim(pool, "c") == Turn(held=True)


async def _has_turn(pool: Pool, task_id: str) -> bool:
    return (await _claim(pool, task_id)).held


async def test_only_one_holds_it_whatever_happens_at_once(pool: Pool) -> None:
    tasks = [f"t{number}" for number in range(12)]
    await _store(pool, *tasks)
    holding: set[str] = set()
    order: list[str] = []

    async def run(task_id: str) -> None:
        await until(partial(_has_turn, pool, task_id), what="its turn", every=0)
        holding.add(task_id)
        assert len(holding) == 1
        order.append(task_id)
        await _claim(pool, task_id)
        holding.discard(task_id)
        await PostgresTargets(pool).release(task_id)

    await asyncio.gather(*(run(task_id) for task_id in tasks))
    assert sorted(order) == sorted(tasks)
