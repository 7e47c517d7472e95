"""Mirrors: a Linear issue that shows how an approval request, or a task that came from Linear, stands.

Every step follows from an event of the feed, in order. The mirror remembers the last one, so that a step is
made again rather than left out; making it again changes nothing.
"""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord
from domain.linear.directory import Directory
from domain.linear.issues import IssueDraft, IssueLink, IssueRead, LinearActor
from domain.models import Value


class Mirror(Value):
    """``request_id`` is None for a task that came from Linear; its issue is not ours.

    ``asking_comment``: the id of the comment on which a thumb counts. ``cursor``: the last event shown.
    ``fault``: why nothing is shown any more.
    """

    mirror_id: str
    task_id: str
    request_id: str | None
    issue_id: str | None
    asking_comment: str | None = None
    identifier: str = ""
    url: str = ""
    cursor: int = 0
    fault: str | None = None


class StepKind(StrEnum):
    """``opened``: makes the issue; ``reflected``: shows what the request is; ``closed``: ends it."""

    OPENED = "opened"
    COMMENTED = "commented"
    REMINDED = "reminded"
    REFLECTED = "reflected"
    CLOSED = "closed"


class MirrorStep(Value):
    """One event to show. ``payload`` is the event's."""

    mirror_id: str
    event_id: int
    event: str
    kind: StepKind
    at: datetime
    payload: dict[str, Any]


_STEPS = {
    "approval.opened": StepKind.OPENED,
    "approval.reminded": StepKind.REMINDED,
    "approval.escalated": StepKind.REMINDED,
    "approval.noted": StepKind.REFLECTED,
    "approval.answered": StepKind.REFLECTED,
    "approval.refused": StepKind.REFLECTED,
    "approval.approved": StepKind.REFLECTED,
    "approval.denied": StepKind.REFLECTED,
    "approval.expired": StepKind.REFLECTED,
    "approval.void": StepKind.REFLECTED,
    "approval.broken_glass": StepKind.REFLECTED,
    "orchestration.assessed": StepKind.COMMENTED,
    "orchestration.finished": StepKind.CLOSED,
}
EVENTS_OF_REQUEST = tuple(kind for kind in _STEPS if kind.startswith("approval."))
EVENTS_OF_TASK = ("orchestration.assessed", "approval.opened", "orchestration.finished")
LAST_EVENT = "orchestration.finished"


def step_kind(event: str, *, of_request: bool) -> StepKind | None:
    """None for an event that this mirror does not show."""
    kind = _STEPS.get(event)
    if of_request:
        return None if event == "orchestration.assessed" else kind
    if event not in EVENTS_OF_TASK:
        return None
    return StepKind.CLOSED if event == LAST_EVENT else StepKind.COMMENTED


def stable_id(*parts: object) -> str:
    """A UUID that Linear takes, in the form of version 4, always the same for the same parts."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:16]
    return str(uuid.UUID(bytes=digest, version=4))


def issue_id_of(request_id: str) -> str:
    return stable_id("issue", request_id)


def asking_comment_of(request_id: str) -> str:
    return stable_id("asking", request_id)


class LinearDesk(Protocol):
    """Linear, as far as we use it. Methods raise :class:`~domain.errors.UnavailableError` where it is out of
    reach or asks to wait, :class:`~domain.errors.NotFoundError` for an issue that is gone, and
    :class:`~domain.errors.ConfigurationError` where an id or a token of the configuration is not right.
    """

    async def directory(self) -> Directory:
        """Looked up once."""

    async def open(self, draft: IssueDraft) -> IssueLink:
        """A sub-issue of the hub; the one that is there, where it was opened before.

        Raises :class:`~domain.errors.InvalidInputError` where somebody else has made one of this id.
        """

    async def comment(self, issue_id: str, *, comment_id: str, body: str) -> None:
        """Once, however often it is asked for."""

    async def show_status(self, issue_id: str, decision: DecisionKind | None) -> None:
        """None: no status that decides."""

    async def close(self, issue_id: str, *, done: bool) -> None:
        """To the team's completed or cancelled state, where it has one."""

    async def read(self, issue_id: str) -> IssueRead: ...

    async def parent_of(self, issue_id: str) -> str | None:
        """None also for an issue that is gone."""

    async def changed_since(self, at: datetime) -> Sequence[str]:
        """Ids of the hub's sub-issues that were touched since then."""

    async def account(self, user_id: str) -> LinearActor | None: ...


class Said(Value):
    """A decision from Linear that is on record."""

    receipt_id: str
    decision: DecisionKind
    actor_id: str | None
    actor_email: str | None
    at: datetime
    judged: bool = True


class ShownRequest(Value):
    """An approval request, the issue that shows it, and what people have decided there so far."""

    mirror: Mirror
    record: ApprovalRecord
    said: tuple[Said, ...] = ()


class MirrorStore(Protocol):
    """Rows of ``linear_mirrors``."""

    async def wanted(self, *, limit: int) -> Sequence[str]:
        """Mirrors with an event to show: open requests without an issue, and what has happened since."""

    async def get(self, mirror_id: str) -> Mirror | None:
        """By request or task. None where there is neither."""

    async def of_issue(self, issue_id: str) -> ShownRequest | None:
        """The approval request whose issue this is; all of it at one moment."""

    async def of_comment(self, comment_id: str) -> ShownRequest | None:
        """The approval request that this comment asks to decide."""

    async def opened(self, mirror: Mirror, link: IssueLink) -> None:
        """Remember the issue; requests and tasks show its address from then on."""

    async def follow(self, task_id: str, *, issue_id: str) -> None:
        """Show a task on the issue that it came from."""

    async def due(self, mirror: Mirror, *, limit: int = 20) -> Sequence[MirrorStep]: ...

    async def shown(self, mirror_id: str, event_id: int) -> None: ...

    async def gave_up(self, mirror: Mirror, fault: str) -> None:
        """Nothing is shown any more, whether the issue was made or not."""

    async def open_requests(self, *, limit: int = 500) -> Sequence[Mirror]:
        """Of requests that wait for a decision and have an issue."""
