"""Checkpoints: the head of the ledger as a receiver signed it, kept where Postgres' owner cannot reach."""

from typing import Literal

from domain.models import JsonObject, Value


class Checkpoint(Value):
    """At ``at`` (RFC 3339, by Postgres' clock) the newest entry was ``seq``, with this hash."""

    v: Literal[1] = 1
    seq: int
    hash: str
    at: str
    kid: str
    signature: str

    def signed_part(self) -> JsonObject:
        """What the Ed25519 signature is over, as canonical JSON."""
        return self.model_dump(mode="json", exclude={"signature"})
