"""What an auditor relies on: chain, columns, signatures, verdicts and checkpoints hold, or are named."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.ledger.audit import LedgerAudit
from domain.ledger.entries import GENESIS, entry_hash
from domain.ledger.lines import Unreadable
from domain.models import timestamp
from integrations.keys.keyring import PublicKeys, SigningKey
from tests.domain.ledger.conftest import Audit
from tests.support.ledgers import NOON, Ledger

Change = Callable[[dict[str, Any]], None]


def test_a_ledger_as_it_was_written_is_intact(ledger: Ledger, mixed: Ledger, audit: Audit) -> None:
    assert audit([]) == []
    assert audit(ledger.lines(), [ledger.checkpoint(3), ledger.checkpoint(24)]) == []
    assert audit(mixed.entries) == []


def test_the_tally_says_what_was_looked_at(ledger: Ledger, mixed: Ledger, keys: PublicKeys) -> None:
    audit = LedgerAudit(keys, [ledger.checkpoint(7)])
    for entry in ledger.entries:
        assert list(audit.read(entry)) == []
    assert list(audit.finish()) == []
    tally = audit.tally
    assert (tally.entries, tally.signatures, tally.checkpoints, tally.attested) == (24, 8, 1, 7)
    audit = LedgerAudit(keys)
    for entry in mixed.entries:
        assert list(audit.read(entry)) == []
    assert (audit.tally.signatures, audit.tally.unsigned) == (5, 1)


def test_entries_of_earlier_versions_stay_valid(ledger: Ledger, audit: Audit) -> None:
    for seq in range(1, 13):
        ledger.forget_place(seq)
    assert audit(ledger.lines()) == []


@pytest.mark.parametrize("column", ["request_id", "event_key"])
def test_a_column_outside_the_hash_must_agree_with_the_body(
    ledger: Ledger, audit: Audit, column: str
) -> None:
    ledger.entries[1] = ledger.entries[1].model_copy(update={column: "another"})
    (fault,) = audit(ledger.entries)
    assert (fault.seq, fault.field) == (2, column)
    assert str(fault).startswith(f"entry 2: {column}: was changed: the body says ")


def _set(*path: str, to: Any) -> Change:
    def change(body: dict[str, Any]) -> None:
        for name in path[:-1]:
            body = body[name]
        body[path[-1]] = to

    return change


LATE = timestamp(NOON + timedelta(days=1))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_set("receipt", "reason", to="never"), "receipt.signature"),
        (_set("receipt", "actor", "email", to="eve@example.org"), "receipt.signature"),
        (_set("receipt", "signature", to="AAAA"), "receipt.signature"),
        (_set("receipt", "signature", to=None), "receipt.signature"),
        (_set("receipt", "kid", to="0" * 16), "receipt.kid"),
        (_set("receipt", to=None), "receipt"),
        (_set("judged", to={}), "body"),
        (_set("receipt", "decision", to="perhaps"), "body"),
        (_set("judged", "verdict", "outcome", to="denied"), "judged.verdict.outcome"),
        (_set("judged", "verdict", "receipt_id", to="another"), "judged.verdict.receipt_id"),
        (_set("judged", "verdict", "request_id", to=None), "judged.verdict.request_id"),
        (_set("judged", "person", to="eve@example.org"), "judged.person"),
        (_set("judged", "decision", to="denied"), "judged.decision"),
        (_set("judged", "reason", to="another"), "judged.reason"),
        (_set("judged", "digest", to="another"), "judged.digest"),
        (_set("judged", "workflow_id", to="another"), "judged.workflow_id"),
        (_set("judged", "channel", to="linear"), "judged.channel"),
        (_set("judged", "kid", to=None), "judged.kid"),
        (_set("judged", "received_at", to=LATE), "judged.received_at"),
        (_set("judged", "deadline", to=timestamp(NOON)), "judged.deadline"),
    ],
)
def test_a_rewritten_verdict_does_not_fit_its_receipt(
    ledger: Ledger, audit: Audit, change: Change, field: str
) -> None:
    """Every hash is made anew: only what was signed stands against it."""
    ledger.rewrite(5, change)
    faults = audit(ledger.lines())
    assert field in {fault.field for fault in faults}
    assert {fault.seq for fault in faults} == {5}


@pytest.mark.parametrize(
    ("seq", "changes", "field"),
    [
        (5, [_set("judged", "kid", to=None), _set("receipt", "signature", to=None)], "receipt.signature"),
        (5, [_set("judged", "person", to="eve@example.org")], None),
        (5, [_set("judged", "event_key", to="unverified:1"), _set("receipt", "reason", to="x")], None),
    ],
)
def test_of_a_refusal_its_receipt_must_hold_unless_that_is_why_it_was_refused(
    mixed: Ledger, audit: Audit, seq: int, changes: list[Change], field: str | None
) -> None:
    for change in changes:
        mixed.rewrite(seq, change)
    assert {fault.field for fault in audit(mixed.entries)} == ({field} if field else set())


def test_a_body_that_is_no_object_is_named(ledger: Ledger, audit: Audit) -> None:
    for text in ("no json", "[]", "[" * 100_000):
        entry = ledger.entries[0]
        alone = entry.model_copy(update={"body": text, "hash": entry_hash(1, GENESIS, text)})
        (fault,) = audit([alone])
        assert (fault.seq, fault.field, fault.fault) == (1, "body", "is no JSON object")


def test_a_chain_that_was_made_anew_differs_from_a_checkpoint(ledger: Ledger, audit: Audit) -> None:
    """Nothing signed was touched, and the chain holds: only what was kept elsewhere tells."""
    checkpoints = [ledger.checkpoint(seq) for seq in (6, 12, 18, 24)]
    ledger.rewrite(10, _set("version", to="f" * 16))
    assert audit(ledger.lines()) == []
    (fault,) = audit(ledger.lines(), checkpoints)
    assert (fault.seq, fault.field) == (12, "hash")
    assert "made anew" in fault.fault


def test_half_a_rewrite_is_found_by_the_entry_behind_it(ledger: Ledger, audit: Audit) -> None:
    untouched = ledger.entries[5]
    ledger.rewrite(5, _set("judged", "run_id", to="another"))
    ledger.entries[5] = untouched
    (fault, *_) = audit(ledger.lines())
    assert (fault.seq, fault.field) == (6, "prev_hash")


def test_a_checkpoint_vouches_for_nothing_unless_it_is_signed_and_in_order(
    ledger: Ledger, audit: Audit, tmp_path: Path
) -> None:
    stranger = SigningKey.load_or_create(tmp_path)
    good = ledger.checkpoint(20)
    forged = ledger.checkpoint(22).model_copy(update={"seq": 30})
    faults = audit(
        ledger.lines(),
        [
            ledger.checkpoint(4, signer=stranger),
            good,
            ledger.checkpoint(10),
            Unreadable(why="the line is cut off"),
            forged,
        ],
    )
    assert [str(fault) for fault in faults] == [
        f"checkpoints: line 1: is signed by the unknown key {stranger.kid}",
        "checkpoints: line 3: names entry 10 behind entry 20: the lines are out of order",
        "checkpoints: line 4: the line is cut off",
        f"checkpoints: line 5: its signature does not hold for key {good.kid}",
    ]


def test_a_key_that_is_not_there_is_a_fault(ledger: Ledger, audit: Audit, tmp_path: Path) -> None:
    faults = audit(ledger.lines(), by=PublicKeys(tmp_path))
    assert {(fault.field, fault.seq) for fault in faults} == {
        ("receipt.kid", entry.seq) for entry in ledger.entries if '"verdict"' in entry.body
    }


def test_what_a_key_signs_after_it_was_retired_is_a_fault(ledger: Ledger, audit: Audit) -> None:
    retired = ledger.note("key.retired", kid=ledger.signer.kid)
    ledger.verdict()  # within the grace of a minute
    late = ledger.verdict()
    (fault,) = audit(ledger.lines())
    assert (fault.seq, fault.field) == (late.seq, "receipt.kid")
    assert "was retired" in fault.fault
    ledger.rewrite(retired.seq, _set("at", to=timestamp(NOON + timedelta(hours=2))))
    assert audit(ledger.lines()) == []
    ledger.rewrite(retired.seq, _set("at", to="yesterday"))
    assert [fault.seq for fault in audit(ledger.lines())] == [retired.seq]
