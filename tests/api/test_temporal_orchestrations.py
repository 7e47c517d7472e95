"""The adapter against a real server: what comes back when all is well, and when it is not."""

import uuid
from datetime import timedelta

import pytest
from temporalio.client import Client, WorkflowExecutionStatus

from config.settings import Settings
from domain.approvals.decisions import Actor, DecisionKind, DecisionMessage, VerdictOutcome
from domain.errors import ConflictError, NotFoundError, UnavailableError
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from integrations.temporal.connect import connect, connect_config
from integrations.temporal.orchestrations import REQUESTER, TemporalOrchestrations
from tests.api.conftest import RunWorker
from tests.api.stub import END
from tests.support.processes import free_ports

SHORT = timedelta(milliseconds=400)


def asked(description: str = "look around\nand more") -> OrchestrationRequest:
    return OrchestrationRequest(
        task_id=uuid.uuid4().hex, description=description, requester="rita@example.org"
    )


def decision(who: str) -> DecisionMessage:
    return DecisionMessage(
        decision=DecisionKind.APPROVED, receipt_id=str(uuid.uuid4()), actor=Actor(email=who)
    )


async def test_accept_starts_once_and_answers_again(client: Client, run_worker: RunWorker) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked()
    async with run_worker():
        first = await orchestrations.accept(request)
        again = await orchestrations.accept(request)
    assert first is not None
    assert first.status is OrchestrationStatus.RUNNING
    assert again == first
    described = await client.get_workflow_handle(request.workflow_id).describe()
    assert await described.static_summary() == "look around"
    assert described.typed_search_attributes[REQUESTER] == "rita@example.org"


async def test_accept_with_no_worker_starts_and_says_nothing(client: Client, run_worker: RunWorker) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked()
    assert await orchestrations.accept(request, rpc_timeout=SHORT) is None
    described = await client.get_workflow_handle(request.workflow_id).describe()
    assert described.status is WorkflowExecutionStatus.RUNNING
    async with run_worker():
        assert await orchestrations.accept(request) is not None


async def test_what_ended_is_never_started_again(client: Client, run_worker: RunWorker) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked(END)
    async with run_worker():
        await orchestrations.accept(request)
        await client.get_workflow_handle(request.workflow_id).result()
        await orchestrations.accept(request)
        await orchestrations.start(request)
        ended = await orchestrations.ended(request.workflow_id)
    assert ended is not None
    assert (ended.task_id, ended.status, ended.summary) == (request.task_id, "completed", "stub")
    runs = [run async for run in client.list_workflows(f"WorkflowId = '{request.workflow_id}'")]
    assert len(runs) <= 1  # visibility may lag behind, but never shows a second run


async def test_messages_reach_the_workflow(client: Client, run_worker: RunWorker) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked()
    note = decision("ada@example.org")
    async with run_worker():
        await orchestrations.accept(request)
        await orchestrations.pause(request.workflow_id)
        await orchestrations.resume(request.workflow_id)
        await orchestrations.provide_info(request.workflow_id, "at night")
        await orchestrations.signal(request.workflow_id, note)
        assert await orchestrations.state(request.workflow_id) == [
            "pause",
            "resume",
            "at night",
            note.receipt_id,
        ]
        with pytest.raises(ConflictError, match="no request waits"):
            await orchestrations.provide_info(request.workflow_id, "nobody asked")


async def test_decide_gives_the_verdict_or_nothing(client: Client, run_worker: RunWorker) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked()
    async with run_worker():
        await orchestrations.accept(request)
        verdict = await orchestrations.decide(request.workflow_id, decision("ada@example.org"))
        silence = await orchestrations.decide(
            request.workflow_id, decision("carl@example.org"), rpc_timeout=SHORT
        )
    nobody = await orchestrations.decide("orchestration-none", decision("ada@example.org"))
    assert verdict is not None
    assert verdict.outcome is VerdictOutcome.APPROVED
    assert (silence, nobody) == (None, None)


async def test_a_terminated_run_is_told_from_an_open_and_an_unknown_one(client: Client) -> None:
    orchestrations, request = TemporalOrchestrations(client), asked()
    await orchestrations.start(request)
    assert await orchestrations.ended(request.workflow_id) is None
    await client.get_workflow_handle(request.workflow_id).terminate()
    ended = await orchestrations.ended(request.workflow_id)
    assert ended is not None
    assert ended.status is OrchestrationStatus.CANCELLED
    with pytest.raises(NotFoundError):
        await orchestrations.cancel("orchestration-none")
    with pytest.raises(NotFoundError):
        await orchestrations.ended("orchestration-none")


async def test_a_server_that_is_away_is_named_so() -> None:
    (port,) = free_ports(1)
    settings = Settings(temporal_address=f"127.0.0.1:{port}", embedded=True)
    orchestrations = TemporalOrchestrations(await connect(settings, lazy=True))
    with pytest.raises(UnavailableError) as caught:
        await orchestrations.accept(asked())
    assert caught.value.retry_after > 0
    assert await orchestrations.decide("orchestration-none", decision("ada@example.org")) is None
    assert not await orchestrations.reachable()
    with pytest.raises(UnavailableError, match="does not answer"):
        await connect(settings)


def test_settings_win_over_temporals_profile_unless_they_are_silent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("TEMPORAL_CONFIG_FILE", f"{tmp_path}/none.toml")
    monkeypatch.setenv("TEMPORAL_ADDRESS", "cloud.example.org:7233")
    monkeypatch.setenv("TEMPORAL_API_KEY", "k")
    silent = connect_config(Settings())
    assert (silent["target_host"], silent["api_key"], silent["tls"]) == ("cloud.example.org:7233", "k", True)
    chosen = connect_config(Settings(temporal_address="10.0.0.1:7233", temporal_namespace="n"))
    assert (chosen["target_host"], chosen["namespace"]) == ("10.0.0.1:7233", "n")
    assert set(connect_config(Settings(embedded=True))) == {"target_host", "namespace"}
