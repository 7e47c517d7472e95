"""Taking in what Linear tells: from a webhook's body to a receipt, and from there to the workflow.

The same steps whether the webhook has just come or is tried again, and for what is re-read from Linear.
"""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from domain.approvals.decisions import (
    Channel,
    Decision,
    DecisionInbox,
    DecisionKind,
    DecisionMessage,
    Receipt,
    Signer,
    decision_evidence,
)
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.errors import (
    ConflictError,
    IdempotencyConflictError,
    InvalidInputError,
    NotFoundError,
    UnavailableError,
)
from domain.linear.directory import Directory
from domain.linear.envelopes import Handover, Heard, Remark, envelope_of, heard
from domain.linear.identity import actor_of, email_of
from domain.linear.inbox import InboxRow, InboxStatus
from domain.linear.issues import LinearActor
from domain.linear.mirrors import LinearDesk, Mirror, MirrorStore, ShownRequest
from domain.linear.words import Carrier, Command, Word, of_issue
from domain.models import sha256_hex
from domain.orchestrations import DESCRIPTION_LIMIT, OrchestrationRequest, OrchestrationStore, ProjectContext
from domain.policies import Policies
from domain.redaction import Redactor

RECEIPTS = uuid.UUID("b3a0f0ac-3c2f-5d0e-9d1b-7a54d9c2f1aa")
"""The namespace of receipt ids: the same word makes the same receipt, wherever it is found."""
FRESH = timedelta(seconds=10)
"""A webhook that tells of something older was held up; by now the issue may say something else."""
ASK_AGAIN = timedelta(seconds=2)
"""How much earlier than the history says the same word may be on record."""


class Messenger(Protocol):
    """Workflows, as far as Linear speaks to them."""

    async def signal(self, workflow_id: str, message: DecisionMessage) -> None: ...

    async def provide_info(self, workflow_id: str, text: str) -> None: ...

    async def start(self, request: OrchestrationRequest) -> None: ...


class Done(NamedTuple):
    """``receipts`` are those that the workflows have to be told of."""

    status: InboxStatus
    note: str
    receipts: tuple[Receipt, ...] = ()


