"""Accept latency and the CPU of a no-op orchestration, each against a bare workflow on the same servers.

Both arms take turns in one run, so that a drift of the machine falls on both; the ratios are what counts.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import psutil
from temporalio.client import WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from bench.raw import QUEUE, BareUpdateWorkflow, RawShapeWorkflow
from bench.stack import Stack, child, cpu_seconds
from domain.models import digest_of
from domain.orchestrations import OrchestrationRequest
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import create_pool
from integrations.temporal.orchestrations import TemporalOrchestrations

TASK = "Explain how the notes file is laid out"
WARM_UP = 5
ACCEPTS = 60
BATCHES = 6
BATCH = 15
CONCURRENCY = 5

Arm = Callable[[], Awaitable[object]]


async def run(stack: Stack) -> None:
    pool = await create_pool(stack.database_url)
    store, temporal = PostgresOrchestrations(pool), TemporalOrchestrations(stack.client)

    async def accept_ours() -> str:
        request = OrchestrationRequest(task_id=uuid4().hex, description=TASK, requester="bench@local")
        await store.create(request, body_sha256=digest_of(request.model_dump(mode="json")))
        assert await temporal.accept(request) is not None
        return request.workflow_id

    async def ours() -> None:
        await stack.client.get_workflow_handle(await accept_ours()).result()

    async with child(stack, "bench.noop") as noop, child(stack, "bench.raw_worker") as raw:
        for _ in range(WARM_UP):
            await ours()
            await _raw(stack, RawShapeWorkflow)
            await _raw(stack, BareUpdateWorkflow)
        await _latency(accept_ours, lambda: _accept_raw(stack))
        await _cpu(stack, (ours, noop), (lambda: _raw(stack, RawShapeWorkflow), raw))
    await pool.close()


async def _latency(ours: Arm, bare: Arm) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ACCEPTS):
        for arm, found in zip((ours, bare), times, strict=True):
            start = time.perf_counter()
            await arm()
            found.append((time.perf_counter() - start) * 1000)
    print(f"\naccept, ms, {ACCEPTS} of each in turn")
    for name, found in zip(("row + accept, rated", "bare update-with-start"), times, strict=True):
        print(f"  {name:26} p50 {statistics.median(found):6.1f}   p95 {_p95(found):6.1f}")
    print(f"  ratio at p50 {statistics.median(times[0]) / statistics.median(times[1]):.2f}")


async def _cpu(stack: Stack, *arms: tuple[Arm, psutil.Process]) -> None:
    costs: tuple[list[float], list[float]] = ([], [])
    server: tuple[list[float], list[float]] = ([], [])
    for _ in range(BATCHES):
        for (arm, worker), found, servers in zip(arms, costs, server, strict=True):
            before, servers_before = cpu_seconds(worker), cpu_seconds(stack.temporal)
            await _batch(arm)
            servers.append((cpu_seconds(stack.temporal) - servers_before) * 1000 / BATCH)
            found.append((cpu_seconds(worker) - before) * 1000 / BATCH + servers[-1])
    print(f"\nCPU of worker and Temporal server, ms a workflow, {BATCHES} batches of {BATCH} in turn")
    names = ("no-op orchestration", "raw workflow of its shape")
    for name, found, servers in zip(names, costs, server, strict=True):
        median, of_it = statistics.median(found), statistics.median(servers)
        spread = f"from {min(found):.1f} to {max(found):.1f}"
        print(f"  {name:26} median {median:6.1f}   {spread}   of it the server {of_it:.1f}")
    ratios = [ours / bare for ours, bare in zip(*costs, strict=True)]
    print(f"  ratio, median of pairs {statistics.median(ratios):.2f}")


async def _batch(arm: Arm) -> None:
    limit = asyncio.Semaphore(CONCURRENCY)

    async def one() -> None:
        async with limit:
            await arm()

    await asyncio.gather(*(one() for _ in range(BATCH)))


async def _accept_raw(stack: Stack) -> str:
    return await _update_with_start(stack, BareUpdateWorkflow)


async def _raw(stack: Stack, kind: type[BareUpdateWorkflow | RawShapeWorkflow]) -> None:
    workflow_id = await _update_with_start(stack, kind)
    await stack.client.get_workflow_handle(workflow_id).result()


async def _update_with_start(stack: Stack, kind: type[BareUpdateWorkflow | RawShapeWorkflow]) -> str:
    workflow_id = f"raw-{uuid4().hex}"
    start = WithStartWorkflowOperation(
        kind.run, id=workflow_id, task_queue=QUEUE, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING
    )
    await stack.client.execute_update_with_start_workflow(
        kind.accept, start_workflow_operation=start, id="accept"
    )
    return workflow_id


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
