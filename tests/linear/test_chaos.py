"""Webhooks twice, out of order, forged, late, and with something down: each decided once, none lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalStatus
from domain.linear.inbox import InboxStatus
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.embedded import EmbeddedPostgres
from integrations.postgres.migrations import migrate
from tests.linear.conftest import SECRET, Office, api_running, office_of
from tests.support.linear.deliveries import sign
from tests.support.linear.server import LinearServer
from tests.support.openai_server import OpenAIServer
from tests.support.postgres import kill, running
from tests.support.processes import free_port
from tests.support.waiting import until
from workflows.linear import LinearInboxWorkflow, LinearReconciliationWorkflow
from workflows.options import LINEAR_QUEUE

ADA, BOB = "ada@example.org", "bob@example.org"


async def verdicts(office: Office, gate_id: str) -> list[tuple[str, str | None]]:
    """Outcome and refusal of each decision in the ledger."""
    gate = await office.desk.approvals.get(gate_id)
    judged = [entry["judged"]["verdict"] for entry in await office.desk.ledger(gate)]
    return [(verdict["outcome"], verdict["refusal"]) for verdict in judged]


async def test_twice(office: Office) -> None:
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
    (delivery,) = office.linear.webhooks.held

    first = await office.linear.webhooks.release(delivery, delivery)
    row = await office.desk.ended(request)
    again = await office.linear.webhooks.release(delivery)

    assert [attempt.status for attempt in [*first, *again]] == [200, 200, 200]
    assert row.status is OrchestrationStatus.COMPLETED
    assert await verdicts(office, gate.request_id) == [("approved", None)]


async def test_out_of_order(office: Office) -> None:
    request, gate = await office.opened()
    world = office.linear.world
    office.linear.webhooks.hold()
    world.comment(office.issue(gate), "/info why now?", by=BOB)
    world.comment(office.issue(gate), "/approve", by=ADA)
    asked, approved = office.linear.webhooks.held

    await office.linear.webhooks.release(approved)
    row = await office.desk.ended(request)
    (attempt,) = await office.linear.webhooks.release(asked)

    assert (row.status, attempt.status) == (OrchestrationStatus.COMPLETED, 200)
    await office.until_judged(gate, 2)
    outcomes = await verdicts(office, gate.request_id)
    assert outcomes[0] == ("approved", None)
    assert outcomes[1][0] == "refused"


async def test_with_temporal_down_the_relay_brings_it(office: Office, settings: Settings) -> None:
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
    (delivery,) = office.linear.webhooks.held
    blind = settings.model_copy(
        update={"temporal_address": f"127.0.0.1:{free_port()}", "api_port": free_port()}
    )
    async with api_running(blind) as http:
        answer = await post(http, delivery.body(datetime.now(tz=UTC)), delivery_id=delivery.id)

    assert answer.status_code == 200
    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert await verdicts(office, gate.request_id) == [("approved", None)]


async def test_with_postgres_down_linear_sends_it_again(
    tmp_path: Path, temporal: WorkflowEnvironment, linear: LinearServer, model: OpenAIServer
) -> None:
    server = EmbeddedPostgres(tmp_path / "db", port=free_port())
    async with running(server) as process:
        await migrate(server.url)
        async with office_of(
            tmp_path, database_url=server.url, temporal=temporal, linear=linear, model=model
        ) as office:
            request, gate = await office.opened()
            linear.webhooks.hold()
            linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
            await kill(process)

            (refused,) = await linear.webhooks.release()
            async with running(server):
                assert refused.status == 503

                async def taken() -> bool:
                    (attempt,) = await linear.webhooks.release(*linear.webhooks.all[-1:])
                    return attempt.status == 200

                await until(taken, what="the webhook to be taken")
                row = await office.desk.ended(request)
                assert row.status is OrchestrationStatus.COMPLETED
                assert await verdicts(office, gate.request_id) == [("approved", None)]


@pytest.mark.parametrize(
    "wrong", ["a stale timestamp", "a byte of the body", "a byte of the signature", "no"]
)
async def test_what_is_not_linears_is_refused(office: Office, http: httpx.AsyncClient, wrong: str) -> None:
    _, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
    (delivery,) = office.linear.webhooks.held
    stale = timedelta(seconds=61 if wrong == "a stale timestamp" else 0)
    body = delivery.body(datetime.now(tz=UTC) - stale)
    signature = sign(SECRET, body)
    if wrong == "a byte of the body":
        body = body.replace(b'"Approved"', b'"approved"')
    if wrong == "a byte of the signature":
        signature = f"{signature[:-1]}{'0' if signature[-1] != '0' else '1'}"
    headers = {} if wrong == "no" else {"Linear-Signature": signature}

    answer = await http.post(
        "/webhooks/linear", content=body, headers={"Linear-Delivery": delivery.id, **headers}
    )

    assert answer.status_code == 401
    assert answer.json()["type"].endswith("unauthenticated")
    assert delivery.id not in {row.delivery_id for row in await office.inbox.list(limit=200)}
    assert (await office.desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING


async def test_the_endpoint_down_for_an_hour_then_reconciled(office: Office) -> None:
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)

    found = await office.client.execute_workflow(
        LinearReconciliationWorkflow.run, id=f"reconcile-{gate.request_id}", task_queue=LINEAR_QUEUE
    )
    row = await office.desk.ended(request)
    late = await office.linear.webhooks.release()  # our own answer may be among them

    assert found == 1
    assert {attempt.status for attempt in late} == {200}
    assert row.status is OrchestrationStatus.COMPLETED
    assert await verdicts(office, gate.request_id) == [("approved", None)]


async def test_reconciling_again_finds_nothing_more(office: Office) -> None:
    _, gate = await office.opened(requester=BOB)
    office.linear.world.comment(office.issue(gate), "/info which version?", by=ADA)
    await office.status(gate, ApprovalStatus.MORE_INFO)
    office.linear.world.comment(office.issue(gate), "2.4", by=BOB)
    await office.status(gate, ApprovalStatus.PENDING)

    found = await office.client.execute_workflow(
        LinearReconciliationWorkflow.run, id=f"reconcile-{gate.request_id}", task_queue=LINEAR_QUEUE
    )

    assert found == 0, "a question that was answered is not asked again"
    assert (await office.desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING


async def test_after_the_end_it_is_refused_and_recorded(office: Office) -> None:
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.comment(office.issue(gate), "/approve", by=ADA)
    await office.desk.decide(gate, DecisionKind.DENIED, by=BOB)
    assert (await office.desk.ended(request)).status is OrchestrationStatus.DENIED

    await office.linear.webhooks.release()

    await office.until_judged(gate, 2)
    assert [outcome for outcome, _ in await verdicts(office, gate.request_id)] == ["denied", "refused"]


async def test_a_webhook_that_cannot_be_worked_off_waits_in_the_inbox(
    office: Office, settings: Settings
) -> None:
    """Linear itself is down, and who wrote is not known: the API has to ask it."""
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.comment(office.issue(gate), "/approve", by=ADA)
    (delivery,) = office.linear.webhooks.held
    unknowing = settings.model_copy(
        update={"linear_api_url": f"http://127.0.0.1:{free_port()}/graphql", "api_port": free_port()}
    )
    async with api_running(unknowing) as http:
        answer = await post(http, delivery.body(datetime.now(tz=UTC)), delivery_id=delivery.id)
    assert (answer.status_code, answer.json()["status"]) == (200, "waiting")

    await office.pool_execute("UPDATE webhook_inbox SET next_try_at = clock_timestamp()")
    await office.client.execute_workflow(
        LinearInboxWorkflow.run, id=f"inbox-{gate.request_id}", task_queue=LINEAR_QUEUE
    )

    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED
    rows = {row.delivery_id: row.status for row in await office.inbox.list()}
    assert rows[delivery.id] is InboxStatus.DONE


async def test_linear_down_blocks_no_decision_by_another_way(office: Office) -> None:
    await office.linear.down()
    request, _ = await office.desk.submit("Deploy auth service to production")
    gate = await office.desk.gate(request)
    await office.until_mirrored(gate)

    await office.desk.decide(gate, DecisionKind.APPROVED, by=ADA)

    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED
    await office.linear.up()
    await office.shown(gate, "**Completed**", seconds=60)


async def post(http: httpx.AsyncClient, body: bytes, *, delivery_id: str) -> httpx.Response:
    headers = {"Linear-Delivery": delivery_id, "Linear-Signature": sign(SECRET, body)}
    return await http.post("/webhooks/linear", content=body, headers=headers)


async def test_what_a_refusal_puts_back_does_not_erase_an_approval_on_its_way(office: Office) -> None:
    request, gate = await office.opened()
    office.linear.webhooks.hold()
    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
    office.linear.webhooks.stop_holding()
    office.linear.world.comment(office.issue(gate), "/approve", by="dev@example.org")

    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED


@pytest.mark.parametrize("way", ["label", "comment", "thumb"])
async def test_on_an_issue_that_was_moved_away_nothing_counts(office: Office, way: str) -> None:
    _, gate = await office.opened()
    world, issue = office.linear.world, office.issue(gate)
    mirror = await office.mirrors.get(gate.request_id)
    assert mirror is not None
    assert mirror.asking_comment is not None
    world.reparent(issue, None, by=ADA)
    if way == "label":
        world.set_label(issue, office.labels.approved, by=ADA)
    elif way == "comment":
        world.comment(issue, "/approve", by=ADA)
    else:
        world.react(mirror.asking_comment, "+1", by=ADA)

    await office.linear.webhooks.settled()

    await office.noted("no sub-issue")
    assert await verdicts(office, gate.request_id) == []
