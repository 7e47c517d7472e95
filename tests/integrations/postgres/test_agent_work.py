"""Turns, tool calls, tokens, artifacts and workers: an activity may run twice, its effect counts once."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from domain.agents import Message, Role, StoredTurn
from domain.errors import NotFoundError
from domain.tools import Claim, StoredToolCall, ToolCall, ToolCallState, ToolResult
from domain.usage import TokenUsage
from domain.workers import ALIVE_SECONDS, WorkerBeat
from integrations.postgres.artifacts import PostgresArtifacts
from integrations.postgres.events import PostgresEvents
from integrations.postgres.pool import Pool
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.workers import PostgresWorkers
from tests.integrations.postgres.conftest import TASK

CALL = ToolCall(index=0, tool="git.status", arguments={"path": "a\x00b"})


def _turn(text: str, *, turn_id: str | None = None, parent: str | None = None) -> StoredTurn:
    return StoredTurn(
        turn_id=turn_id or str(uuid4()),
        parent_turn_id=parent,
        task_id=TASK,
        step_id="one",
        agent="cicd",
        model="offline/rules",
        messages=(Message(role=Role.USER, content="go"),),
        reply=Message(role=Role.ASSISTANT, content=text, calls=(CALL.model_copy(update={"arguments": {}}),)),
    )


async def test_rivals_for_a_turn_all_get_the_winners(pool: Pool) -> None:
    store, turn_id = PostgresTranscripts(pool), str(uuid4())
    saved = await asyncio.gather(*(store.save(_turn(f"answer {n}", turn_id=turn_id)) for n in range(10)))
    assert all(turn == saved[0] for turn in saved)
    assert len(await PostgresEvents(pool).since(TASK)) == 1


async def test_a_chain_is_one_branch_from_its_first_turn(pool: Pool) -> None:
    store = PostgresTranscripts(pool)
    root = await store.save(_turn("one \x00"))
    left = await store.save(_turn("two", parent=root.turn_id))
    await store.save(_turn("another two", parent=root.turn_id))
    head = await store.save(_turn("three", parent=left.turn_id))
    assert list(await store.chain(head.turn_id)) == [root, left, head]
    assert root.reply.content == "one \ufffd"
    assert await store.find(str(uuid4())) is None


async def _claim(store: PostgresToolCalls, call_id: str, *, repeatable: bool) -> Claim | StoredToolCall:
    turn_id = str(uuid4())
    return await store.claim(
        task_id=TASK,
        step_id="one",
        call_id=call_id,
        turn_id=turn_id,
        call=CALL,
        digest="d",
        repeatable=repeatable,
    )


async def test_a_harmless_call_runs_again_and_the_late_first_run_counts_for_nothing(pool: Pool) -> None:
    store, call_id = PostgresToolCalls(pool), str(uuid4())
    first = await _claim(store, call_id, repeatable=True)
    second = await _claim(store, call_id, repeatable=True)
    assert isinstance(first, Claim)
    assert isinstance(second, Claim)
    assert (first.retry, second.retry) == (False, True)
    zombie = await store.complete(
        call_id=call_id, fence=first.fence, state=ToolCallState.DONE, result=ToolResult(text="old")
    )
    assert zombie.state is ToolCallState.STARTED
    done = await store.complete(
        call_id=call_id, fence=second.fence, state=ToolCallState.DONE, result=ToolResult(text="new\x00")
    )
    assert done.result == ToolResult(text="new\ufffd")
    assert await _claim(store, call_id, repeatable=True) == done
    assert [event.kind for event in await PostgresEvents(pool).since(TASK)] == [
        "tool.started",
        "tool.finished",
    ]


async def test_a_call_that_may_have_acted_is_never_run_again(pool: Pool) -> None:
    store, call_id = PostgresToolCalls(pool), str(uuid4())
    claims = await asyncio.gather(*(_claim(store, call_id, repeatable=False) for _ in range(6)))
    (won,) = [claim for claim in claims if isinstance(claim, Claim)]
    assert all(isinstance(claim, Claim) or claim.state is ToolCallState.OUTCOME_UNKNOWN for claim in claims)
    late = await store.complete(
        call_id=call_id, fence=won.fence, state=ToolCallState.DONE, result=ToolResult(text="x")
    )
    assert late.state is ToolCallState.OUTCOME_UNKNOWN


async def test_results_come_in_the_order_asked_for_with_refusals(pool: Pool) -> None:
    store, ids = PostgresToolCalls(pool), [str(uuid4()) for _ in range(3)]
    for call_id in ids:
        for _ in range(2):
            await store.refuse(
                task_id=TASK, step_id="one", call_id=call_id, turn_id=ids[0], call=CALL, reason="denied"
            )
    results = await store.results([ids[2], str(uuid4()), ids[0], "nonsense"])
    assert [result.call_id for result in results] == [ids[2], ids[0]]
    assert results[0].result == ToolResult(text="denied", error=True)


async def test_every_model_call_is_counted_once(pool: Pool) -> None:
    store, turn_id, call_id = PostgresUsage(pool), str(uuid4()), str(uuid4())
    assert await store.tracking_since() is None
    usage = TokenUsage(prompt_tokens=10, completion_tokens=5, cost=0.25, latency=1.5, model="m")
    for call in (call_id, call_id, str(uuid4())):
        await store.add(task_id=TASK, turn_id=turn_id, call_id=call, agent="cicd", usage=usage)
    since = await store.tracking_since()
    assert since is not None
    totals = (await store.by_agent(since=since, task_id=TASK))["cicd"]
    assert (totals.call_count, totals.total_tokens, totals.total_cost, totals.total_latency) == (
        2,
        30,
        0.5,
        3.0,
    )
    assert await store.by_agent(since=since + timedelta(hours=1)) == {}


async def test_an_artifact_is_kept_byte_for_byte_and_once(pool: Pool) -> None:
    store, content = PostgresArtifacts(pool), bytes(range(256)) * 1024
    first, second = [await store.put(task_id=TASK, content=content) for _ in range(2)]
    assert first == second
    assert await store.get(first) == content
    with pytest.raises(NotFoundError):
        await store.get(str(uuid4()))


async def test_a_silent_worker_is_not_alive(pool: Pool) -> None:
    store, now = PostgresWorkers(pool), datetime.now(tz=UTC)
    for worker in ("one", "two", "three"):
        await store.beat(
            [WorkerBeat(worker=worker, agent="cicd", model="m", tools={"git": 12}, started_at=now)]
        )
    await store.gone("two")
    silent = timedelta(seconds=ALIVE_SECONDS + 1)
    await pool.execute("UPDATE agents SET seen_at = seen_at - $1::interval WHERE worker = 'three'", silent)
    (alive,) = await store.alive()
    assert (alive.worker, alive.tools) == ("one", {"git": 12})
    assert alive.seen_at is not None
