"""Our verifier and the SDK's agree on good and bad signatures; where ours is stricter, it says so here."""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import UnauthenticatedError
from integrations.linear.signatures import verified
from tests.support.linear.deliveries import sign
from tests.support.linear.sdk import NEEDS_NODE, SignedCase, sdk_verdicts

SECRET, OTHER = "a-webhook-secret-for-the-tests", "another-secret-of-some-length"
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def envelope(**fields: Any) -> dict[str, Any]:
    body = {"action": "update", "type": "Issue", "data": {"id": "i1", "title": "Größe 🚀"}}
    return body | {"webhookTimestamp": int(NOW.timestamp() * 1000)} | fields


def raw(value: Any, **how: Any) -> str:
    return json.dumps(value, ensure_ascii=False, **{"separators": (",", ":"), **how})


BODY = raw(envelope())
GOOD = sign(SECRET, BODY.encode())


@dataclass(frozen=True)
class Case:
    name: str
    accepted: bool
    signature: str = GOOD
    body: str = BODY


def signed(name: str, body: str, *, accepted: bool = True) -> Case:
    return Case(name, accepted, sign(SECRET, body.encode()), body)


CASES = [
    Case("as sent", accepted=True),
    signed("pretty printed, and signed so", raw(envelope(), indent=2)),
    signed("escaped to ASCII, and signed so", json.dumps(envelope())),
    signed("with more fields", raw(envelope(actor={"id": "x"}, extra=[1, 2]))),
    signed("with blanks around it", f" {BODY}\n"),
    signed("large", raw(envelope(data={"id": "i1", "text": "x" * 100_000}))),
    signed("with a NUL", raw(envelope(data={"id": "\x00"}))),
    signed("deep", raw(envelope(data={"a": {"b": {"c": [{"d": 1}]}}}))),
    Case("of another secret", False, sign(OTHER, BODY.encode())),
    Case("no signature", False, ""),
    Case("a word", False, "signature"),
    Case("one digit less", False, GOOD[:-1]),
    Case("one digit more", False, GOOD + "0"),
    Case("the first digit off", False, ("0" if GOOD[0] != "0" else "1") + GOOD[1:]),
    Case("the last digit off", False, GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1")),
    Case("all zeros", False, "0" * 64),
    Case("base64", False, b64encode(bytes.fromhex(GOOD)).decode()),
    Case("prefixed", False, f"sha256={GOOD}"),
    Case("another hash's length", False, "ab" * 20),
    Case("no hex", False, "zz" * 32),
    Case("twice", False, GOOD * 2),
    Case("a byte more", False, body=BODY + " "),
    Case("a byte less", False, body=BODY[:-1]),
    Case("a byte off", False, body=BODY.replace("i1", "i2")),
    Case("written again with blanks", False, body=raw(envelope(), separators=(", ", ": "))),
    Case("escaped again", False, body=json.dumps(envelope(), separators=(",", ":"))),
    Case("keys in another order", False, body=raw(dict(reversed(envelope().items())))),
    Case("an empty body", False, body=""),
    Case("of an empty body", False, sign(SECRET, b"")),
]


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
    assert len(CASES) >= 25
    asked = [SignedCase(body=case.body, signature=case.signature, secret=SECRET) for case in CASES]

    found = await sdk_verdicts(asked)

    assert {case.name: verdict for case, verdict in zip(CASES, found, strict=True)} == {
        case.name: case.accepted for case in CASES
    }


def test_uppercase_is_refused_though_the_sdk_takes_it() -> None:
    assert not ours(Case("uppercase", accepted=False, signature=GOOD.upper()))


@pytest.mark.parametrize("seconds", [-60, -1, 0, 59, 60])
def test_a_minute_either_way_is_now(seconds: int) -> None:
    assert ours(CASES[0], now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-61, 61, 3600])
def test_more_than_a_minute_is_not(seconds: int) -> None:
    assert not ours(CASES[0], now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("stamp", [None, "1764331200000", True, [], {}, "now"])
def test_a_timestamp_that_is_no_number_is_refused(stamp: object) -> None:
    assert not ours(signed("odd", raw(envelope(webhookTimestamp=stamp))))


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "1", "{}", "no json"])
def test_a_body_that_is_no_envelope_is_refused(body: str) -> None:
    assert not ours(signed("odd", body))


def test_two_secrets_are_taken_while_one_replaces_the_other() -> None:
    old = Case("old", accepted=True, signature=sign(OTHER, BODY.encode()))
    assert not ours(old)
    assert ours(old, secrets=(SECRET, OTHER))
    assert ours(CASES[0], secrets=(SECRET, OTHER))


def test_without_a_secret_nothing_is_taken() -> None:
    assert not ours(CASES[0], secrets=())
    assert not ours(Case("of nothing", accepted=False, signature=sign("", BODY.encode())), secrets=())
