"""People are told, once, whatever happens to servers and workers; and nothing waits for it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from domain.approvals.requests import Notice
from domain.errors import ConflictError, NotFoundError
from domain.notifications.deliveries import DeliveryStatus, Target
from domain.risk.levels import RiskLevel
from integrations.postgres.events import PostgresEvents, append_event
from integrations.postgres.pool import Pool, transaction
from tests.support.office import Office, hook_to, mail_to
from tests.support.smtp_server import SmtpServer
from tests.support.waiting import until
from tests.support.webhook_server import WebhookServer
from worker.notifier import SENDS_AT_ONCE

LEADS = ["ada@example.org", "bea@example.org"]
LONGEST_WAIT = (
    "SELECT extract(epoch FROM max(due_at - clock_timestamp()))::float8 FROM notification_deliveries"
)
MakeOffice = Callable[[dict[str, Any]], Office]


@pytest.fixture
def smtp() -> SmtpServer:
    return SmtpServer()


@pytest.fixture
def hook() -> WebhookServer:
    return WebhookServer()


@pytest.fixture
def make_office(tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> MakeOffice:
    monkeypatch.setenv("HOOK_SECRET", "0123456789abcdef")
    return lambda channels: Office(tmp_path, pool, channels)


@pytest_asyncio.fixture
async def office(make_office: MakeOffice, smtp: SmtpServer) -> Office:
    return make_office({"mail": mail_to(smtp.port)})


async def test_each_approver_who_is_there_gets_one_mail_and_the_webhook_one_call(
    make_office: MakeOffice, smtp: SmtpServer, hook: WebhookServer
) -> None:
    office = make_office({"mail": mail_to(smtp.port), "hook": hook_to(hook.url)})
    request_id = await office.open(description="Deploy auth service to production")
    async with smtp.running(), hook.running():
        await office.tell(office.notifier())
        await office.tell(office.notifier())

    assert sorted(mail.recipients[0] for mail in smtp.mails) == LEADS
    assert all("Deploy auth service to production" in mail.message["Subject"] for mail in smtp.mails)
    assert all(f"devtools approvals approve {request_id}" in mail.text for mail in smtp.mails)
    (call,) = hook.requests
    assert call.json["data"]["request_id"] == request_id
    assert {status for _, status in await office.told()} == {"sent"}


async def test_many_workers_send_each_message_once(office: Office, smtp: SmtpServer) -> None:
    for _ in range(20):
        await office.open()
    async with smtp.running():
        await asyncio.gather(*(office.tell(office.notifier()) for _ in range(4)))
        await office.tell(office.notifier())

    assert len(smtp.mails) == 40
    assert len({mail.message["Message-ID"] for mail in smtp.mails}) == 40


async def test_an_event_that_two_workers_take_up_is_told_once(office: Office, smtp: SmtpServer) -> None:
    await office.open()
    (event,) = await office.store.claim_events(limit=9, seconds=60)
    assert not await office.store.claim_events(limit=9, seconds=60)
    await office.hurry()
    async with smtp.running():
        await office.tell(office.notifier())  # while the first is still about to expand it
        await office.store.expand(event.id, [Target(channel="mail", recipient=each) for each in LEADS])
        await office.tell(office.notifier())

    assert sorted(mail.recipients[0] for mail in smtp.mails) == LEADS


async def test_a_worker_that_dies_in_the_middle_leaves_it_to_another(
    office: Office, smtp: SmtpServer
) -> None:
    await office.open()
    smtp.hangs = True
    async with smtp.running():
        dying = asyncio.create_task(office.notifier().serve())
        await until(lambda: _attempted(office, 2), what="two attempts")
        dying.cancel()
        await asyncio.wait([dying])
        smtp.hangs = False
        assert not smtp.mails
        await office.hurry()
        await office.tell(office.notifier())

    assert sorted(mail.recipients[0] for mail in smtp.mails) == LEADS


async def test_a_server_that_is_down_gets_it_later(office: Office, smtp: SmtpServer) -> None:
    await office.open()
    notifier = office.notifier()
    await office.tell(notifier)
    assert await office.told() == [(each, "waiting") for each in LEADS]
    for delivery in await office.deliveries():
        assert str(smtp.port) in (delivery.error or "")
        assert delivery.attempts == 1
    async with smtp.running():
        await office.hurry()
        await office.tell(notifier)

    assert await office.told() == [(each, "sent") for each in LEADS]
    identities = {delivery.delivery_id for delivery in await office.deliveries()}
    assert {mail.message["Message-ID"] for mail in smtp.mails} == {
        f"<{each}@example.org>" for each in identities
    }


async def test_waits_double_up_to_five_minutes(office: Office, pool: Pool) -> None:
    await office.open()
    notifier, waits = office.notifier(), list[float]()
    for _ in range(10):
        await office.tell(notifier)
        waits.append(await pool.fetchval(LONGEST_WAIT))
        await office.hurry()

    assert waits == pytest.approx([2, 4, 8, 16, 32, 64, 128, 256, 300, 300], abs=1)


async def test_after_a_day_it_is_dead_until_somebody_retries(
    office: Office, smtp: SmtpServer, pool: Pool
) -> None:
    await office.open()
    notifier = office.notifier()
    await office.tell(notifier)
    await pool.execute("UPDATE notification_deliveries SET give_up_at = clock_timestamp()")
    await office.tell(notifier)
    assert await office.told() == [(each, "dead") for each in LEADS]
    await office.hurry()
    async with smtp.running():
        await office.tell(notifier)
        assert not smtp.mails
        one, _ = await office.store.list(status=DeliveryStatus.DEAD)
        await office.store.retry(one.delivery_id)
        await office.tell(notifier)

    (mail,) = smtp.mails
    assert mail.recipients == [one.recipient]
    with pytest.raises(ConflictError, match="sent"):
        await office.store.retry(one.delivery_id)
    with pytest.raises(NotFoundError):
        await office.store.retry("none")


async def test_an_address_that_is_refused_holds_nobody_up(office: Office, smtp: SmtpServer) -> None:
    smtp.refused, smtp.busy = {"ada@example.org"}, set()
    await office.open()
    async with smtp.running():
        await office.tell(office.notifier())

    assert await office.told() == [("ada@example.org", "dead"), ("bea@example.org", "sent")]
    (dead,) = await office.store.list(status=DeliveryStatus.DEAD)
    assert "550 no such mailbox" in (dead.error or "")


async def test_other_tiers_and_events_are_not_told(
    make_office: MakeOffice, smtp: SmtpServer, pool: Pool
) -> None:
    office = make_office({"mail": mail_to(smtp.port, tiers=["critical"], events=["opened"])})
    quiet = await office.open(level=RiskLevel.HIGH)
    loud = await office.open(level=RiskLevel.CRITICAL)
    await office.approvals.announce(loud, Notice.REMINDED, 0)
    async with smtp.running():
        await office.tell(office.notifier())

    assert len(smtp.mails) == 2
    assert all(loud in mail.text and quiet not in mail.text for mail in smtp.mails)
    assert await pool.fetchval("SELECT count(*) FROM notification_queue") == 0


async def test_what_was_decided_meanwhile_is_not_asked_any_more(
    make_office: MakeOffice, smtp: SmtpServer
) -> None:
    office = make_office({"mail": mail_to(smtp.port, events=["opened", "denied"])})
    notifier = office.notifier()
    early, late = await office.open(), ""
    await office.tell(notifier)  # the server is down: two mails wait
    late = await office.open()
    for request_id in (early, late):
        await office.deny(request_id)
    async with smtp.running():
        await office.hurry()
        await office.tell(notifier)

    assert len(smtp.mails) == 4
    assert all(mail.message["Subject"].startswith("[high] denied") for mail in smtp.mails)
    assert all("> not tonight" in mail.text for mail in smtp.mails)
    assert [status for _, status in await office.told()].count("obsolete") == 2


async def test_a_webhook_that_hangs_delays_nobody_else(
    make_office: MakeOffice, smtp: SmtpServer, hook: WebhookServer
) -> None:
    office = make_office({"hook": hook_to(hook.url), "mail": mail_to(smtp.port)})
    hook.hangs = True
    requests = 2 * SENDS_AT_ONCE
    for _ in range(requests):
        await office.open()
    async with smtp.running(), hook.running():
        serving = asyncio.create_task(office.notifier(send_seconds=600).serve())
        await until(lambda: len(smtp.mails) == 2 * requests, what="every mail", seconds=20)
        assert len(hook.requests) == SENDS_AT_ONCE
        await _cancelled(serving)


async def test_it_stops_when_told_whatever_comes_at_the_same_moment(office: Office) -> None:
    for steps_before in range(6):
        notifier = office.notifier()
        serving = asyncio.create_task(notifier.serve())
        await until(partial(bool, notifier._again._waiters), what="its pause")
        notifier._again.set()
        for _ in range(steps_before):
            await asyncio.sleep(0)
        serving.cancel()
        await asyncio.wait([serving], timeout=5)
        assert serving.done(), steps_before


async def test_a_webhook_that_hangs_is_left_and_tried_again(
    make_office: MakeOffice, hook: WebhookServer
) -> None:
    office = make_office({"hook": hook_to(hook.url)})
    await office.open()
    hook.hangs = True
    async with hook.running():
        await office.tell(office.notifier(send_seconds=0.2))
        (waiting,) = await office.deliveries()
        assert waiting.error == "no answer within 0.2 s"
        hook.hangs = False
        await office.hurry()
        await office.tell(office.notifier())

    assert await office.told() == [("webhook", "sent")]
    first, second = hook.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == waiting.delivery_id


async def test_only_what_is_committed_is_told(office: Office, pool: Pool) -> None:
    request_id = await office.open()
    record = await office.approvals.get(request_id)
    with suppress(ZeroDivisionError):
        async with transaction(pool) as connection:
            payload = {"request_id": request_id}
            await append_event(connection, task_id=record.task_id, kind="approval.denied", payload=payload)
            raise ZeroDivisionError
    await PostgresEvents(pool).append(task_id=record.task_id, kind="turn.finished", payload={})

    assert [event.kind for event in await office.store.claim_events(limit=9, seconds=60)] == [
        "approval.opened"
    ]


@pytest.mark.parametrize("request_id", [None, "no uuid", "another's"])
async def test_an_event_that_points_elsewhere_is_told_to_nobody_and_holds_nothing_up(
    office: Office, smtp: SmtpServer, pool: Pool, request_id: str | None
) -> None:
    another = await office.open()
    payload = {"request_id": another if request_id == "another's" else request_id}
    await PostgresEvents(pool).append(task_id="t-x", kind="approval.opened", payload=payload)
    async with smtp.running():
        await office.tell(office.notifier())

    assert len(smtp.mails) == 2
    assert await pool.fetchval("SELECT count(*) FROM notification_queue") == 0


async def test_an_edit_of_the_file_counts_at_once_and_a_broken_one_not(
    office: Office, smtp: SmtpServer
) -> None:
    notifier = office.notifier()
    office.configure({"mail": {"kind": "pigeon"}})
    await office.open()
    async with smtp.running():
        await office.tell(notifier)
        assert len(smtp.mails) == 2
        office.configure({"mail": mail_to(smtp.port, recipients={"addresses": ["log@example.org"]})})
        await office.open()
        await office.tell(notifier)

    assert len(smtp.to("log@example.org")) == 1
    assert len(smtp.mails) == 3


async def test_a_test_that_fails_is_not_repeated(office: Office) -> None:
    (asked,) = await office.store.add_test([Target(channel="mail", recipient="ada@example.org")])
    await office.tell(office.notifier())

    found = await office.store.get(asked.delivery_id)
    assert (found.status, found.attempts, found.event) == (DeliveryStatus.DEAD, 1, None)


async def _attempted(office: Office, times: int) -> bool:
    return sum(delivery.attempts for delivery in await office.deliveries()) == times


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])
