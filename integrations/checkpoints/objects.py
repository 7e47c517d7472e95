"""Checkpoints in an object store: one object each, made once and never written over."""

import asyncio
from typing import TYPE_CHECKING

from domain.errors import ConfigurationError, UnavailableError
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.lines import line_reader, to_line

if TYPE_CHECKING:
    from obstore.store import ObjectStore

PATIENCE_SECONDS = 30.0
"""For one checkpoint, with the library's own retries."""
_read = line_reader(Checkpoint)


class CheckpointObjects:
    """``url`` as ``s3://bucket/folder``, ``gs://``, ``az://`` or ``file:///folder``.

    Credentials are those of the environment, as ``AWS_ACCESS_KEY_ID``; writing is all that they must allow.
    Raises :class:`~domain.errors.ConfigurationError` for a URL that leads to no store.
    """

    def __init__(self, url: str) -> None:
        from obstore.exceptions import BaseError
        from obstore.store import from_url

        try:
            # nothing more is set here, so that the store's own variables are honoured, as AWS_ALLOW_HTTP
            self._store: ObjectStore = from_url(url)
        except (BaseError, ValueError) as error:
            raise ConfigurationError(f"LEDGER_CHECKPOINT_URL: {_said(error)}") from error

    async def put(self, checkpoint: Checkpoint) -> None:
        """Names sort as entries do. Raises :class:`~domain.errors.UnavailableError`.

        :class:`~domain.errors.ConfigurationError` where the store has another hash for this entry.
        """
        from obstore.exceptions import BaseError

        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._put(f"checkpoint-{checkpoint.seq:019}.json", checkpoint)
        except (BaseError, TimeoutError) as error:
            said = _said(error) or f"no answer in {PATIENCE_SECONDS:.0f} s"
            raise UnavailableError(f"the object store does not take checkpoints: {said}") from error

    async def _put(self, name: str, checkpoint: Checkpoint) -> None:
        import obstore
        from obstore.exceptions import AlreadyExistsError

        try:
            await obstore.put_async(self._store, name, to_line(checkpoint), mode="create")
        except AlreadyExistsError:
            found = await (await obstore.get_async(self._store, name)).bytes_async()
            if getattr(_read(bytes(found)), "hash", None) != checkpoint.hash:
                raise ConfigurationError(f"{name} in the object store has another hash") from None


def _said(error: Exception) -> str:
    """Without the dump of the library's own structures."""
    return " ".join(str(error).partition("Debug source")[0].split())
