"""The notifier's queue: who comes second does not wait for who came first, and takes nothing of theirs."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from domain.notifications.deliveries import Target
from integrations.postgres.events import PostgresEvents
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.pool import Pool, transaction

Claim = Callable[[PostgresNotifications], Awaitable[int]]


async def _events(store: PostgresNotifications) -> int:
    return len(await store.claim_events(limit=9, seconds=60))


async def _deliveries(store: PostgresNotifications) -> int:
    return len(await store.claim("mail", limit=9, seconds=60))


@pytest.mark.parametrize(
    ("table", "key", "claim"),
    [
        ("notification_queue", "event_id", _events),
        ("notification_deliveries", "delivery_id", _deliveries),
    ],
)
async def test_what_another_is_about_to_take_is_left_to_them(
    pool: Pool, table: str, key: str, claim: Claim
) -> None:
    store = PostgresNotifications(pool)
    for number in range(3):
        await PostgresEvents(pool).append(task_id=f"t-{number}", kind="approval.opened", payload={})
    await store.add_test([Target(channel="mail", recipient=f"{n}@example.org") for n in range(3)])
    async with transaction(pool) as first:
        await first.execute(f"SELECT 1 FROM {table} ORDER BY {key} LIMIT 2 FOR UPDATE")  # noqa: S608 - our own names
        assert await asyncio.wait_for(claim(store), 5) == 1
    assert await claim(store) == 2
    assert await claim(store) == 0


async def test_a_target_gets_one_delivery_of_an_event(pool: Pool) -> None:
    store = PostgresNotifications(pool)
    await PostgresEvents(pool).append(task_id="t", kind="approval.opened", payload={})
    (event,) = await store.claim_events(limit=9, seconds=60)
    ada, bea = (Target(channel="mail", recipient=f"{name}@example.org") for name in ("ada", "bea"))
    await asyncio.gather(*(store.expand(event.id, [ada, bea]) for _ in range(8)))

    assert sorted(each.recipient for each in await store.list()) == ["ada@example.org", "bea@example.org"]
    (found, _) = await store.list()
    assert found.event == event


async def test_a_late_failure_does_not_undo_what_was_sent(pool: Pool) -> None:
    store = PostgresNotifications(pool)
    await store.add_test([Target(channel="mail", recipient="ada@example.org")])
    (slow,) = await store.claim("mail", limit=1, seconds=0)
    (quick,) = await store.claim("mail", limit=1, seconds=60)
    await store.postpone(slow, error="too late to matter")
    assert (await store.get(quick.delivery_id)).error is None
    await store.settle(quick.delivery_id, quick.status.SENT)
    await store.settle(slow.delivery_id, slow.status.DEAD, error="gone")

    assert (await store.get(quick.delivery_id)).status is quick.status.SENT
    assert not await store.claim("mail", limit=1, seconds=60)
