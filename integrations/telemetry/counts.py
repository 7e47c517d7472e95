"""Numbers that a scrape reads from Postgres, so that every copy of the API tells the same."""

from domain.notifications.deliveries import DeliveryStatus
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.pool import Pool, session

TIMEOUT = 2.0
"""Seconds; a scrape waits no longer."""


async def orchestrations_by_status(pool: Pool) -> dict[str, int]:
    """Every status is there, also those with none. Raises :class:`~domain.errors.UnavailableError`."""
    async with session(pool) as connection:
        rows = await connection.fetch(
            "SELECT status, count(*) AS n FROM orchestrations GROUP BY status", timeout=TIMEOUT
        )
    return {status.value: 0 for status in OrchestrationStatus} | {row["status"]: row["n"] for row in rows}


async def notifications_by_status(pool: Pool) -> dict[str, int]:
    """Every status is there, also those with none. Raises :class:`~domain.errors.UnavailableError`."""
    async with session(pool) as connection:
        rows = await connection.fetch(
            "SELECT status, count(*) AS n FROM notification_deliveries GROUP BY status", timeout=TIMEOUT
        )
    return {status.value: 0 for status in DeliveryStatus} | {row["status"]: row["n"] for row in rows}
