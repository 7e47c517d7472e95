"""Temporal servers for the tests: the dev server, and the one that skips time."""

import sysconfig
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from integrations.temporal.embedded import find_binary
from integrations.temporal.search_attributes import KEYWORDS, ensure_search_attributes

SCRIPTS = Path(sysconfig.get_path("scripts"))
FAST_TIMERS = ["--dynamic-config-value", 'history.timerProcessorMaxTimeShift="20ms"']


@asynccontextmanager
async def dev_server() -> AsyncIterator[WorkflowEnvironment]:
    """A real server on a free port, in memory."""
    environment = await WorkflowEnvironment.start_local(
        data_converter=pydantic_data_converter,
        dev_server_existing_path=str(find_binary()),
        dev_server_extra_args=FAST_TIMERS,
    )
    async with environment:
        await ensure_search_attributes(environment.client)
        yield environment


@asynccontextmanager
async def time_skipping_server() -> AsyncIterator[WorkflowEnvironment]:
    """Temporal's test server: timers fire when the test puts the clock forward."""
    environment = await WorkflowEnvironment.start_time_skipping(
        data_converter=pydantic_data_converter,
        test_server_existing_path=str(SCRIPTS / "temporal-test-server"),
    )
    async with environment:
        await environment.client.operator_service.add_search_attributes(  # this server cannot list them
            AddSearchAttributesRequest(
                namespace=environment.client.namespace,
                search_attributes=dict.fromkeys(KEYWORDS, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD),
            )
        )
        yield environment


def address_of(environment: WorkflowEnvironment) -> str:
    return environment.client.service_client.config.target_host
