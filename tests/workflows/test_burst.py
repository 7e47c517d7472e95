"""A thousand approvals due at one moment: each is closed, once, and what was recorded in time has counted."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord
from domain.orchestrations import OrchestrationStatus
from integrations.llm.names import wire_name
from integrations.postgres.ledger import PostgresLedger
from tests.support.clock import ShiftedClock
from tests.support.desk import Desk
from tests.support.gateway import gateway
from tests.support.installation import edit_policies, make_config, make_settings
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, calls, says
from tests.support.scripts import plans
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, worker_process

RUNS, CALLS = 50, 20
"""Tool calls that wait at a gate each: a thousand requests, without the price of a thousand plans."""
IN_TIME, TOO_LATE = 60, 60
"""Approvals of that many requests are recorded just before the deadline, of others just after it."""
TIME = timedelta(seconds=45)
"""By Temporal's clock, which does not stand still: long enough for all to open on a machine that is busy."""
MOMENT = timedelta(milliseconds=10)
TASK = "Explain how the notes file is laid out"


class Agents:
    """A plan for whoever plans, all calls at once for an agent that begins, an end for one that made them."""

    def __init__(self) -> None:
        self._runs = itertools.count()

    def __call__(self, body: dict[str, Any]) -> Answer:
        if any(tool["function"]["name"] == "planner__submit_plan" for tool in body["tools"]):
            return plans("Explain the notes")
        if body["messages"][-1]["role"] == "tool":
            return says("so it is")
        run = next(self._runs)
        wanted = ((wire_name("test.append_line"), {"line": f"{run}/{index}"}) for index in range(CALLS))
        return calls(*wanted)


@pytest_asyncio.fixture
async def clock(clock: ShiftedClock) -> ShiftedClock:
    """It stands still, so that whatever opens is due at one moment."""
    await clock.stop()
    return clock


@pytest_asyncio.fixture
async def settings(
    tmp_path: Path, clock: ShiftedClock, temporal: WorkflowEnvironment
) -> AsyncIterator[Settings]:
    make_config(tmp_path / "config")
    bare = {"minutes": TIME.total_seconds() / 60, "reminders": [], "escalation": []}
    edit_policies(tmp_path / "config", medium=bare)
    async with OpenAIServer(Agents()).running() as model:
        found = make_settings(
            tmp_path,
            database_url=clock.url,
            temporal_address=address_of(temporal),
            model=model,
        )
        found.state_dir.mkdir()
        yield found


async def all_open(desk: Desk) -> list[ApprovalRecord]:
    async def look() -> list[ApprovalRecord] | None:
        count = await desk.pool.fetchval("SELECT count(*) FROM approval_requests WHERE status = 'pending'")
        return list(await desk.approvals.list(limit=RUNS * CALLS)) if count == RUNS * CALLS else None

    return await until(look, what="a thousand open requests", seconds=120, every=0.5)


async def test_each_of_a_thousand_is_closed_once(settings: Settings, clock: ShiftedClock) -> None:
    async with gateway(settings) as running, worker_process(running.settings), at_a_desk(settings) as desk:
        requests = [request for request, _ in await asyncio.gather(*(desk.submit(TASK) for _ in range(RUNS)))]
        gates = await all_open(desk)
        (deadline,) = {gate.expires_at for gate in gates}
        dice = random.Random(4)  # noqa: S311 - no secret, and the same at every run
        chosen = dice.sample(gates, IN_TIME + TOO_LATE)
        in_time, too_late = chosen[:IN_TIME], chosen[IN_TIME:]
        await clock.advance(TIME - MOMENT)
        for gate in in_time:
            await desk.record(gate, DecisionKind.APPROVED, by="dev@example.org")  # nobody is told
        await clock.advance(2 * MOMENT)
        for gate in too_late:
            await desk.record(gate, DecisionKind.APPROVED, by="dev@example.org")
        await until(
            lambda: datetime.now(UTC) > deadline, what="the deadline", seconds=2 * TIME.total_seconds()
        )

        await clock.go()

        for request in requests:
            assert (await desk.ended(request, seconds=300)).status is OrchestrationStatus.COMPLETED
        statuses = {gate.request_id: gate.status for gate in await desk.approvals.list(limit=RUNS * CALLS)}
        assert Counter(statuses.values()) == {"approved": IN_TIME, "expired": RUNS * CALLS - IN_TIME}
        assert {key for key, status in statuses.items() if status == "approved"} == {
            gate.request_id for gate in in_time
        }
        # the worker's relay may bring what came too late to a run that still goes on: that is refused
        entries = await desk.pool.fetch(
            "SELECT request_id, count(*) FROM approval_ledger "
            "WHERE body::jsonb #>> '{judged,verdict,outcome}' IS DISTINCT FROM 'refused' GROUP BY 1"
        )
        assert {(str(row["request_id"]), row["count"]) for row in entries if row["request_id"]} == {
            (gate.request_id, 1) for gate in gates
        }
        assert await PostgresLedger(desk.pool).verify() is None
    made = (settings.workspace / "lines.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(made) == sorted(gate.subject["arguments"]["line"] for gate in in_time), (
        "and called once each"
    )
