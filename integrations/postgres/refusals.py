"""Ledger entries for what people tried and may not: an auditor asks about those too."""

from uuid import uuid4

from domain.approvals.standing import Refusal
from domain.models import timestamp
from integrations.postgres.ledger import append_entry
from integrations.postgres.pool import Pool, transaction


class PostgresRefusals:
    """Implements :class:`domain.approvals.standing.RefusalLog`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def record(self, action: str, *, person: str, refusal: Refusal, subject: str) -> None:
        async with transaction(self._pool) as connection:
            body = {
                "v": 1,
                "kind": "refused",
                "at": timestamp(await connection.fetchval("SELECT clock_timestamp()")),
                "action": action,
                "person": person,
                "subject": subject,
                "refusal": refusal.kind,
                "explanation": refusal.why,
            }
            await append_entry(connection, body, request_id=None, event_key=f"refused/{uuid4()}")
