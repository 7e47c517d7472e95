"""Checkpoints in an object store: each once, and never another in its place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain.errors import ConfigurationError, UnavailableError
from domain.ledger.lines import to_line
from integrations.checkpoints.files import read_checkpoints
from integrations.checkpoints.objects import CheckpointObjects
from tests.integrations.checkpoints.test_files import checkpoint
from tests.support.object_store import ObjectStore


@pytest_asyncio.fixture
async def bucket(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ObjectStore]:
    async with ObjectStore().running() as store:
        monkeypatch.setenv("AWS_ENDPOINT_URL", store.url)
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        yield store


async def test_an_object_is_made_once_and_never_written_over(bucket: ObjectStore) -> None:
    objects = CheckpointObjects("s3://audit/ledger")
    for _ in range(2):  # the second time it is there already
        await objects.put(checkpoint(42))
    name = "/audit/ledger/checkpoint-0000000000000000042.json"
    assert bucket.objects == {name: to_line(checkpoint(42))}
    with pytest.raises(ConfigurationError, match="another hash"):
        await objects.put(checkpoint(42).model_copy(update={"hash": "f" * 64}))
    assert bucket.objects == {name: to_line(checkpoint(42))}


async def test_a_store_that_refuses_is_named(bucket: ObjectStore) -> None:
    bucket.refuses = 403
    with pytest.raises(UnavailableError, match="object store does not take checkpoints"):
        await CheckpointObjects("s3://audit/ledger").put(checkpoint(1))


async def test_a_folder_will_do(tmp_path: Path) -> None:
    await CheckpointObjects(tmp_path.as_uri()).put(checkpoint(7))
    assert list(read_checkpoints(tmp_path)) == [checkpoint(7)]


@pytest.mark.parametrize("url", ["nonsense", "foo://x", "file:///no/such/folder"])
def test_a_url_that_leads_nowhere_is_the_operators_to_mend(url: str) -> None:
    with pytest.raises(ConfigurationError, match="LEDGER_CHECKPOINT_URL"):
        CheckpointObjects(url)
