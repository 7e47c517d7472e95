"""Linear in a worker: a task queue of its own, what is due on it, and two schedules."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
    ScheduleUpdate,
    ScheduleUpdateInput,
)
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.linear import LinearActivities
from config.linear import LinearSettings, linear_settings
from config.settings import Settings
from domain.errors import DevToolsError, UnavailableError
from domain.linear.intake import Intake
from domain.linear.mirrors import MirrorStore
from domain.policies import Policies
from domain.redaction import Redactor
from integrations.keys.rotation import Keyring
from integrations.linear.build import build_desk, build_intake
from integrations.linear.desk import Desk
from integrations.linear.texts import Texts
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.linear_mirrors import PostgresMirrors
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.webhook_inbox import PostgresWebhookInbox
from integrations.temporal.orchestrations import TemporalOrchestrations
from workflows.linear import LinearInboxWorkflow, LinearMirrorWorkflow, LinearReconciliationWorkflow
from workflows.options import LINEAR_QUEUE

PERIOD_SECONDS = 1.0
AT_ONCE = 500
AGAIN_SECONDS = 3.0
"""One that was just started is probably still at it."""
CALLS_AT_ONCE = 10
GRACE = timedelta(seconds=10)
LOOK_AGAIN_SECONDS = 30.0
INBOX_SCHEDULE, INBOX_EVERY = "linear-inbox", timedelta(seconds=30)
RECONCILIATION_SCHEDULE, RECONCILED_EVERY = "linear-reconciliation", timedelta(minutes=3)

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LinearSide:
    """What a worker has of Linear."""

    settings: LinearSettings
    desk: Desk
    mirrors: MirrorStore
    intake: Intake
    activities: LinearActivities

    async def read_again(self, request_id: str) -> None:
        """Implements :class:`activities.approvals.Rereader`."""
        mirror = await self.mirrors.get(request_id)
        if mirror is not None:
            await self.intake.re_read(mirror)


@asynccontextmanager
async def open_linear(
    settings: Settings, *, pool: Pool, client: Client, policies: Policies, redactor: Redactor
) -> AsyncIterator[LinearSide | None]:
    """None where Linear is not configured. Linear itself need not answer.

    What is read there is signed here, as a receiver signs: it needs the private key.
    """
    found = linear_settings(settings)
    if found is None:
        yield None
        return
    mirrors, messenger = PostgresMirrors(pool), TemporalOrchestrations(client)
    signer = Keyring(settings.keys_dir).current
    async with aclosing(build_desk(found)) as desk:
        intake = build_intake(
            found, desk, pool=pool, policies=policies, signer=signer, messenger=messenger, redactor=redactor
        )
        activities = LinearActivities(
            desk=desk,
            mirrors=mirrors,
            approvals=PostgresApprovals(pool),
            orchestrations=PostgresOrchestrations(pool),
            inbox=PostgresWebhookInbox(pool),
            intake=intake,
            texts=Texts(api_url=settings.api_base_url),
        )
        yield LinearSide(found, desk, mirrors, intake, activities)


def build_linear_worker(client: Client, activities: LinearActivities) -> Worker:
    return Worker(
        client,
        task_queue=LINEAR_QUEUE,
        workflows=[LinearMirrorWorkflow, LinearInboxWorkflow, LinearReconciliationWorkflow],
        activities=[
            activities.find_linear_steps,
            activities.open_linear_issue,
            activities.comment_on_linear_issue,
            activities.reflect_decision_in_linear,
            activities.close_linear_issue,
            activities.give_up_linear_mirror,
            activities.relay_webhook_inbox,
            activities.reconcile_linear,
        ],
        max_concurrent_activities=CALLS_AT_ONCE,
        max_cached_workflows=200,
        graceful_shutdown_timeout=GRACE,
    )


class MirrorDispatcher:
    """Starts a workflow for each mirror with something to show; one that runs shows it by itself."""

    def __init__(self, client: Client, mirrors: MirrorStore) -> None:
        self._client = client
        self._mirrors = mirrors
        self._started: dict[str, float] = {}

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres or Temporal is waited out."""
        while True:
            try:
                await self.once()
            except UnavailableError as error:
                logger.warning("Linear is not kept up to date", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> int:
        """Start what is wanted; returns how many there were."""
        now = time.monotonic()
        self._started = {key: at for key, at in self._started.items() if now - at < AGAIN_SECONDS}
        wanted = await self._mirrors.wanted(limit=AT_ONCE)
        fresh = [mirror_id for mirror_id in wanted if mirror_id not in self._started]
        for mirror_id in fresh:
            await self._start(mirror_id)
            self._started[mirror_id] = now
        return len(fresh)

    async def _start(self, mirror_id: str) -> None:
        try:
            await self._client.start_workflow(
                LinearMirrorWorkflow.run,
                mirror_id,
                id=f"linear-{mirror_id}",
                task_queue=LINEAR_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            )
        except WorkflowAlreadyStartedError:
            return
        except RPCError as error:
            raise UnavailableError(f"Temporal starts nothing: {error.message}") from error


async def look_up_forever(side: LinearSide) -> None:
    """Say at start what the configuration means in Linear, or what is wrong with it, until it is right."""
    while True:
        try:
            directory = await side.desk.directory()
        except Exception as error:  # the worker must outlive whatever Linear answers
            if isinstance(error, DevToolsError):
                logger.warning("Linear is not usable", reason=str(error))
            else:
                logger.exception("Linear is not usable")
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            continue
        logger.info("Linear is usable", hub=directory.hub_identifier, as_user=directory.bot.name)
        if directory.bot.is_person:
            logger.warning(
                "the token is a person's: what they decide in Linear does not count; use an app's",
                person=directory.bot.name,
            )
        await asyncio.Event().wait()


async def ensure_schedules(client: Client) -> None:
    """Two that run every so often, and never twice at the same time. What another release made is replaced.

    Raises :class:`~domain.errors.UnavailableError`.
    """
    try:
        await _ensure(client, INBOX_SCHEDULE, "LinearInboxWorkflow", INBOX_EVERY)
        await _ensure(client, RECONCILIATION_SCHEDULE, "LinearReconciliationWorkflow", RECONCILED_EVERY)
    except RPCError as error:
        raise UnavailableError(f"Temporal takes no schedules: {error.message}") from error


async def _ensure(client: Client, schedule_id: str, workflow: str, every: timedelta) -> None:
    schedule = Schedule(
        action=ScheduleActionStartWorkflow(
            workflow, id=schedule_id, task_queue=LINEAR_QUEUE, execution_timeout=timedelta(hours=1)
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=every)]),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP),
    )

    def replaced(found: ScheduleUpdateInput) -> ScheduleUpdate:
        return ScheduleUpdate(
            schedule=Schedule(
                action=schedule.action,
                spec=schedule.spec,
                policy=schedule.policy,
                state=found.description.schedule.state,  # who paused it, meant it
            )
        )

    try:
        await client.create_schedule(schedule_id, schedule)
    except ScheduleAlreadyRunningError:
        await client.get_schedule_handle(schedule_id).update(replaced)
