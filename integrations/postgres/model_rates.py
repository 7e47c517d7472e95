"""Rows of ``model_requests``."""

from domain.rates import WINDOW_SECONDS
from integrations.postgres.pool import Pool, transaction


class PostgresModelRates:
    """Implements :class:`domain.rates.RateStore`, by Postgres' clock."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def admit(self, agent: str, *, per_minute: int) -> float:
        """Raises :class:`~domain.errors.UnavailableError`: without Postgres nothing is admitted."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                "SELECT pg_advisory_xact_lock(hashtext('model_requests'), hashtext($1))", agent
            )
            await connection.execute(
                "DELETE FROM model_requests WHERE agent = $1 "
                "AND at <= clock_timestamp() - make_interval(secs => $2)",
                agent,
                WINDOW_SECONDS,
            )
            # once the one so many requests ago has left the window there is room for another
            wait: float | None = await connection.fetchval(
                "SELECT extract(epoch FROM at - clock_timestamp())::float8 + $3 FROM model_requests "
                "WHERE agent = $1 ORDER BY at DESC OFFSET $2 LIMIT 1",
                agent,
                per_minute - 1,
                WINDOW_SECONDS,
            )
            if wait is None:
                await connection.execute("INSERT INTO model_requests (agent) VALUES ($1)", agent)
                return 0.0
            return max(wait, 0.001)
