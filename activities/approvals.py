"""The gate's dealings with the world: open a request, tell of it, seal it, commit a verdict."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.failures import temporal_failures
from domain.agents import TranscriptStore
from domain.approvals.decisions import JudgedReceipt
from domain.approvals.gate import CallAt, Gate
from domain.approvals.requests import (
    ApprovalDraft,
    ApprovalStore,
    Deadline,
    Notice,
    OpenedRequest,
    Seal,
    SubjectKind,
)
from domain.errors import AlreadyAskedError, DevToolsError, InvalidInputError, NotFoundError, UnavailableError
from domain.models import Value
from domain.policies import Policies
from domain.risk.levels import RiskLevel

READ_SECONDS = 20.0
READING_TRIED = timedelta(minutes=2)
"""After the deadline."""


class Rereader(Protocol):
    """Where decisions are made that may have reached nobody."""

    async def read_again(self, request_id: str) -> None:
        """Record what was decided there. Raises :class:`~domain.errors.DevToolsError`."""


class OpenRequest(Value):
    """What the workflow wants decided; ``call`` is where the call of a tool-call request stands.

    ``editable``: whether an approver may change the arguments. ``budget``: which one more is asked for.
    """

    request_id: str
    task_id: str
    workflow_id: str
    run_id: str
    kind: SubjectKind
    level: RiskLevel
    digest: str
    policy_version: str
    subject: dict[str, object]
    requester: str = ""
    call: CallAt | None = None
    editable: bool = True
    budget: str | None = None


class Announcement(Value):
    """``index`` counts the notices of a kind from 0."""

    request_id: str
    notice: Notice
    index: int


class Answered(Value):
    """The requester's answer to an approver's question."""

    request_id: str
    text: str


class ApprovalActivities:
    def __init__(
        self,
        *,
        policies: Policies,
        approvals: ApprovalStore,
        transcripts: TranscriptStore,
        rereader: Rereader | None = None,
    ) -> None:
        self._policies = policies
        self._approvals = approvals
        self._transcripts = transcripts
        self._rereader = rereader

    @activity.defn
    async def open_approval_request(self, asked: OpenRequest) -> Gate:
        """Store the request with the tier's roles and deadline as they are now; idempotent by its id.

        Fails for good with ``already-asked`` and the id of the request that asks for the same budget.
        """
        with temporal_failures():
            policies = self._policies.approvals()
            tier = policies.tier(asked.level)
            if tier is None:
                raise InvalidInputError(f"level {asked.level} needs no approval")
            draft = ApprovalDraft(
                **asked.model_dump(include=ApprovalDraft.model_fields.keys() - {"subject", "tier"}),
                subject=await self._subject(asked),
                tier=tier,
                break_glass_roles=policies.break_glass_roles,
            )
            try:
                opened = await self._approvals.open(draft)
            except AlreadyAskedError as error:
                raise _waits_for(error) from error
        return _gate(asked, draft, opened)

    @activity.defn
    async def close_gate(self, request_id: str) -> Seal:
        """Seal the request if its deadline has passed; returns the in-time receipts without a verdict.

        Before that its Linear issue is read once more: a decision made there in time may have reached nobody.
        Tried for two minutes; then it is sealed without, and says so.
        """
        with temporal_failures():
            unread = await self._read_again(request_id)
            seal = await self._approvals.seal(request_id)
            return seal.model_copy(update={"unread": unread}) if unread and seal.sealed else seal

    @activity.defn
    async def record_verdict(self, judged: JudgedReceipt) -> JudgedReceipt:
        """Commit the verdict before anything is dispatched on it; returns the one that stands."""
        with temporal_failures():
            return await self._approvals.record_verdict(judged)

    @activity.defn
    async def record_answer(self, answered: Answered) -> tuple[Deadline, ...]:
        """Put the request back to ``pending`` and the answer before its approvers.

        Returns every version of the deadline: the answer may have extended it.
        """
        with temporal_failures():
            return await self._approvals.answer(answered.request_id, answered.text)

    @activity.defn
    async def announce(self, announcement: Announcement) -> None:
        """Remind those who may decide, or let the next rung of the ladder in."""
        with temporal_failures():
            await self._approvals.announce(announcement.request_id, announcement.notice, announcement.index)

    async def _read_again(self, request_id: str) -> str | None:
        """Why Linear could not be read, once there is no more time to try."""
        if self._rereader is None:
            return None
        try:
            async with asyncio.timeout(READ_SECONDS):
                await self._rereader.read_again(request_id)
        except Exception as error:  # whatever it is, the gate must close and the run go on
            if not isinstance(error, DevToolsError | TimeoutError):
                activity.logger.exception("an issue could not be read")
            waited = datetime.now(tz=UTC) - (await self._approvals.get(request_id)).expires_at
            if waited < READING_TRIED:
                raise UnavailableError(f"its Linear issue cannot be read: {error!r}") from error
            return str(error) or "no answer"
        return None

    async def _subject(self, asked: OpenRequest) -> dict[str, object]:
        """With the arguments of the call, which the workflow does not carry."""
        if asked.call is None:
            return asked.subject
        return {**asked.subject, "arguments": await self._arguments(asked.call)}

    async def _arguments(self, at: CallAt) -> dict[str, object]:
        turn = await self._transcripts.find(at.turn_id)
        if turn is None or at.index >= len(turn.reply.calls):
            raise NotFoundError(f"turn {at.turn_id} has no call {at.index}")
        return turn.reply.calls[at.index].arguments


def _gate(asked: OpenRequest, draft: ApprovalDraft, opened: OpenedRequest) -> Gate:
    tier = draft.tier
    return Gate(
        request_id=asked.request_id,
        kind=asked.kind,
        level=asked.level,
        roles=tier.roles,
        quorum=tier.quorum,
        digest=asked.digest,
        policy_version=asked.policy_version,
        opened_at=opened.opened_at,
        deadlines=opened.deadlines,
        requester=asked.requester,
        self_approval=tier.self_approval,
        justification=tier.justification,
        required_actions=tuple(tier.required_actions),
        break_glass_roles=draft.break_glass_roles,
        reminders=opened.reminders,
        rungs=opened.rungs,
        call=asked.call,
        editable=asked.editable,
    )


def _waits_for(error: AlreadyAskedError) -> ApplicationError:
    """No failure: the workflow goes by what becomes of the request named in the details."""
    return ApplicationError(
        str(error),
        error.request_id,
        type=error.kind,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )
