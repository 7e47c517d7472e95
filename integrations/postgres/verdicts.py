"""One verdict, committed to every table that tells of it."""

import json
from typing import Any

from domain.approvals.decisions import DecisionKind, JudgedReceipt, Receipt
from domain.approvals.requests import ApprovalStatus
from domain.models import timestamp
from integrations.postgres.budgets import allow_more
from integrations.postgres.events import append_event
from integrations.postgres.inbox import receipt_of
from integrations.postgres.ledger import append_entry, find_entry
from integrations.postgres.pool import Connection, as_uuid, storable
from integrations.postgres.reviews import open_review

EXPLANATION_LIMIT = 2_000
"""Characters of an explanation that an event carries; the ledger has all of it."""


async def commit_verdict(connection: Connection, judged: JudgedReceipt) -> JudgedReceipt:
    """Ledger entry, request, receipt and event, in the caller's transaction; returns the verdict that stands.

    Where the ledger has a verdict of this key, that one stands, and the tables are made to say what it says.
    A message may name any request or receipt: only those of the verdict's own workflow are touched.
    """
    request_id = as_uuid(judged.verdict.request_id or "")
    # without a request, the key alone would be shared by all runs
    key = judged.event_key if request_id else f"{judged.workflow_id}/{judged.event_key}"
    body = await _body(connection, judged)
    if await append_entry(connection, body, request_id=request_id, event_key=key) is None:
        stands = await find_entry(connection, request_id=request_id, event_key=key)
        assert stands is not None  # it was found a moment ago, and nothing is deleted
        judged = JudgedReceipt.model_validate(json.loads(stands.body)["judged"])
    await _close_request(connection, judged, request_id)
    await allow_more(connection, judged, request_id)
    await _close_receipt(connection, judged)
    await append_event(
        connection,
        task_id=judged.task_id,
        kind="approval.broken_glass" if judged.emergency else f"approval.{judged.verdict.outcome.value}",
        payload=_in_short(judged),
        key=f"verdict:{judged.verdict.request_id}:{judged.event_key}",
    )
    return judged


async def _body(connection: Connection, judged: JudgedReceipt) -> dict[str, Any]:
    """With the receipt verbatim, so that its signature can be checked without this database."""
    receipt = await _receipt(connection, judged)
    now = await connection.fetchval("SELECT clock_timestamp()")
    return {
        "v": 1,
        "kind": "verdict",
        "at": timestamp(now),
        "judged": judged.model_dump(mode="json"),
        "receipt": None
        if receipt is None
        else {**receipt.model_dump(mode="json"), "received_at": timestamp(receipt.received_at)},
    }


async def _receipt(connection: Connection, judged: JudgedReceipt) -> Receipt | None:
    row = await connection.fetchrow(
        "SELECT * FROM decision_inbox WHERE receipt_id = $1 AND workflow_id = $2",
        as_uuid(judged.verdict.receipt_id),
        judged.workflow_id,
    )
    return None if row is None else receipt_of(row)


async def _close_request(connection: Connection, judged: JudgedReceipt, request_id: str | None) -> None:
    """A request that was decided stays as it is."""
    if judged.request_status is None:
        return
    status = ApprovalStatus(judged.request_status)
    await connection.execute(
        "UPDATE approval_requests SET status = $3, decided_at = CASE WHEN $4 THEN clock_timestamp() END, "
        "decided_by = CASE WHEN $4 THEN $5 END, reason = CASE WHEN $4 THEN $6 END, approved_by = $7, "
        "emergency = $8, "
        "question = CASE WHEN $9 THEN $6 ELSE question END, "
        "asked_at = CASE WHEN $9 AND status <> 'more_info' THEN clock_timestamp() ELSE asked_at END "
        "WHERE request_id = $1 AND workflow_id = $2 AND status IN ('pending', 'more_info')",
        request_id,
        judged.workflow_id,
        status.value,
        not status.is_open,
        storable(judged.decided_by or judged.person),
        storable(judged.reason),
        list(judged.approved_by),
        judged.emergency,
        judged.decision is DecisionKind.MORE_INFO,
    )
    if judged.emergency and request_id is not None:
        await open_review(
            connection,
            request_id=request_id,
            task_id=judged.task_id,
            person=judged.person or "",
            reason=judged.reason or "",
        )


async def _close_receipt(connection: Connection, judged: JudgedReceipt) -> None:
    await connection.execute(
        "UPDATE decision_inbox SET judged_at = clock_timestamp(), verdict = $3 "
        "WHERE receipt_id = $1 AND workflow_id = $2 AND judged_at IS NULL",
        as_uuid(judged.verdict.receipt_id),
        judged.workflow_id,
        storable(judged.verdict.model_dump(mode="json")),
    )


def _in_short(judged: JudgedReceipt) -> dict[str, Any]:
    return {
        "request_id": judged.verdict.request_id,
        "receipt_id": judged.verdict.receipt_id,
        "decision": judged.decision and judged.decision.value,
        "person": judged.person,
        "channel": judged.channel and judged.channel.value,
        "request_status": judged.request_status,
        "refusal": judged.verdict.refusal,
        "explanation": judged.verdict.explanation[:EXPLANATION_LIMIT],
        "emergency": judged.emergency,
    }
