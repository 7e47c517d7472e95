"""The checkpoint file: whole lines, in order, whoever appends and whatever was cut off."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.lines import Unreadable, to_line
from integrations.checkpoints.files import CheckpointFile, read_checkpoints


def checkpoint(seq: int) -> Checkpoint:
    return Checkpoint(seq=seq, hash=f"{seq:064x}", at="2026-11-23T12:00:00.000000Z", kid="k", signature="s")


def _seqs(path: Path) -> list[int | str]:
    return [item.why if isinstance(item, Unreadable) else item.seq for item in read_checkpoints(path)]


def test_only_later_entries_are_added(tmp_path: Path) -> None:
    path = tmp_path / "state" / "checkpoints.jsonl"
    file = CheckpointFile(path)
    assert file.last() is None
    assert [file.append(checkpoint(seq)) for seq in (3, 3, 2, 7)] == [True, False, False, True]
    assert file.last() == checkpoint(7)
    assert _seqs(path) == [3, 7]
    assert path.stat().st_mode & 0o777 == 0o600


def test_several_writers_keep_the_order(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda seq: CheckpointFile(path).append(checkpoint(seq)), range(1, 200)))
    found = [seq for seq in _seqs(path) if isinstance(seq, int)]
    assert found == sorted(set(found))
    assert found[-1] == 199


def test_a_line_that_a_crash_cut_off_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    file = CheckpointFile(path)
    for seq in range(1, 101):
        file.append(checkpoint(seq))
    os.truncate(path, path.stat().st_size - 10)
    assert file.last() == checkpoint(99)
    assert file.append(checkpoint(101))
    assert _seqs(path)[-2:] == [99, 101]


def test_a_damaged_last_line_is_not_built_upon(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    path.write_bytes(to_line(checkpoint(1)) + b"nonsense\n")
    with pytest.raises(ConfigurationError, match="no checkpoint"):
        CheckpointFile(path).append(checkpoint(2))
    assert _seqs(path) == [1, "the line is no Checkpoint"]


def test_a_folder_of_objects_reads_like_the_file(tmp_path: Path) -> None:
    for seq in (11, 2):
        (tmp_path / f"checkpoint-{seq:019}.json").write_bytes(to_line(checkpoint(seq)))
    assert _seqs(tmp_path) == [2, 11]
    with pytest.raises(ConfigurationError, match="cannot be read"):
        _seqs(tmp_path / "nowhere")


def test_a_reader_stops_where_the_file_ended_when_it_began(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    file = CheckpointFile(path)
    file.append(checkpoint(1))
    file.append(checkpoint(2))
    reader = read_checkpoints(path)
    assert next(reader) == checkpoint(1)
    file.append(checkpoint(3))
    assert list(reader) == [checkpoint(2)]
