"""Rows of ``artifacts``."""

from uuid import UUID, uuid5

from domain.models import sha256_hex
from integrations.postgres.pool import Pool, fetch_one, session

_ARTIFACTS = UUID("5f3a7e0c-5d0e-4a53-9d57-0c9a4f1f6b1e")


class PostgresArtifacts:
    """Implements :class:`domain.artifacts.ArtifactStore`.

    The id follows from task and content, so that an activity that runs twice stores once.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def put(self, *, task_id: str, content: bytes) -> str:
        sha256 = sha256_hex(content)
        artifact_id = str(uuid5(_ARTIFACTS, f"{task_id}/{sha256}"))
        async with session(self._pool) as connection:
            await connection.execute(
                "INSERT INTO artifacts (artifact_id, task_id, sha256, content) VALUES ($1, $2, $3, $4) "
                "ON CONFLICT DO NOTHING",
                artifact_id,
                task_id,
                sha256,
                content,
            )
        return artifact_id

    async def get(self, artifact_id: str) -> bytes:
        query = "SELECT content FROM artifacts WHERE artifact_id = $1"
        async with session(self._pool) as connection:
            row = await fetch_one(connection, query, artifact_id, what="artifact")
        return bytes(row["content"])
