"""The embedded server, started twice over one database file."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from domain.errors import UnavailableError
from integrations.temporal.embedded import EmbeddedTemporal
from tests.support.processes import free_ports


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
