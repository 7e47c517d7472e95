"""Grants in the store: each use once and on record, none after the end, none during a halt."""

import asyncio
import json
from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest

from domain.approvals.grants import Grant, GrantDraft, GrantQuery, GrantScope, refusal_of
from domain.errors import IdempotencyConflictError, NotFoundError
from domain.risk.levels import RiskLevel
from integrations.postgres.events import PostgresEvents
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool
from tests.support.grants import a_call
from tests.support.waiting import until


def draft(**fields: object) -> GrantDraft:
    return GrantDraft.model_validate(
        {
            "grant_id": str(uuid4()),
            "person": "ada@example.org",
            "role": "tech_lead",
            "scope": GrantScope.parse("test.*/*/*/*"),
            "duration": timedelta(minutes=30),
            **fields,
        }
    )


async def use(pool: Pool, asked: GrantQuery) -> str | None:
    """The id of the grant that clears the call."""

    def refuses(grant: Grant, now: datetime) -> str | None:
        return refusal_of(grant, asked, now)

    found = await PostgresGrants(pool).use(asked, refuses)
    return None if found is None else found.grant_id


async def entries(pool: Pool) -> list[dict[str, object]]:
    return [json.loads(entry.body) for entry in await PostgresLedger(pool).entries()]


async def test_a_use_is_in_the_ledger_once_however_often_it_is_asked_for(pool: Pool) -> None:
    grants = PostgresGrants(pool)
    asked = a_call()
    assert await use(pool, asked) is None
    grant = await grants.add(draft(reason="release"))
    assert grant.expires_at - grant.added_at == timedelta(minutes=30)

    found = await asyncio.gather(*(use(pool, asked) for _ in range(8)))

    assert set(found) == {grant.grant_id}
    added, used = await entries(pool)
    assert (added["kind"], added["scope"], added["reason"]) == ("grant.added", "test.*/*/*/*", "release")
    assert (used["kind"], used["grant_id"]) == ("grant.used", grant.grant_id)
    assert used["call"] == asked.model_dump(mode="json")
    (listed,) = await grants.list(active=True)
    assert listed.uses == 1
    assert [event.kind for event in await PostgresEvents(pool).since(asked.task_id)] == ["grant.used"]
    assert await PostgresLedger(pool).verify() is None


async def test_a_call_that_has_changed_is_another_use(pool: Pool) -> None:
    grant = await PostgresGrants(pool).add(draft())
    asked = a_call()
    for changed in (
        asked,
        asked.model_copy(update={"digest": "e"}),
        asked.model_copy(update={"level": RiskLevel.HIGH}),
    ):
        assert await use(pool, changed) == grant.grant_id
    assert await use(pool, asked.model_copy(update={"level": RiskLevel.CRITICAL})) is None
    assert [entry["kind"] for entry in await entries(pool)] == ["grant.added"] + 3 * ["grant.used"]


async def test_from_its_revocation_on_a_grant_clears_nothing_not_even_what_it_cleared(pool: Pool) -> None:
    grants = PostgresGrants(pool)
    grant = await grants.add(draft())
    asked = a_call()
    assert await use(pool, asked) == grant.grant_id
    assert await grants.in_force(grant.grant_id)

    first = await grants.revoke(grant.grant_id, person="bob@example.org", reason="enough")
    again = await grants.revoke(grant.grant_id, person="ada@example.org", reason=None)

    assert again == first
    assert (first.revoked_by, first.revoke_reason, first.uses) == ("bob@example.org", "enough", 1)
    assert await use(pool, asked) is None
    assert not await grants.in_force(grant.grant_id)
    assert await grants.list(active=True) == []
    assert await grants.list() == [first]
    assert [entry["kind"] for entry in await entries(pool)] == ["grant.added", "grant.used", "grant.revoked"]


async def test_an_expired_grant_clears_nothing_by_postgres_clock(pool: Pool) -> None:
    grants = PostgresGrants(pool)
    grant = await grants.add(draft(duration=timedelta(milliseconds=1)))

    async def over() -> bool:
        return not await grants.in_force(grant.grant_id)

    await until(over, what="the end of the grant")
    assert await use(pool, a_call()) is None


async def test_a_race_of_uses_and_a_revocation_leaves_no_use_after_it(pool: Pool) -> None:
    grants = PostgresGrants(pool)
    grant = await grants.add(draft())
    uses = [asyncio.create_task(use(pool, a_call())) for _ in range(20)]
    revoked = await grants.revoke(grant.grant_id, person="bob@example.org", reason=None)
    cleared = [found for found in await asyncio.gather(*uses) if found]
    kinds = [entry["kind"] for entry in await entries(pool)]
    assert kinds.count("grant.used") == len(cleared) == revoked.uses
    assert kinds[-1] == "grant.revoked"


async def test_during_a_halt_nothing_is_cleared(pool: Pool) -> None:
    grant = await PostgresGrants(pool).add(draft())
    halts = PostgresHalts(pool)
    asked = a_call()
    assert await use(pool, asked) == grant.grant_id
    await halts.set(person="bob@example.org", reason="look first")
    assert await use(pool, asked) is None
    assert await use(pool, a_call()) is None
    await halts.lift(person="bob@example.org", reason=None)
    assert await use(pool, asked) == grant.grant_id


async def test_adding_twice_is_adding_once_and_ids_of_others_are_conflicts(pool: Pool) -> None:
    grants = PostgresGrants(pool)
    wish = draft(reason="a\x00")
    assert await grants.add(wish) == await grants.add(wish)
    for other in ({"role": "developer"}, {"duration": timedelta(minutes=31)}, {"reason": None}):
        with pytest.raises(IdempotencyConflictError):
            await grants.add(wish.model_copy(update=other))
    assert len(await entries(pool)) == 1
    for unknown in (str(uuid4()), "none"):
        with pytest.raises(NotFoundError):
            await grants.revoke(unknown, person="bob@example.org", reason=None)
    assert not await grants.in_force("none")


async def test_not_even_the_owner_of_the_tables_can_write_over_them(pool: Pool, owner: Connection) -> None:
    grant = await PostgresGrants(pool).add(draft())
    await use(pool, a_call())
    for statement in (
        "UPDATE grants SET expires_at = expires_at + interval '1 day'",
        "UPDATE grants SET scope = '{}', revoked_at = now(), revoked_by = 'x'",
        "DELETE FROM grants",
        "DELETE FROM grant_uses",
        "UPDATE grant_uses SET digest = 'x'",
    ):
        with pytest.raises(asyncpg.RaiseError):
            await owner.execute(statement)
    await PostgresGrants(pool).revoke(grant.grant_id, person="bob@example.org", reason=None)
    with pytest.raises(asyncpg.RaiseError):
        await owner.execute("UPDATE grants SET revoked_at = NULL, revoked_by = NULL")
