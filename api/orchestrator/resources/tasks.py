"""Tasks: their rows, their workflows, and what takes them in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.background import in_background
from api.orchestrator.repairs import Repairs
from api.orchestrator.submissions import Submissions, start_orphans_forever
from config.settings import Settings
from config.templates import FileTemplates
from domain.orchestrations import OrchestrationStore
from domain.redaction import Redactor
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.temporal.connect import connect
from integrations.temporal.orchestrations import TemporalOrchestrations


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """``namespace`` is the one of Temporal that their workflows are in."""

    store: OrchestrationStore
    temporal: TemporalOrchestrations
    namespace: str
    templates: FileTemplates
    submissions: Submissions
    repairs: Repairs


@asynccontextmanager
async def open_tasks(
    settings: Settings, pool: Pool, *, templates: FileTemplates, redactor: Redactor
) -> AsyncIterator[Tasks]:
    """Temporal need not answer: tasks that it does not have yet are started when it does."""
    client = await connect(settings, lazy=True)
    store, temporal = PostgresOrchestrations(pool), TemporalOrchestrations(client)
    submissions = Submissions(store, temporal, redactor)
    async with in_background(start_orphans_forever(submissions)):
        yield Tasks(
            store=store,
            temporal=temporal,
            namespace=client.namespace,
            templates=templates,
            submissions=submissions,
            repairs=Repairs(store, temporal),
        )
