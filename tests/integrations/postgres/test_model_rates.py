"""Never more requests than allowed in any minute, whoever asks."""

import asyncio

from integrations.postgres.model_rates import PostgresModelRates
from integrations.postgres.pool import Pool

LIMIT = 7


async def test_rivals_get_as_many_as_are_allowed_and_the_others_a_time(pool: Pool) -> None:
    rates = PostgresModelRates(pool)
    waits = await asyncio.gather(*(rates.admit("cicd", per_minute=LIMIT) for _ in range(3 * LIMIT)))
    assert sum(wait == 0 for wait in waits) == LIMIT
    assert all(0 < wait <= 60 for wait in waits if wait)
    assert await rates.admit("supervisor", per_minute=1) == 0, "each agent has its own"


async def test_a_request_counts_for_a_minute_by_the_clock_of_postgres(pool: Pool) -> None:
    rates = PostgresModelRates(pool)
    assert [await rates.admit("cicd", per_minute=2) for _ in range(2)] == [0, 0]
    await pool.execute("UPDATE model_requests SET at = at - interval '50 seconds'")
    assert 0 < await rates.admit("cicd", per_minute=2) <= 10
    assert await rates.admit("cicd", per_minute=3) == 0
    assert 10 < await rates.admit("cicd", per_minute=1) <= 60, "a lower limit looks at the newest"
    await pool.execute("UPDATE model_requests SET at = at - interval '11 seconds'")
    assert await rates.admit("cicd", per_minute=2) == 0
    assert await pool.fetchval("SELECT count(*) FROM model_requests") == 2, "old rows go"
