"""What was found in a ledger, for a person to read."""

import json
from typing import Any

from rich.console import Console

from cli.render import clean, one_line, print_json, say
from domain.ledger.audit import LedgerFault, Tally
from domain.ledger.entries import PLACE, LedgerEntry

SHOWN = 20
"""Faults that are listed; more are counted."""
WIDTH = 300
"""Characters of an entry's own words in one line."""
_PLAIN = {"v", "kind", "at", PLACE}


class Report:
    """Collects the faults of one verification, and says how it ended."""

    def __init__(self) -> None:
        self.faults: list[LedgerFault] = []
        self.count = 0

    def add(self, fault: LedgerFault) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.faults.append(fault)

    def print_as_json(self, tally: Tally) -> None:
        faults = [fault.model_dump() for fault in self.faults]
        print_json(
            {"intact": not self.count, "fault_count": self.count, "faults": faults, **tally.model_dump()}
        )

    def print_to(self, console: Console, tally: Tally) -> None:
        for fault in self.faults:
            say(console, str(fault), style="red")
        if self.count > len(self.faults):
            say(console, f"... and {self.count - len(self.faults):,} more", style="red")
        seen = ", ".join(
            _counted(number, word)
            for number, word in (
                (tally.entries, "entry"),
                (tally.signatures, "signature"),
                (tally.checkpoints, "checkpoint"),
            )
        )
        if self.count:
            say(console, f"NOT intact: {_counted(self.count, 'fault')} in {seen}", style="bold red")
            return
        say(console, f"intact: {seen}", style="green")
        for note in _notes(tally):
            say(console, f"  {note}", style="dim")


def _notes(tally: Tally) -> list[str]:
    """What the checks do not cover."""
    notes = []
    if tally.unsigned:
        count = _counted(tally.unsigned, "unsigned decision")
        notes.append(f"{count} by operator@local, which an embedded server lets in")
    if not tally.checkpoints:
        notes.append("no checkpoint was looked at: a cut-off end would not be noticed")
    elif tally.entries > tally.attested:
        notes.append(f"the newest checkpoint is of entry {tally.attested:,}: none yet for those after it")
    return notes


def _counted(number: int, word: str) -> str:
    plural = word if number == 1 else f"{word.removesuffix('y')}ies" if word.endswith("y") else f"{word}s"
    return f"{number:,} {plural}"


def entry_line(entry: LedgerEntry) -> str:
    """One entry in one line."""
    try:
        body = json.loads(entry.body)
        said = _verdict(body) if body["kind"] == "verdict" else _said(body)
        start = f"{body['at']}  {body['kind']:<14}  "
    except (ValueError, KeyError, TypeError):  # shown as it is; whether it is right, `verify` tells
        start, said = "", entry.body
    return clean(f"{entry.seq:>6}  {start}{one_line(said, WIDTH)}")


def _verdict(body: dict[str, Any]) -> str:
    judged = body["judged"]
    verdict = judged["verdict"]
    parts = [f"{verdict['outcome']} ({verdict['refusal']})" if verdict["refusal"] else verdict["outcome"]]
    parts += [f"by {judged['person']}"] if judged["person"] else []
    parts += [f"over {judged['channel']}"] if judged["channel"] else []
    parts.append(f"request {verdict['request_id'] or '-'}: {verdict['explanation']}")
    return " ".join(parts)


def _said(body: dict[str, Any]) -> str:
    return " ".join(
        f"{key}={value}" for key, value in body.items() if key not in _PLAIN and value is not None
    )
