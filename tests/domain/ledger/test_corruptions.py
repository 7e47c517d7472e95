"""One byte, one line: each of a thousand random corruptions of an export is found, and named."""

import json
from random import Random

from tests.domain.ledger.conftest import Audit
from tests.support.ledgers import Ledger

FIELDS = ("body", "event_key", "hash", "prev_hash", "request_id", "seq")


def seeded(number: int) -> Random:
    return Random(number)  # noqa: S311 - the same corruptions each time


def _field_at(line: bytes, offset: int) -> str:
    """Which field the byte belongs to, by the order that canonical form prescribes."""
    starts = [(line.index(f'"{name}":'.encode()), name) for name in FIELDS[1:]]
    return max(((start, name) for start, name in starts if start <= offset), default=(0, "body"))[1]


def _change_a_byte(random: Random, lines: list[bytes]) -> tuple[list[bytes], int, str]:
    index = random.randrange(len(lines))
    line = bytearray(lines[index])
    offset = random.randrange(len(line))
    field = _field_at(bytes(line), offset)
    line[offset] = random.choice([byte for byte in range(256) if byte != line[offset]])
    text = b"".join([*lines[:index], bytes(line), *lines[index + 1 :]])
    return _split(text), index, field


def _split(text: bytes) -> list[bytes]:
    """At line feeds only, as a file is read."""
    parts = text.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def test_a_changed_byte_is_named_with_its_entry_and_field(audit: Audit, ledger: Ledger) -> None:
    checkpoints = [ledger.checkpoint(seq) for seq in (4, 11, 24)]
    for number in range(600):
        damaged, index, field = _change_a_byte(seeded(number), ledger.lines())
        faults = audit(damaged, checkpoints)
        assert faults, number
        assert (faults[0].seq, faults[0].field) in {(index + 1, field), (index + 1, "line")}, (number, faults)


def test_a_missing_entry_is_named(audit: Audit, ledger: Ledger) -> None:
    for number in range(100):
        lines = ledger.lines()
        gone = seeded(number).randrange(len(lines))
        del lines[gone]
        (fault,) = audit(lines, [ledger.checkpoint(24)])
        assert (fault.seq, fault.field) == (gone + 1, "seq")
        assert f"entry {gone + 1} is missing" in fault.fault


def test_an_entry_that_stands_there_twice_is_named(audit: Audit, ledger: Ledger) -> None:
    for number in range(100):
        random, lines = seeded(number), ledger.lines()
        again = random.randrange(len(lines))
        lines.insert(random.randint(again + 1, len(lines)), lines[again])
        (fault,) = audit(lines)
        assert (fault.seq, fault.field) == (again + 1, "seq")


def test_entries_in_another_order_are_named(audit: Audit, ledger: Ledger) -> None:
    for number in range(100):
        random, lines = seeded(number), ledger.lines()
        first, second = sorted(random.sample(range(len(lines)), 2))
        lines[first], lines[second] = lines[second], lines[first]
        missing, *others = audit(lines)
        assert (missing.seq, missing.field) == (first + 1, "seq")
        (moved,) = (fault for fault in others if fault.seq == first + 1)
        assert "out of order" in moved.fault


def test_a_cut_off_end_is_named_by_a_checkpoint(audit: Audit, ledger: Ledger) -> None:
    for number in range(100):
        text = b"".join(ledger.lines())
        lines = _split(text[: seeded(number).randrange(len(text))])
        faults = audit(lines, [ledger.checkpoint(12), ledger.checkpoint(24)])
        whole = sum(line.endswith(b"\n") for line in lines)
        assert (faults[0].seq, faults[0].field) in {(whole + 1, "seq"), (whole + 1, "line")}
        if whole < 23 or faults[0].field == "seq":
            assert "a checkpoint of 2026-11-23T12:00:00.000000Z names entry 24" in faults[-1].fault


def test_the_corruptions_are_of_every_field(ledger: Ledger) -> None:
    """So that none of the above passes for want of trying."""
    hit = {_change_a_byte(seeded(number), ledger.lines())[2] for number in range(600)}
    assert hit == set(FIELDS)


def test_lines_are_canonical_json(ledger: Ledger) -> None:
    for line in ledger.lines():
        value = json.loads(line)
        assert list(value) == sorted(value) == sorted(FIELDS)
