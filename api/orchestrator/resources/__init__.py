"""What the orchestrate API holds open, built once and closed in reverse order.

Each module of this package is one noun: its stores, what works on them, and what ends with it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.background import in_background
from api.orchestrator.resources.approvals import Approvals, build_approvals
from api.orchestrator.resources.events import Events, build_events
from api.orchestrator.resources.ledger import Ledger, open_ledger
from api.orchestrator.resources.linear import Linear, open_linear
from api.orchestrator.resources.models import Models, build_models
from api.orchestrator.resources.tasks import Tasks, open_tasks
from config.files import ConfigFiles
from config.policies import FilePolicies
from config.settings import Settings
from domain.agents import AgentCatalogue
from domain.workers import WorkerStore
from integrations.keys.redaction import build_redactor
from integrations.keys.rotation import Keyring
from integrations.keys.tokens import TokenFile
from integrations.postgres.pool import Pool, open_pool
from integrations.postgres.workers import PostgresWorkers

WATCH_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Resources:
    """``closing`` is set when the server begins to stop."""

    settings: Settings
    pool: Pool
    tokens: TokenFile
    policies: FilePolicies
    agents: AgentCatalogue
    workers: WorkerStore
    tasks: Tasks
    approvals: Approvals
    models: Models
    events: Events
    ledger: Ledger
    linear: Linear
    started_at: datetime = field(default_factory=lambda: datetime.now(tz=UTC))
    closing: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; Temporal need not yet: reading works without it, and tasks wait for it.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    files = ConfigFiles.read(settings, secrets=False)
    policies, redactor = files.policies, build_redactor(settings)
    keyring = Keyring(settings.keys_dir)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        pool = await enter(open_pool(settings.require_database_url()))
        ledger = await enter(open_ledger(settings, pool, keyring=keyring))
        await enter(in_background(_watched(policies)))
        tasks = await enter(open_tasks(settings, pool, templates=files.templates, redactor=redactor))
        linear = await enter(
            open_linear(settings, pool, tasks, policies=policies, signer=keyring.current, redactor=redactor)
        )
        resources = Resources(
            settings=settings,
            pool=pool,
            tokens=TokenFile(settings.tokens_path),
            policies=policies,
            agents=files.agents,
            workers=PostgresWorkers(pool),
            tasks=tasks,
            approvals=build_approvals(pool, tasks, signer=keyring.current),
            models=build_models(settings, pool, agents=files.agents.names),
            events=build_events(pool, notifications=files.notifications),
            ledger=ledger,
            linear=linear,
        )
        stack.callback(resources.closing.set)
        yield resources


async def _watched(policies: FilePolicies) -> None:
    """Take an edit up though nobody asks for a rating: a broken one after it must not bring back the old."""
    while True:
        policies.versions()
        await asyncio.sleep(WATCH_SECONDS)
