"""Which policy was in force when stands in the ledger, once for each change."""

import asyncio
from contextlib import suppress
from pathlib import Path

from config.policies import FilePolicies
from domain.policies import PolicyLoad, PolicyName
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Pool
from tests.support.installation import make_config
from tests.support.waiting import until
from worker.policy_log import PolicyRecorder


async def _versions(ledger: PostgresLedger) -> list[str]:
    """Of the risk policy, oldest first."""
    return [load.version for load in reversed(await ledger.loads()) if load.policy is PolicyName.RISK]


async def test_a_version_that_comes_back_is_another_entry_and_a_repeat_is_none(pool: Pool) -> None:
    ledger = PostgresLedger(pool)
    for version in ("a", "a", "b", "a", "a"):
        await ledger.record_load(PolicyName.RISK, version=version, file="f.yaml")
    assert await ledger.record_load(PolicyName.APPROVERS, version="a", file="p.yaml") is not None

    assert await _versions(ledger) == ["a", "b", "a"]
    newest = next(load for load in await ledger.loads() if load.policy is PolicyName.RISK)
    assert (newest.previous, newest.file) == ("b", "f.yaml")
    assert await ledger.loads(before=newest.seq, limit=1) == [(await ledger.loads())[2]]
    assert await ledger.verify() is None


async def test_workers_that_start_together_record_once(pool: Pool) -> None:
    ledger = PostgresLedger(pool)
    loads: list[PolicyLoad | None] = await asyncio.gather(
        *(ledger.record_load(PolicyName.RISK, version="a", file="f.yaml") for _ in range(5))
    )
    assert len([load for load in loads if load]) == 1


async def test_workers_with_different_files_do_not_take_turns(pool: Pool, tmp_path: Path) -> None:
    ledger, recorders = PostgresLedger(pool), []
    for name, reason in (("old", "does something"), ("new", "does a thing")):
        folder = make_config(tmp_path / name)
        _edit(folder, "does something to staging", f"{reason} to staging")
        recorders.append(PolicyRecorder(FilePolicies(folder, embedded=True), ledger))
    for _ in range(3):
        for recorder in recorders:
            await recorder.once()
    assert len(await _versions(ledger)) == 2


async def test_a_running_worker_records_an_edit_but_not_a_broken_one(pool: Pool, tmp_path: Path) -> None:
    ledger, folder = PostgresLedger(pool), make_config(tmp_path / "config")
    recorder = PolicyRecorder(FilePolicies(folder, embedded=True), ledger)
    serving = asyncio.create_task(recorder.serve())

    async def first() -> bool:
        return len(await ledger.loads()) == 3

    await until(first, what="the versions at the start")
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving
    _edit(folder, "level: low", "level: lowest")
    await recorder.once()
    assert len(await _versions(ledger)) == 1
    _edit(folder, "level: lowest", "level: low")
    _edit(folder, "does something to staging", "does a thing to staging")
    await recorder.once()
    assert len(await _versions(ledger)) == 2


def _edit(folder: Path, old: str, new: str) -> None:
    path = folder / "hitl/risk-rules.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
