"""Results too large to lie beside their call."""

from typing import Protocol


class ArtifactStore(Protocol):
    async def put(self, *, task_id: str, content: bytes) -> str:
        """Returns the artifact's id."""

    async def get(self, artifact_id: str) -> bytes:
        """Raises :class:`~domain.errors.NotFoundError`."""
