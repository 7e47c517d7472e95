"""The embedded server, started twice over one database file."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import activity, workflow
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from domain.errors import UnavailableError
from integrations.temporal.embedded import EmbeddedTemporal
from tests.support.processes import free_ports
from tests.support.waiting import until
from workflows.options import fair


@asynccontextmanager
async def running(server: EmbeddedTemporal) -> AsyncIterator[Client]:
    server.prepare()
    process = await asyncio.create_subprocess_exec(
        *server.argv,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        **server.popen_kwargs,
    )
    try:
        await server.wait_ready(lambda: process.returncode is None)
        yield await Client.connect(server.address)
    finally:
        if process.returncode is None:
            process.send_signal(server.stop_signal)
        await process.wait()


def server_in(state: Path) -> EmbeddedTemporal:
    port, ui_port, metrics_port = free_ports(3)
    return EmbeddedTemporal(state, port=port, ui_port=ui_port, metrics_port=metrics_port)


async def test_workflows_attributes_and_retention_outlive_the_server(tmp_path: Path) -> None:
    async with running(server_in(tmp_path)) as client:
        await client.start_workflow("Waits", id="kept", task_queue="nobody")
    async with running(server_in(tmp_path)) as client:
        assert (await client.get_workflow_handle("kept").describe()).id == "kept"
        namespace = await client.workflow_service.describe_namespace(
            DescribeNamespaceRequest(namespace="default")
        )
        assert namespace.config.workflow_execution_retention_ttl.ToTimedelta().days == 30
        attributes = await client.operator_service.list_search_attributes(
            ListSearchAttributesRequest(namespace="default")
        )
        assert {"RiskLevel", "OrchestrationStatus", "Requester"} <= set(attributes.custom_attributes)
    assert (tmp_path / "temporal").stat().st_mode & 0o077 == 0


async def test_a_server_that_has_ended_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="stopped while it was starting"):
        await server_in(tmp_path).wait_ready(lambda: False)


async def test_one_requester_s_many_do_not_hold_up_another_s_one(tmp_path: Path) -> None:
    order: list[str] = []
    all_wait = asyncio.Event()

    @activity.defn
    async def work(requester: str) -> None:
        await all_wait.wait()
        order.append(requester)

    async with (
        running(server_in(tmp_path)) as client,
        Worker(client, task_queue="runs", workflows=[Many], workflow_runner=UnsandboxedWorkflowRunner()),
        Worker(client, task_queue="work", activities=[work], max_concurrent_activities=1),
    ):
        for requester, number in (("many", 40), ("one", 1)):
            await client.start_workflow(Many.run, args=[requester, number], id=requester, task_queue="runs")
            await until(lambda: _are_waiting(client, requester, number), what="tasks to queue up")  # noqa: B023 -- awaited here
        all_wait.set()
        await client.get_workflow_handle("many").result()
    assert order.index("one") < 30, "not behind all those that came before"


@workflow.defn
class Many:
    @workflow.run
    async def run(self, requester: str, number: int) -> None:
        calls = [
            workflow.start_activity(
                "work",
                requester,
                task_queue="work",
                start_to_close_timeout=timedelta(seconds=30),
                priority=fair(requester),
            )
            for _ in range(number)
        ]
        for call in calls:
            await call


async def _are_waiting(client: Client, workflow_id: str, number: int) -> bool:
    described = await client.get_workflow_handle(workflow_id).describe()
    return len(described.raw_description.pending_activities) == number
