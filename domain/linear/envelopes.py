"""Webhooks of Linear: what one tells, once its signature has been checked.

Shapes as in npm ``@linear/sdk`` 98.0.0. What is not as it should be tells nothing: a webhook never fails for
what it says, since Linear would send it again.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import Field, ValidationError

from domain.approvals.decisions import DecisionKind
from domain.linear.directory import Directory
from domain.linear.issues import Comment, LinearActor, Reaction, StatusChange
from domain.linear.words import Carrier, Command, Word, counts, of_comment, of_reaction, of_status, spoken
from domain.models import Value

PERSON = "user"


class Envelope(Value):
    """``webhook_timestamp`` in milliseconds is checked with the signature."""

    action: str
    type: str
    data: dict[str, Any]
    actor: dict[str, Any] | None = None
    updated_from: dict[str, Any] | None = Field(default=None, alias="updatedFrom")
    created_at: datetime | None = Field(default=None, alias="createdAt")
    organization_id: str = Field(default="", alias="organizationId")


class Remark(Value):
    """A comment by a person that decides nothing: an answer, a task, or just talk."""

    issue_id: str
    comment_id: str
    actor: LinearActor
    command: Command | None
    text: str
    at: datetime


class Handover(Value):
    """An issue was given to us: delegated, or assigned."""

    issue_id: str
    actor: LinearActor
    at: datetime


class Heard(Value):
    """``commented_on``: the comment that a reaction is on, written by ``commented_by`` as far as is told.

    ``nothing``: why there is nothing to do.
    """

    word: Word | None = None
    remark: Remark | None = None
    handover: Handover | None = None
    commented_on: str | None = None
    commented_by: str | None = None
    nothing: str | None = None


def envelope_of(raw: Any) -> Envelope | None:
    """None for a body that is no envelope."""
    try:
        return Envelope.model_validate(raw)
    except ValidationError:
        return None


def heard(envelope: Envelope, directory: Directory) -> Heard:
    if envelope.organization_id != directory.organization_id:
        return Heard(nothing="another organization")
    hear = _HEARERS.get(envelope.type)
    if hear is None:
        return Heard(nothing=f"nothing is done on {envelope.type} events")
    try:
        return hear(envelope, directory)
    except (AttributeError, KeyError, TypeError, ValueError):  # pydantic's ValidationError is a ValueError
        return Heard(nothing="not in the shape that was expected")


def _issue(envelope: Envelope, directory: Directory) -> Heard:
    data, before = envelope.data, envelope.updated_from or {}
    actor = _actor(envelope)
    if not counts(actor, directory):
        return Heard(nothing="by nobody, by an app or by ourselves")
    assert actor is not None  # it counts
    issue_id, at = str(data["id"]), _at(envelope)
    if envelope.action == "remove" or _newly_gone(data, before):
        return Heard(word=_gone(issue_id, actor, at))
    if _given_to(data, before, directory.bot.id, created=envelope.action == "create"):
        return Heard(handover=Handover(issue_id=issue_id, actor=actor, at=at))
    if envelope.action != "update":
        return Heard(nothing="an issue that is made with a status was decided by nobody")
    change = StatusChange(
        key=f"status/{issue_id}/{at.isoformat()}", at=at, actor=actor, set_ids=_newly_set(data, before)
    )
    word = of_status(issue_id, change, directory)
    return Heard(word=word) if word else Heard(nothing="no status that decides was set")


def _comment(envelope: Envelope, directory: Directory) -> Heard:
    if envelope.action != "create":
        return Heard(nothing="edits and deletions of comments change nothing")
    data = envelope.data
    issue_id = str(data.get("issueId") or data["issue"]["id"])
    comment = Comment(id=str(data["id"]), at=_at(envelope), actor=_actor(envelope), body=str(data["body"]))
    if not counts(comment.actor, directory):
        return Heard(nothing="by nobody, by an app or by ourselves")
    if word := of_comment(issue_id, comment, directory):
        return Heard(word=word)
    assert comment.actor is not None  # it counts
    said = spoken(comment.body)
    return Heard(
        remark=Remark(
            issue_id=issue_id,
            comment_id=comment.id,
            actor=comment.actor,
            command=said.command if said else None,
            text=said.text if said else comment.body.strip(),
            at=comment.at,
        )
    )


def _reaction(envelope: Envelope, directory: Directory) -> Heard:
    if envelope.action != "create":
        return Heard(nothing="a reaction that is taken back changes nothing")
    data = envelope.data
    comment = data.get("comment") or {}
    reaction = Reaction(
        id=str(data["id"]), at=_at(envelope), actor=_actor(envelope), emoji=str(data["emoji"])
    )
    word = of_reaction(str(comment.get("issueId") or ""), reaction, directory)
    if word is None:
        return Heard(nothing="no thumb of a person")
    by = comment.get("userId")
    return Heard(
        word=word,
        commented_on=str(data.get("commentId") or comment["id"]),
        commented_by=str(by) if by else None,
    )


_HEARERS: Mapping[str, Callable[[Envelope, Directory], Heard]] = {
    "Issue": _issue,
    "Comment": _comment,
    "Reaction": _reaction,
}


def _newly_set(data: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[str, ...]:
    """Only what this very update set."""
    labels: set[str] = set()
    if "labelIds" in before:
        labels = {str(each) for each in data.get("labelIds") or ()} - set(before["labelIds"] or ())
    states = {str(data["stateId"])} if before.get("stateId") and data.get("stateId") else set()
    return tuple(sorted(labels | states))


def _newly_gone(data: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return bool(
        ("trashed" in before and data.get("trashed")) or ("archivedAt" in before and data.get("archivedAt"))
    )


def _given_to(data: Mapping[str, Any], before: Mapping[str, Any], bot: str, *, created: bool) -> bool:
    return any(data.get(key) == bot and (created or key in before) for key in ("delegateId", "assigneeId"))


def _gone(issue_id: str, actor: LinearActor, at: datetime) -> Word:
    return Word(
        issue_id=issue_id,
        carrier=Carrier.GONE,
        decision=DecisionKind.DENIED,
        actor=actor,
        at=at,
        key=f"gone/{issue_id}/{actor.id}/{at.isoformat()}",
        reason="the approval issue was deleted or archived in Linear",
    )


def _actor(envelope: Envelope) -> LinearActor | None:
    """Linear names the actor of every event; without one nobody decided."""
    found = envelope.actor
    if not found or not found.get("id"):
        return None
    return LinearActor(
        id=str(found["id"]),
        email=found.get("email"),
        name=str(found.get("name") or ""),
        is_person=found.get("type") == PERSON and not envelope.data.get("botActor"),
    )


def _at(envelope: Envelope) -> datetime:
    """The later of what the event and the thing itself say; aware."""
    times = [envelope.created_at, _time(envelope.data.get("updatedAt"))]
    return max(at for at in times if at is not None).astimezone(UTC)


def _time(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