class Intake:
    """``take_tasks``: whether people may give tasks in Linear."""

    def __init__(
        self,
        *,
        desk: LinearDesk,
        mirrors: MirrorStore,
        orchestrations: OrchestrationStore,
        inbox: DecisionInbox,
        policies: Policies,
        signer: Callable[[], Signer],
        messenger: Messenger,
        redactor: Redactor,
        take_tasks: bool,
    ) -> None:
        self._desk = desk
        self._mirrors = mirrors
        self._orchestrations = orchestrations
        self._inbox = inbox
        self._policies = policies
        self._signer = signer
        self._messenger = messenger
        self._redactor = redactor
        self._take_tasks = take_tasks

    async def work_off(self, row: InboxRow) -> Done:
        """Do what a stored webhook says. Doing it twice does it once.

        Raises :class:`~domain.errors.UnavailableError` where something is out of reach: try again.
        """
        envelope = envelope_of(json.loads(row.body))
        if envelope is None:
            return Done(InboxStatus.IGNORED, "not in the shape that was expected")
        directory = await self._desk.directory()
        found = heard(envelope, directory)
        if found.nothing is not None:
            return Done(InboxStatus.IGNORED, found.nothing)
        if found.word is not None:
            return await self._on_word(found, found.word, row, directory)
        if found.remark is not None:
            return await self._on_remark(found.remark)
        assert found.handover is not None  # one of them is there
        return await self._on_handover(found.handover)

    async def re_read(self, mirror: Mirror) -> list[Receipt]:
        """Record what an issue says and no webhook brought: the last word of each person.

        Judged by Linear's own time. Raises :class:`~domain.errors.UnavailableError`; an issue that is gone
        says nothing.
        """
        if mirror.issue_id is None or mirror.request_id is None:
            return []
        directory = await self._desk.directory()
        try:
            issue = await self._desk.read(mirror.issue_id)
        except NotFoundError:
            return []
        if issue.gone or issue.parent_id != directory.hub_id:
            return []
        shown = await self._mirrors.of_issue(mirror.issue_id)
        if shown is None:
            return []
        receipts = []
        for word in of_issue(issue, directory, asking_comment=mirror.asking_comment or ""):
            if not await self._is_on_record(shown, word):
                evidence = word.model_dump_json().encode()
                receipts.append(await self._record(shown.record, word, decision_evidence(evidence)))
        return receipts

    async def tell(self, receipt: Receipt) -> None:
        """Signal the workflow; the relay does it again until the receipt is judged."""
        await self._messenger.signal(receipt.workflow_id, DecisionMessage.of(receipt))

    async def _on_word(self, found: Heard, word: Word, row: InboxRow, directory: Directory) -> Done:
        shown = await self._shown_by(found, word)
        if shown is None or shown.mirror.issue_id is None:
            return Done(InboxStatus.IGNORED, "not an approval issue")
        if found.commented_by not in (None, directory.bot.id):
            return Done(InboxStatus.IGNORED, "a thumb on a comment that is not ours")
        if word.carrier is not Carrier.GONE and await self._moved_away(
            shown.mirror.issue_id, word, row, directory
        ):
            return Done(InboxStatus.IGNORED, "the issue is no sub-issue of the hub any more")
        late = row.received_at - word.at > FRESH or datetime.now(tz=UTC) - row.received_at > FRESH
        if late and word.carrier is not Carrier.GONE:
            receipts = tuple(await self.re_read(shown.mirror))
            said = f"held up: the issue was read again, {len(receipts)} decisions"
            return Done(InboxStatus.DONE, said, receipts)
        record = shown.record
        if await self._is_on_record(shown, word):
            return Done(InboxStatus.DONE, f"{word.decision} on {record.request_id}: on record already")
        receipt = await self._record(record, word, sha256_hex(row.body))
        return Done(InboxStatus.DONE, f"{word.decision} on {record.request_id}", (receipt,))

    async def _shown_by(self, found: Heard, word: Word) -> ShownRequest | None:
        if found.commented_on is not None:
            return await self._mirrors.of_comment(found.commented_on)
        return await self._mirrors.of_issue(word.issue_id)

    async def _moved_away(self, issue_id: str, word: Word, row: InboxRow, directory: Directory) -> bool:
        """An issue's own event says where it is; of other events' issues Linear is asked."""
        if word.carrier is Carrier.STATUS:
            return bool(json.loads(row.body)["data"].get("parentId") != directory.hub_id)
        return await self._desk.parent_of(issue_id) != directory.hub_id

    async def _is_on_record(self, shown: ShownRequest, word: Word) -> bool:
        """A comment or a reaction has an id; of a status, history and webhook know different ones."""
        receipt_id = _receipt_id(shown.record, word)
        if any(said.receipt_id == receipt_id for said in shown.said):
            return True
        if word.carrier is not Carrier.STATUS:
            return False
        actor = actor_of(self._policies.approvers(), await self._known(word.actor))
        return any(
            said.decision is word.decision
            and (said.actor_id, said.actor_email) == (actor.id, actor.email)
            and said.at >= word.at - ASK_AGAIN
            for said in shown.said
        )

    async def _record(self, record: ApprovalRecord, word: Word, evidence: str) -> Receipt:
        actor = actor_of(self._policies.approvers(), await self._known(word.actor))
        decision = Decision(
            receipt_id=_receipt_id(record, word),
            request_id=record.request_id,
            workflow_id=record.workflow_id,
            decision=word.decision,
            actor=actor,
            channel=Channel.LINEAR,
            digest=record.digest,
            reason=word.reason,
            confirmed=tuple(slug for slug in word.confirmed if slug in record.terms.required_actions),
            evidence_sha256=evidence,
            said_at=word.at,
        )
        return await self._inbox.record(decision, self._signer())

    async def _known(self, actor: LinearActor) -> LinearActor:
        """With the address that Linear has, where the event did not bring it."""
        known = any(person.linear_id == actor.id for person in self._policies.approvers().people)
        if actor.email or known:
            return actor
        return await self._desk.account(actor.id) or actor

    async def _on_remark(self, remark: Remark) -> Done:
        if remark.command is Command.ORCHESTRATE:
            key = f"linear/comment/{remark.comment_id}"
            return await self._take_task(remark.text, key, remark.actor, issue_id=remark.issue_id)
        shown = await self._mirrors.of_issue(remark.issue_id)
        if shown is None:
            return Done(InboxStatus.IGNORED, "no command, and not an approval issue")
        record = shown.record
        if _is_asking(shown):
            raise UnavailableError("a question on this request is not ruled on yet")
        if not await self._may_answer(remark, record):
            return Done(InboxStatus.IGNORED, "a comment that is neither a command nor an awaited answer")
        try:
            await self._messenger.provide_info(record.workflow_id, remark.text)
        except (ConflictError, NotFoundError) as error:
            return Done(InboxStatus.IGNORED, f"the answer came too late: {error}")
        return Done(InboxStatus.DONE, f"answered the question of {record.request_id}")

    async def _may_answer(self, remark: Remark, record: ApprovalRecord) -> bool:
        """Whoever asked for the task, by any comment; people of the file with ``/answer``."""
        if record.status is not ApprovalStatus.MORE_INFO or not remark.text:
            return False
        approvers = self._policies.approvers()
        actor = await self._known(remark.actor)
        if email_of(approvers, actor) == record.requester.casefold():
            return True
        return remark.command is Command.ANSWER and actor_of(approvers, actor).email is not None

    async def _on_handover(self, handover: Handover) -> Done:
        if not self._take_tasks:
            return Done(InboxStatus.IGNORED, "tasks from Linear are off: LINEAR_TASKS turns them on")
        issue = await self._desk.read(handover.issue_id)
        if issue.parent_id == (await self._desk.directory()).hub_id:
            return Done(InboxStatus.IGNORED, "an approval issue is no task")
        text = f"{issue.title}\n\n{issue.description}".strip()
        key = f"linear/issue/{handover.issue_id}/{handover.at.isoformat()}"
        return await self._take_task(text, key, handover.actor, issue_id=handover.issue_id)

    async def _take_task(self, text: str, key: str, actor: LinearActor, *, issue_id: str) -> Done:
        if not self._take_tasks:
            return Done(InboxStatus.IGNORED, "tasks from Linear are off: LINEAR_TASKS turns them on")
        person = actor_of(self._policies.approvers(), await self._known(actor)).email
        if person is None:
            return Done(InboxStatus.IGNORED, "only people in approvers.yaml may give tasks")
        if not text:
            return Done(InboxStatus.IGNORED, "a task without words")
        request = OrchestrationRequest(
            task_id=sha256_hex(f"{person}\0{key}".encode())[:32],
            description=self._redactor.text(text)[:DESCRIPTION_LIMIT],
            requester=person,
            context=ProjectContext(extra={"linear_issue": issue_id}),
        )
        try:
            await self._orchestrations.create(request, body_sha256=sha256_hex(text.encode()))
        except IdempotencyConflictError:  # it was taken before somebody edited the issue
            request = request.model_copy(
                update={"description": (await self._orchestrations.get(request.task_id)).description}
            )
        except InvalidInputError as error:
            return Done(InboxStatus.IGNORED, f"the task was not taken: {error}")
        await self._mirrors.follow(request.task_id, issue_id=issue_id)
        await self._messenger.start(request)
        return Done(InboxStatus.DONE, f"task {request.task_id}")


def _is_asking(shown: ShownRequest) -> bool:
    """A question has come, and the judge has not put it yet: an answer to it must wait."""
    if shown.record.status is not ApprovalStatus.PENDING:
        return False
    return any(each.decision is DecisionKind.MORE_INFO and not each.judged for each in shown.said)


def _receipt_id(record: ApprovalRecord, word: Word) -> str:
    return str(uuid.uuid5(RECEIPTS, f"{record.request_id}/{word.key}"))
