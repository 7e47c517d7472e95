"""What is done in Linear, one visible step at a time; nothing here can hold up a decision by another way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.failures import temporal_failures
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord, ApprovalStatus, ApprovalStore
from domain.errors import DevToolsError, NotFoundError, UnavailableError
from domain.linear.directory import Directory
from domain.linear.inbox import InboxRow, WebhookInbox
from domain.linear.intake import Intake
from domain.linear.issues import IssueDraft
from domain.linear.mirrors import (
    LinearDesk,
    Mirror,
    MirrorStep,
    MirrorStore,
    asking_comment_of,
    stable_id,
)
from domain.orchestrations import OrchestrationRecord, OrchestrationStatus, OrchestrationStore

TRIES = 15
"""Of a webhook, over about eighty minutes; then it is parked."""
ALL_EVERY = timedelta(minutes=15)
TOUCHED_WITHIN = timedelta(minutes=10)
"""Longer than between two rounds."""

_SHOWN_AS = {
    ApprovalStatus.APPROVED: DecisionKind.APPROVED,
    ApprovalStatus.DENIED: DecisionKind.DENIED,
    ApprovalStatus.EXPIRED: DecisionKind.DENIED,
    ApprovalStatus.MORE_INFO: DecisionKind.MORE_INFO,
}


class Texts(Protocol):
    """What is written in Linear, as Markdown."""

    def draft(self, record: ApprovalRecord, run: OrchestrationRecord, directory: Directory) -> IssueDraft: ...

    def asking(self, record: ApprovalRecord) -> str: ...

    def about_request(self, step: MirrorStep, record: ApprovalRecord) -> str: ...

    def about_run(self, step: MirrorStep, run: OrchestrationRecord) -> str: ...


class LinearActivities:
    def __init__(
        self,
        *,
        desk: LinearDesk,
        mirrors: MirrorStore,
        approvals: ApprovalStore,
        orchestrations: OrchestrationStore,
        inbox: WebhookInbox,
        intake: Intake,
        texts: Texts,
    ) -> None:
        self._desk = desk
        self._mirrors = mirrors
        self._approvals = approvals
        self._orchestrations = orchestrations
        self._inbox = inbox
        self._intake = intake
        self._texts = texts
        self._read_all_at: datetime | None = None

    @activity.defn
    async def find_linear_steps(self, mirror_id: str) -> tuple[MirrorStep, ...]:
        """What has happened and is not shown yet, oldest first."""
        with temporal_failures():
            mirror = await self._mirrors.get(mirror_id)
            if mirror is None or mirror.fault is not None:
                return ()
            return tuple(await self._mirrors.due(mirror))

    @activity.defn
    async def open_linear_issue(self, step: MirrorStep) -> None:
        """A sub-issue of the hub with the request on it, and the comment that takes thumbs."""
        with _linear_failures():
            mirror = await self._mirror(step)
            assert mirror.request_id is not None  # only requests are opened
            record = await self._approvals.get(mirror.request_id)
            run = await self._orchestrations.get(record.task_id)
            draft = self._texts.draft(record, run, await self._desk.directory())
            link = await self._desk.open(draft)
            await self._mirrors.opened(mirror, link)
            await self._desk.comment(
                link.id, comment_id=asking_comment_of(record.request_id), body=self._texts.asking(record)
            )
            await self._mirrors.shown(step.mirror_id, step.event_id)

    @activity.defn
    async def comment_on_linear_issue(self, step: MirrorStep) -> None:
        """A reminder, an escalation, or how a task from Linear gets on."""
        with _linear_failures():
            mirror = await self._mirror(step)
            if mirror.request_id is None:
                body = self._texts.about_run(step, await self._orchestrations.get(mirror.task_id))
            else:
                record = await self._approvals.get(mirror.request_id)
                body = self._texts.about_request(step, record)
            await self._say(mirror, step, body)
            await self._mirrors.shown(step.mirror_id, step.event_id)

    @activity.defn
    async def reflect_decision_in_linear(self, step: MirrorStep) -> None:
        """The status that the request really has, whatever somebody set, and a comment that says why."""
        with _linear_failures():
            mirror = await self._mirror(step)
            assert mirror.request_id is not None  # only requests are decided
            record = await self._approvals.get(mirror.request_id)
            if step.event != "approval.refused" or step.payload.get("channel") == "linear":
                if record.status.is_open:  # what is to be overwritten may be a decision that is on its way
                    await self._intake.re_read(mirror)
                await self._show_status(mirror, record)
                await self._say(mirror, step, self._texts.about_request(step, record))
            await self._mirrors.shown(step.mirror_id, step.event_id)

    @activity.defn
    async def close_linear_issue(self, step: MirrorStep) -> None:
        """The outcome as a comment; an approval's issue ends with it."""
        with _linear_failures():
            mirror = await self._mirror(step)
            run = await self._orchestrations.get(mirror.task_id)
            if mirror.request_id is not None and mirror.issue_id is not None:
                record = await self._approvals.get(mirror.request_id)
                passed = record.status is ApprovalStatus.APPROVED
                done = passed and run.status is OrchestrationStatus.COMPLETED
                await self._desk.close(mirror.issue_id, done=done)
            await self._say(mirror, step, self._texts.about_run(step, run))
            await self._mirrors.shown(step.mirror_id, step.event_id)

    @activity.defn
    async def give_up_linear_mirror(self, step: MirrorStep) -> None:
        """Its issue is gone, or takes nothing: the request goes on without it."""
        with temporal_failures():
            fault = f"{step.event} could not be shown: the issue is gone, or Linear refuses it"
            await self._mirrors.gave_up(await self._mirror(step), fault)
            activity.logger.error("nothing is shown in Linear any more: %s: %s", step.mirror_id, fault)

    @activity.defn
    async def relay_webhook_inbox(self) -> int:
        """Work off every webhook that is due; how many there were."""
        with temporal_failures():
            await self._inbox.forget_old()
            due = await self._inbox.due()
            for row in due:
                activity.heartbeat()
                await self._work_off(row)
            return len(due)

    @activity.defn
    async def reconcile_linear(self) -> int:
        """Read the issues of open requests again; how many decisions no webhook had brought.

        Those that Linear says were touched, which costs a request for all of them, and all of them every
        so often: what touches an issue is for Linear to say.
        """
        with _linear_failures():
            started = datetime.now(tz=UTC)
            mirrors = await self._mirrors.open_requests()
            if mirrors and self._read_all_at and started - self._read_all_at < ALL_EVERY:
                touched = set(await self._desk.changed_since(started - TOUCHED_WITHIN))
                mirrors = [mirror for mirror in mirrors if mirror.issue_id in touched]
            else:
                self._read_all_at = started
            found, faults = 0, list[DevToolsError]()
            for mirror in mirrors:
                activity.heartbeat()
                try:
                    found += len(await self._intake.re_read(mirror))  # the relay signals what is recorded
                except DevToolsError as error:  # one that cannot be read must not hold up the others
                    faults.append(error)
            if faults:
                self._read_all_at = None
                raise faults[0]
            return found

    async def _work_off(self, row: InboxRow) -> None:
        try:
            with _own_mistakes_named():
                done = await self._intake.work_off(row)
        except DevToolsError as error:
            await self._put_off(row, str(error))
        else:
            await self._inbox.settle(row.delivery_id, done.status, note=done.note)

    async def _put_off(self, row: InboxRow, why: str) -> None:
        park = row.attempts + 1 >= TRIES
        await self._inbox.postpone(row.delivery_id, error=why, park=park)
        if park:
            activity.logger.error("a webhook is parked: %s: %s", row.delivery_id, why)

    async def _mirror(self, step: MirrorStep) -> Mirror:
        mirror = await self._mirrors.get(step.mirror_id)
        if mirror is None:
            raise NotFoundError(f"nothing is mirrored as {step.mirror_id}")
        return mirror

    async def _say(self, mirror: Mirror, step: MirrorStep, body: str) -> None:
        if mirror.issue_id is not None:
            comment_id = stable_id("comment", step.mirror_id, step.event_id)
            await self._desk.comment(mirror.issue_id, comment_id=comment_id, body=body)

    async def _show_status(self, mirror: Mirror, record: ApprovalRecord) -> None:
        if mirror.issue_id is not None:
            await self._desk.show_status(mirror.issue_id, _SHOWN_AS.get(record.status))


@contextmanager
def _linear_failures() -> Iterator[None]:
    """As other activities', with the wait that Linear asks for."""
    with temporal_failures():
        try:
            yield
        except UnavailableError as error:
            wait = timedelta(seconds=error.retry_after)
            raise ApplicationError(str(error), type=error.kind, next_retry_delay=wait) from error


@contextmanager
def _own_mistakes_named() -> Iterator[None]:
    """What is wrong with one webhook must not hold up the others, whatever it is."""
    try:
        yield
    except DevToolsError:
        raise
    except Exception as error:  # a mistake of ours: the row waits, and is parked after some tries
        activity.logger.exception("a webhook could not be worked off")
        raise UnavailableError(f"{type(error).__name__}: {error}") from error
