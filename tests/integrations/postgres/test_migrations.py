"""Migrations: once each, by whoever comes first, and never over a database they do not fit."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.errors import ConfigurationError
from integrations.postgres.migrations import Migration, load_migrations, migrate
from tests.support.postgres import Databases


@pytest_asyncio.fixture
async def empty_url(databases: Databases) -> AsyncIterator[str]:
    url = await databases.create(migrated=False)
    yield url
    await databases.drop(url)


async def test_two_at_once_apply_each_file_once(empty_url: str) -> None:
    names = [migration.name for migration in load_migrations()]
    assert names
    first, second = await asyncio.gather(migrate(empty_url), migrate(empty_url))
    assert sorted([first, second], key=len) == [[], names]
    assert await migrate(empty_url) == []


async def test_an_edited_file_and_an_unknown_one_are_refused(empty_url: str) -> None:
    one, two = Migration(1, "0001_one", "SELECT 1"), Migration(2, "0002_two", "CREATE TABLE two (n int)")
    assert await migrate(empty_url, [one, two]) == ["0001_one", "0002_two"]
    with pytest.raises(ConfigurationError, match="0001_one was applied with another content"):
        await migrate(empty_url, [one._replace(sql="SELECT 2"), two])
    with pytest.raises(ConfigurationError, match="0002_two, which this version does not know"):
        await migrate(empty_url, [one])


async def test_a_file_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    broken = Migration(1, "0001_broken", "CREATE TABLE half (n int); SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        await migrate(empty_url, [broken])
    assert await migrate(empty_url, [broken._replace(sql="CREATE TABLE half (n int)")]) == ["0001_broken"]
