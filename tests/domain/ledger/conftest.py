"""A small ledger of every kind of entry, and the keys to verify it with."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from domain.approvals.decisions import Channel, DecisionKind, VerdictOutcome
from domain.ledger.audit import LedgerAudit, LedgerFault
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.entries import LedgerEntry
from domain.ledger.lines import Unreadable, line_reader
from integrations.keys.keyring import PublicKeys, SigningKey
from tests.support.ledgers import Ledger

Audit = Callable[..., list[LedgerFault]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def keys(folder: Path) -> PublicKeys:
    SigningKey.load_or_create(folder)
    return PublicKeys(folder)


@pytest.fixture
def ledger(folder: Path) -> Ledger:
    """24 entries; every third is a verdict on a signed receipt."""
    made = Ledger(SigningKey.load_or_create(folder))
    for number in range(8):
        made.note("policy.loaded", policy="risk", version=f"{number:016x}")
        made.verdict()
        made.note("grant.used", tool="git.status", person="Zoë")
    return made


@pytest.fixture
def mixed(folder: Path) -> Ledger:
    """What the product writes beside plain approvals."""
    made = Ledger(SigningKey.load_or_create(folder))
    made.verdict(outcome=VerdictOutcome.NOTED)
    made.verdict(decision=DecisionKind.MORE_INFO, outcome=VerdictOutcome.NOTED)
    made.verdict(decision=DecisionKind.DENIED, outcome=VerdictOutcome.DENIED)
    made.verdict(decision=DecisionKind.BREAK_GLASS)
    made.verdict(outcome=VerdictOutcome.REFUSED)
    made.verdict(by="operator@local", channel=Channel.TEMPORAL, signed=False)
    made.note("halt.set", person="ada@example.org")
    return made


@pytest.fixture(scope="session")
def audit(keys: PublicKeys) -> Audit:
    def run(
        items: Iterable[LedgerEntry | Unreadable | bytes],
        checkpoints: Iterable[Checkpoint | Unreadable] = (),
        *,
        by: PublicKeys = keys,
    ) -> list[LedgerFault]:
        read, found = line_reader(LedgerEntry), LedgerAudit(by, checkpoints)
        faults: list[LedgerFault] = []
        for item in items:
            faults += found.read(read(item) if isinstance(item, bytes) else item)
        return [*faults, *found.finish()]

    return run
