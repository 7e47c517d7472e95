"""Rows of ``decision_inbox``: every decision, before anyone is told of it."""

from collections.abc import Sequence

import asyncpg

from domain.approvals.decisions import Decision, Receipt, Signer, Verdict
from domain.errors import InvalidInputError, NotFoundError
from domain.models import canonical_json
from integrations.postgres.pool import Connection, Pool, as_uuid, session, storable, transaction

FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 300


class PostgresInbox:
    """Implements :class:`domain.approvals.decisions.DecisionInbox`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def record(self, decision: Decision, signer: Signer | None) -> Receipt:
        """Raises :class:`~domain.errors.NotFoundError` for an unknown request."""
        receipt_id, request_id = as_uuid(decision.receipt_id), as_uuid(decision.request_id)
        if receipt_id is None:
            raise InvalidInputError("a receipt id is a UUID", field="/receipt_id")
        async with transaction(self._pool) as connection:
            row = None if request_id is None else await _insert(connection, decision)
            if row is not None:
                return await _signed(connection, receipt_of(row), signer)
            row = await connection.fetchrow("SELECT * FROM decision_inbox WHERE receipt_id = $1", receipt_id)
            if row is None or row["request_id"] != request_id:
                raise NotFoundError(f"no approval request {decision.request_id}")
            return receipt_of(row)

    async def find(self, receipt_id: str) -> Receipt | None:
        if (key := as_uuid(receipt_id)) is None:
            return None
        async with session(self._pool) as connection:
            row = await connection.fetchrow("SELECT * FROM decision_inbox WHERE receipt_id = $1", key)
        return None if row is None else receipt_of(row)

    async def verdict(self, receipt_id: str) -> Verdict | None:
        if (key := as_uuid(receipt_id)) is None:
            return None
        async with session(self._pool) as connection:
            verdict = await connection.fetchval(
                "SELECT verdict FROM decision_inbox WHERE receipt_id = $1", key
            )
        return None if verdict is None else Verdict.model_validate(verdict)

    async def unjudged(self, *, older_than_seconds: float, limit: int = 100) -> Sequence[Receipt]:
        """Signed ones only: an unsigned receipt is written by the run that judges it."""
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM decision_inbox WHERE judged_at IS NULL AND kid IS NOT NULL "
                "AND relay_after <= clock_timestamp() "
                "AND received_at <= clock_timestamp() - make_interval(secs => $1) ORDER BY relays, "
                "received_at LIMIT $2",
                older_than_seconds,
                limit,
            )
        return [receipt_of(row) for row in rows]

    async def relayed(self, receipt_id: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE decision_inbox SET relays = relays + 1, relay_after = clock_timestamp() "
                "+ make_interval(secs => least($3::float8, $2::float8 * 2 ^ least(relays, 20))) "
                "WHERE receipt_id = $1",
                receipt_id,
                FIRST_WAIT_SECONDS,
                LONGEST_WAIT_SECONDS,
            )


def receipt_of(row: asyncpg.Record) -> Receipt:
    return Receipt.model_validate(dict(row))


async def _insert(connection: Connection, decision: Decision) -> asyncpg.Record | None:
    """None where the receipt is known, or the request is not.

    A trigger sets ``received_at`` once the request's row is held: a seal of the request waits for this
    transaction, or was committed before.
    """
    return await connection.fetchrow(
        "WITH request AS (SELECT request_id FROM approval_requests WHERE request_id = $2 FOR SHARE) "
        "INSERT INTO decision_inbox (receipt_id, request_id, workflow_id, decision, actor, channel, digest, "
        "reason, edited_arguments, confirmed, evidence_sha256, said_at) "
        "SELECT $1, request_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM request "
        "ON CONFLICT (receipt_id) DO NOTHING RETURNING *",
        decision.receipt_id,
        decision.request_id,
        decision.workflow_id,
        decision.decision.value,
        storable(decision.actor.model_dump(mode="json")),
        decision.channel.value,
        decision.digest,
        storable(decision.reason),
        storable(decision.edited_arguments),
        list(decision.confirmed),
        decision.evidence_sha256,
        decision.said_at,
    )


async def _signed(connection: Connection, receipt: Receipt, signer: Signer | None) -> Receipt:
    """Signed over what is stored, as it will be read back."""
    if signer is None:
        return receipt
    signature = signer.sign(canonical_json(receipt.signed_part(signer.kid)))
    await connection.execute(
        "UPDATE decision_inbox SET kid = $2, signature = $3 WHERE receipt_id = $1",
        receipt.receipt_id,
        signer.kid,
        signature,
    )
    return receipt.model_copy(update={"kid": signer.kid, "signature": signature})
