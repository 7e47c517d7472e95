"""The ledger from the command line: verified with nothing but public keys, exported, followed."""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from integrations.keys.keyring import SigningKey
from integrations.keys.rotation import rotate
from tests.cli.commands.conftest import ROOT, CommandLine, Reply, StandIn
from tests.support.ledgers import Ledger, write_checkpoints
from tests.support.loopback import Request


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def ledger(state: Path) -> Ledger:
    state.mkdir()
    made = Ledger(SigningKey.load_or_create(state / "keys"))
    for number in range(4):
        made.note("policy.loaded", policy="risk", version=str(number))
        made.verdict()
    return made


@pytest.fixture
def serving(stand_in: StandIn, ledger: Ledger) -> StandIn:
    """An API that has this ledger, and answers as ours does."""

    def answer(asked: Request) -> Reply:
        query = {name: int(values[0]) for name, values in parse_qs(urlsplit(asked.path).query).items()}
        after = query.get("after", 0)
        page = [entry.model_dump() for entry in ledger.entries if entry.seq > after]
        return 200, {"entries": page[: query["limit"]], "head": len(ledger.entries)}

    stand_in.reply = answer
    return stand_in


@pytest.fixture
def auditors(tmp_path: Path, ledger: Ledger, state: Path) -> Path:
    """What an auditor is given: an export, public keys, checkpoints."""
    folder = tmp_path / "auditor"
    (folder / "keys").mkdir(parents=True)
    for path in (state / "keys").glob("*.pub"):
        shutil.copy(path, folder / "keys")
    ledger.export(folder / "ledger.jsonl")
    write_checkpoints(folder / "checkpoints.jsonl", [ledger.checkpoint(4), ledger.checkpoint(8)])
    return folder


def _offline(folder: Path, *more: str) -> list[str]:
    return ["ledger", "verify", str(folder / "ledger.jsonl"), "--keys", str(folder / "keys"), *more]


async def test_an_export_is_verified_by_public_keys_alone(
    auditors: Path, state: Path, shell: CommandLine, stand_in: StandIn
) -> None:
    shutil.rmtree(state)
    ran = await shell.devtools(*_offline(auditors))
    assert ran.code == 0, ran.err
    assert "intact: 8 entries, 4 signatures, 0 checkpoints" in ran.out
    assert "a cut-off end would not be noticed" in ran.out
    ran = await shell.devtools(
        *_offline(auditors, "--checkpoints", str(auditors / "checkpoints.jsonl"), "--json")
    )
    assert ran.code == 0, ran.err
    said = json.loads(ran.out)
    assert (said["intact"], said["checkpoints"], said["attested"]) == (True, 2, 8)
    assert stand_in.requests == []


async def test_what_is_wrong_is_named_and_the_exit_code_is_1(auditors: Path, shell: CommandLine) -> None:
    export = auditors / "ledger.jsonl"
    lines = export.read_bytes().splitlines(keepends=True)
    export.write_bytes(b"".join([*lines[:3], lines[3].replace(b"fine", b"Fine", 1), *lines[4:6]]))
    ran = await shell.devtools(*_offline(auditors, "--checkpoints", str(auditors / "checkpoints.jsonl")))
    assert ran.code == 1
    assert "entry 4: body: was changed" in ran.out
    assert "entry 7: seq: entries 7 to 8 are missing: a checkpoint of" in ran.out
    assert "NOT intact: 2 faults" in ran.out
    ran = await shell.devtools(*_offline(auditors, "--json"))
    assert ran.code == 1
    said = json.loads(ran.out)
    assert said["intact"] is False
    assert said["faults"][0]["seq"] == 4


