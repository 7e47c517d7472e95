"""A ledger without a database: entries as the product writes them, and as somebody who meddles would."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.approvals.decisions import (
    Actor,
    Channel,
    DecisionKind,
    JudgedReceipt,
    Receipt,
    Signer,
    Verdict,
    VerdictOutcome,
)
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.entries import GENESIS, PLACE, LedgerEntry, chain, entry_hash
from domain.ledger.lines import to_line
from domain.models import canonical_json, timestamp

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Ledger:
    """``entries`` in their order; entry ``n`` is of ``n`` minutes past :data:`NOON`."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer
        self.entries: list[LedgerEntry] = []

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=len(self.entries) + 1)

    def note(self, kind: str, **said: Any) -> LedgerEntry:
        return self._add({"kind": kind, **said}, request_id=None, event_key=f"{kind}/{len(self.entries) + 1}")

    def verdict(
        self,
        *,
        by: str = "Ada@example.org",
        decision: DecisionKind = DecisionKind.APPROVED,
        outcome: VerdictOutcome = VerdictOutcome.APPROVED,
        signed: bool = True,
        channel: Channel = Channel.API,
    ) -> LedgerEntry:
        receipt = self._receipt(by, decision, channel=channel, signed=signed)
        judged = _judged(receipt, outcome)
        body = {
            "kind": "verdict",
            "judged": judged.model_dump(mode="json"),
            "receipt": {
                **receipt.model_dump(mode="json"),
                "received_at": timestamp(receipt.received_at),
            },
        }
        return self._add(body, request_id=receipt.request_id, event_key=receipt.receipt_id)

    def checkpoint(self, seq: int, *, signer: Signer | None = None) -> Checkpoint:
        key = signer or self.signer
        entry = self.entries[seq - 1]
        draft = Checkpoint(seq=seq, hash=entry.hash, at=timestamp(NOON), kid=key.kid, signature="")
        return draft.model_copy(update={"signature": key.sign(canonical_json(draft.signed_part()))})

    def rewrite(self, seq: int, change: Callable[[dict[str, Any]], None]) -> None:
        """As an owner of the database could: change a body, and make every hash from there on anew."""
        body = json.loads(self.entries[seq - 1].body)
        change(body)
        bodies = [canonical_json(body).decode(), *(entry.body for entry in self.entries[seq:])]
        prev = self.entries[seq - 2].hash if seq > 1 else GENESIS
        for number, text in enumerate(bodies, start=seq):
            found = entry_hash(number, prev, text)
            self.entries[number - 1] = self.entries[number - 1].model_copy(
                update={"prev_hash": prev, "hash": found, "body": text}
            )
            prev = found

    def forget_place(self, seq: int) -> None:
        """Make it an entry of an earlier version."""
        self.rewrite(seq, lambda body: body.pop(PLACE))

    def lines(self) -> list[bytes]:
        return [to_line(entry) for entry in self.entries]

    def export(self, path: Path) -> Path:
        path.write_bytes(b"".join(self.lines()))
        return path

    def _add(self, body: dict[str, Any], *, request_id: str | None, event_key: str) -> LedgerEntry:
        entry = chain(
            seq=len(self.entries) + 1,
            prev_hash=self.entries[-1].hash if self.entries else GENESIS,
            body={"v": 1, "at": timestamp(self.now), **body},
            request_id=request_id,
            event_key=event_key,
        )
        self.entries.append(entry)
        return entry

    def _receipt(self, by: str, decision: DecisionKind, *, channel: Channel, signed: bool) -> Receipt:
        number = len(self.entries) + 1
        receipt = Receipt(
            receipt_id=str(UUID(int=number)),
            request_id=str(UUID(int=1_000_000 + number)),
            workflow_id=f"orchestration-{number}",
            decision=decision,
            actor=Actor(email=by),
            channel=channel,
            digest="d",
            reason='it is "fine" — Grüße',
            evidence_sha256="e",
            received_at=self.now,
        )
        if not signed:
            return receipt
        kid = self.signer.kid
        signature = self.signer.sign(canonical_json(receipt.signed_part(kid)))
        return receipt.model_copy(update={"kid": kid, "signature": signature})


def write_checkpoints(path: Path, checkpoints: Sequence[Checkpoint]) -> Path:
    path.write_bytes(b"".join(map(to_line, checkpoints)))
    return path


def _judged(receipt: Receipt, outcome: VerdictOutcome) -> JudgedReceipt:
    refused = outcome is VerdictOutcome.REFUSED
    return JudgedReceipt(
        verdict=Verdict(
            receipt_id=receipt.receipt_id,
            request_id=receipt.request_id,
            outcome=outcome,
            refusal="wrong-role" if refused else None,
            explanation="so it is",
        ),
        event_key=receipt.receipt_id,
        task_id="t",
        workflow_id=receipt.workflow_id,
        run_id="r",
        request_status=None if refused else outcome.value,
        person=receipt.actor.email.casefold() if receipt.actor.email else None,
        roles=("tech_lead",),
        channel=receipt.channel,
        decision=receipt.decision,
        reason=receipt.reason,
        digest=receipt.digest,
        received_at=receipt.received_at,
        deadline=receipt.received_at + timedelta(minutes=30),
        kid=receipt.kid,
    )
