"""The base of every value that crosses a boundary, and one way to make bytes of it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value; unknown fields are dropped, so that old code reads new histories."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class State(BaseModel):
    """A mutable, serialisable part of a workflow's state."""

    model_config = ConfigDict(extra="ignore")


JsonObject = Mapping[str, Any]


def canonical_json(value: Any) -> bytes:
    """The one byte form that is hashed and signed: sorted keys, no blanks, UTF-8, no NaN.

    Datetimes must already be text: see :func:`timestamp`.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """``sha256`` in hex of the canonical form."""
    return sha256_hex(canonical_json(value))


def timestamp(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds, as ``2026-11-23T19:00:00.000000Z``; ``at`` must be aware."""
    if at.tzinfo is None:
        raise ValueError("a naive datetime has no place in a record")
    return at.astimezone(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