async def test_what_cannot_be_checked_is_no_verdict(
    auditors: Path, tmp_path: Path, shell: CommandLine
) -> None:
    for arguments in (
        [*_offline(auditors)[:-1], str(tmp_path)],
        _offline(auditors, "--checkpoints", str(tmp_path / "nowhere")),
        ["ledger", "verify", str(tmp_path / "nowhere"), "--keys", str(auditors / "keys")],
    ):
        ran = await shell.devtools(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert ran.err.startswith("devtools: ")


async def test_the_running_installation_is_verified_with_its_own_keys_and_checkpoints(
    serving: StandIn, ledger: Ledger, state: Path, shell: CommandLine
) -> None:
    write_checkpoints(state / "ledger-checkpoints.jsonl", [ledger.checkpoint(8)])
    ran = await shell.devtools("ledger", "verify")
    assert ran.code == 0, ran.err + ran.out
    assert "intact: 8 entries, 4 signatures, 1 checkpoint" in ran.out
    assert serving.requests[0].headers["Authorization"] == "Bearer a-token"
    del ledger.entries[6:]
    ran = await shell.devtools("ledger", "verify")
    assert ran.code == 1
    assert "entries 7 to 8 are missing" in ran.out


async def test_an_export_is_what_verify_reads(
    serving: StandIn, ledger: Ledger, state: Path, tmp_path: Path, shell: CommandLine
) -> None:
    file = tmp_path / "out.jsonl"
    ran = await shell.devtools("ledger", "export", str(file))
    assert (ran.code, ran.out) == (0, f"8 entries in {file}\n")
    assert file.read_bytes() == b"".join(ledger.lines())
    assert (await shell.devtools("ledger", "export")).out.encode() == file.read_bytes()
    assert (await shell.devtools("ledger", "verify", str(file))).code == 0
    ran = await shell.devtools("ledger", "export", str(tmp_path / "no" / "folder"))
    assert ran.code == 2
    assert _drafts(tmp_path) == []


def _drafts(folder: Path) -> list[Path]:
    return list(folder.glob(".*.part"))


async def test_the_newest_entries_are_told_in_a_line_each(
    serving: StandIn, ledger: Ledger, shell: CommandLine
) -> None:
    ran = await shell.devtools("ledger", "tail", "-n", "2")
    policy, verdict = ran.out.splitlines()
    assert "policy.loaded" in policy
    assert policy.endswith("policy=risk version=3")
    assert "approved by ada@example.org over api request" in verdict
    ran = await shell.devtools("ledger", "tail", "-n", "3", "--json")
    assert ran.out.encode() == b"".join(ledger.lines()[-3:])
    ledger.note("test", said="\x1b[2J never")
    assert "\x1b" not in (await shell.devtools("ledger", "tail", "-n", "1")).out


async def test_following_shows_what_comes(serving: StandIn, ledger: Ledger, shell: CommandLine) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli.main", "ledger", "tail", "-n", "1", "--follow"),
        cwd=ROOT,
        env={**os.environ, **shell.environment, "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    first = await asyncio.wait_for(process.stdout.readline(), 30)
    assert b"approved by ada@example.org" in first
    ledger.note("halt.set", person="ada@example.org")
    second = await asyncio.wait_for(process.stdout.readline(), 30)
    assert b"halt.set" in second
    process.terminate()  # SIGINT is ignored by what a script started in the background
    await asyncio.wait_for(process.wait(), 30)
    await process.stdout.read()


async def test_keys_are_listed_and_rotated(state: Path, shell: CommandLine) -> None:
    ran = await shell.devtools("keys", "list")
    assert (ran.code, "no keys" in ran.out) == (0, True)
    assert (await shell.devtools("keys", "rotate")).code == 2
    first = SigningKey.load_or_create(state / "keys")
    ran = await shell.devtools("keys", "rotate", "--json")
    assert ran.code == 0, ran.err
    second = json.loads(ran.out)["kid"]
    third = rotate(state / "keys").kid
    listed = json.loads((await shell.devtools("keys", "list", "--json")).out)
    assert {key["kid"]: key["status"] for key in listed} == {
        first.kid: "retired",
        second: "retired",
        third: "active",
    }
    table = (await shell.devtools("keys", "list")).out
    assert table.splitlines()[0].split() == ["kid", "status", "created", "retired"]
    assert third in table
