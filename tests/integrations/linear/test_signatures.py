"""Our verifier and the SDK's agree on good and bad signatures; where ours is stricter, it says so here."""

import json
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import UnauthenticatedError
from integrations.linear.signatures import verified
from tests.support.linear.deliveries import sign
from tests.support.linear.sdk import NEEDS_NODE, SignedCase, sdk_verdicts

SECRET, OTHER = "a-webhook-secret-for-the-tests", "another-secret-of-some-length"
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def envelope(now: datetime = NOW, **fields: Any) -> dict[str, Any]:
    body = {"action": "update", "type": "Issue", "data": {"id": "i1", "title": "Größe 🚀"}}
    return body | {"webhookTimestamp": int(now.timestamp() * 1000)} | fields


def raw(value: Any, **how: Any) -> str:
    return json.dumps(value, ensure_ascii=False, **{"separators": (",", ":"), **how})


@dataclass(frozen=True)
class Case:
    name: str
    accepted: bool
    signature: str
    body: str

    def refused(self) -> "Case":
        """Though its signature is right."""
        return replace(self, accepted=False)


def right(name: str, body: str) -> Case:
    return Case(name, accepted=True, signature=sign(SECRET, body.encode()), body=body)


def cases(now: datetime = NOW) -> list[Case]:
    """Signatures that are right, and wrong in every way that somebody has got them wrong."""
    body = raw(envelope(now))
    good = sign(SECRET, body.encode())

    def wrong(name: str, signature: str = good, body: str = body) -> Case:
        return Case(name, accepted=False, signature=signature, body=body)

    return [
        right("as sent", body),
        right("pretty printed, and signed so", raw(envelope(now), indent=2)),
        right("escaped to ASCII, and signed so", json.dumps(envelope(now))),
        right("with more fields", raw(envelope(now, actor={"id": "x"}, extra=[1, 2]))),
        right("with blanks around it", f" {body}\n"),
        right("large", raw(envelope(now, data={"id": "i1", "text": "x" * 100_000}))),
        right("with a NUL", raw(envelope(now, data={"id": "\x00"}))),
        right("deep", raw(envelope(now, data={"a": {"b": {"c": [{"d": 1}]}}}))),
        wrong("of another secret", sign(OTHER, body.encode())),
        wrong("no signature", ""),
        wrong("a word", "signature"),
        wrong("one digit less", good[:-1]),
        wrong("one digit more", good + "0"),
        wrong("the first digit off", ("0" if good[0] != "0" else "1") + good[1:]),
        wrong("the last digit off", good[:-1] + ("0" if good[-1] != "0" else "1")),
        wrong("all zeros", "0" * 64),
        wrong("base64", b64encode(bytes.fromhex(good)).decode()),
        wrong("prefixed", f"sha256={good}"),
        wrong("another hash's length", "ab" * 20),
        wrong("no hex", "zz" * 32),
        wrong("twice", good * 2),
        wrong("a byte more", body=body + " "),
        wrong("a byte less", body=body[:-1]),
        wrong("a byte off", body=body.replace("i1", "i2")),
        wrong("written again with blanks", body=raw(envelope(now), separators=(", ", ": "))),
        wrong("escaped again", body=json.dumps(envelope(now), separators=(",", ":"))),
        wrong("keys in another order", body=raw(dict(reversed(envelope(now).items())))),
        wrong("an empty body", body=""),
        wrong("of an empty body", sign(SECRET, b"")),
        right("an old one", raw(envelope(now - timedelta(seconds=70)))).refused(),
        right("one of the future", raw(envelope(now + timedelta(seconds=70)))).refused(),
    ]


CASES = cases()
BODY = CASES[0].body


def ours(case: Case, *, secrets: tuple[str, ...] = (SECRET,), now: datetime = NOW) -> bool:
    try:
        verified(case.body.encode(), case.signature, secrets=[each.encode() for each in secrets], now=now)
    except UnauthenticatedError:
        return False
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ours(case: Case) -> None:
    assert ours(case) is case.accepted


@NEEDS_NODE
async def test_the_sdks_agrees_on_every_one() -> None:
    table = cases(datetime.now(tz=UTC))  # the SDK goes by the real clock
    assert len(table) >= 25
    asked = [SignedCase(body=case.body, signature=case.signature, secret=SECRET) for case in table]

    found = await sdk_verdicts(asked)

    assert {case.name: verdict for case, verdict in zip(table, found, strict=True)} == {
        case.name: case.accepted for case in table
    }


def test_uppercase_is_refused_though_the_sdk_takes_it() -> None:
    assert not ours(replace(CASES[0], signature=CASES[0].signature.upper()))


@pytest.mark.parametrize("seconds", [-60, -1, 0, 59, 60])
def test_a_minute_either_way_is_now(seconds: int) -> None:
    assert ours(CASES[0], now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-61, 61, 3600])
def test_more_than_a_minute_is_not(seconds: int) -> None:
    assert not ours(CASES[0], now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("stamp", [None, "1764331200000", True, [], {}, "now"])
def test_a_timestamp_that_is_no_number_is_refused(stamp: object) -> None:
    assert not ours(right("odd", raw(envelope(webhookTimestamp=stamp))))


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "1", "{}", "no json"])
def test_a_body_that_is_no_envelope_is_refused(body: str) -> None:
    assert not ours(right("odd", body))


def test_two_secrets_are_taken_while_one_replaces_the_other() -> None:
    old = replace(CASES[0], signature=sign(OTHER, BODY.encode()))
    assert not ours(old)
    assert ours(old, secrets=(SECRET, OTHER))
    assert ours(CASES[0], secrets=(SECRET, OTHER))


def test_without_a_secret_nothing_is_taken() -> None:
    assert not ours(CASES[0], secrets=())
    assert not ours(replace(CASES[0], signature=sign("", BODY.encode())), secrets=())
