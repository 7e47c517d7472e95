"""What a person said in Linear, and what it means: pure rules, the same for webhooks and for what is re-read.

Three carriers: the Request Status (a label or a state) of the issue, a comment that begins with a command,
and a thumb on the comment that asks for the decision.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from domain.approvals.decisions import DecisionKind
from domain.linear.directory import Directory
from domain.linear.issues import Comment, IssueRead, LinearActor, Reaction, StatusChange
from domain.models import Value

REASON_LIMIT = 2_000
"""Characters of a reason or a question that are kept."""

_COMMAND = re.compile(
    r"\s*/(?P<name>[a-z][a-z-]*)(?:[ \t]+|\s*\n|\s*$)(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_SLUG = re.compile(r"\s*\+(?P<slug>[A-Za-z0-9][\w-]*)(?=\s|$)")
_DECISIONS = {
    "approve": DecisionKind.APPROVED,
    "deny": DecisionKind.DENIED,
    "reject": DecisionKind.DENIED,
    "info": DecisionKind.MORE_INFO,
    "more-info": DecisionKind.MORE_INFO,
}
_THUMBS = {
    "+1": DecisionKind.APPROVED,
    "thumbsup": DecisionKind.APPROVED,
    "\N{THUMBS UP SIGN}": DecisionKind.APPROVED,
    "-1": DecisionKind.DENIED,
    "thumbsdown": DecisionKind.DENIED,
    "\N{THUMBS DOWN SIGN}": DecisionKind.DENIED,
}
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]|_tone[1-5]|\N{VARIATION SELECTOR-16}")


class Command(StrEnum):
    """``answer``: to an approver's question. ``orchestrate``: a new task."""

    DECIDE = "decide"
    ANSWER = "answer"
    ORCHESTRATE = "orchestrate"


class Carrier(StrEnum):
    STATUS = "status"
    COMMENT = "comment"
    REACTION = "reaction"
    GONE = "gone"


class Spoken(Value):
    """A command at the beginning of a comment. ``text`` is what follows it, on all lines.

    ``confirmed``: the slugs of required actions, named as ``/approve +backup-taken +team-told it is due``.
    """

    command: Command
    decision: DecisionKind | None = None
    text: str = ""
    confirmed: tuple[str, ...] = ()


class Word(Value):
    """One decision that a person made on an issue. ``key`` is the same wherever it is found."""

    issue_id: str
    carrier: Carrier
    decision: DecisionKind
    actor: LinearActor
    at: datetime
    key: str
    reason: str | None = None
    confirmed: tuple[str, ...] = ()


def spoken(body: str) -> Spoken | None:
    """The command that a comment begins with; None for anything else."""
    found = _COMMAND.match(body)
    if found is None:
        return None
    name = found["name"].lower()
    if name in _DECISIONS:
        confirmed, text = _slugs_first(found["rest"])
        return Spoken(command=Command.DECIDE, decision=_DECISIONS[name], text=text, confirmed=confirmed)
    if name in (Command.ANSWER, Command.ORCHESTRATE):
        return Spoken(command=Command(name), text=found["rest"].strip())
    return None


def thumb(emoji: str) -> DecisionKind | None:
    """Whatever its colour."""
    return _THUMBS.get(_SKIN.sub("", emoji).strip(":"))


def of_status(issue_id: str, change: StatusChange, directory: Directory) -> Word | None:
    """None unless a person set exactly one status that decides."""
    decisions = {decision for each in change.set_ids if (decision := directory.decision_of(each))}
    if len(decisions) != 1 or not counts(change.actor, directory):
        return None
    (decision,) = decisions
    assert change.actor is not None  # it counts
    return Word(
        issue_id=issue_id,
        carrier=Carrier.STATUS,
        decision=decision,
        actor=change.actor,
        at=change.at,
        key=f"{change.key}/{decision}",
    )


def of_comment(issue_id: str, comment: Comment, directory: Directory) -> Word | None:
    said = None if comment.edited else spoken(comment.body)
    if said is None or said.decision is None or not counts(comment.actor, directory):
        return None
    assert comment.actor is not None  # it counts
    return Word(
        issue_id=issue_id,
        carrier=Carrier.COMMENT,
        decision=said.decision,
        actor=comment.actor,
        at=comment.at,
        key=f"comment/{comment.id}",
        reason=said.text or None,
        confirmed=said.confirmed,
    )


def of_reaction(issue_id: str, reaction: Reaction, directory: Directory) -> Word | None:
    """On the comment that asks; the caller sees to that."""
    decision = thumb(reaction.emoji)
    if decision is None or not counts(reaction.actor, directory):
        return None
    assert reaction.actor is not None  # it counts
    return Word(
        issue_id=issue_id,
        carrier=Carrier.REACTION,
        decision=decision,
        actor=reaction.actor,
        at=reaction.at,
        key=f"reaction/{reaction.id}",
    )


def of_issue(issue: IssueRead, directory: Directory, *, asking_comment: str) -> list[Word]:
    """The last word of each person on the issue, oldest first.

    A status counts only while the issue has it: whoever took it back has said nothing.
    """
    last: dict[str, Word] = {}
    for word in sorted(_all(issue, directory, asking_comment), key=lambda word: word.at):
        last.pop(word.actor.id, None)
        last[word.actor.id] = word
    return list(last.values())


def counts(actor: LinearActor | None, directory: Directory) -> bool:
    """Nobody, an app or integration, and we ourselves decide nothing."""
    return actor is not None and actor.is_person and actor.id != directory.bot.id


def _slugs_first(rest: str) -> tuple[tuple[str, ...], str]:
    slugs: list[str] = []
    while found := _SLUG.match(rest):
        slugs.append(found["slug"].lower())
        rest = rest[found.end() :]
    return tuple(slugs), rest.strip()[:REASON_LIMIT]


def _all(issue: IssueRead, directory: Directory, asking_comment: str) -> Iterator[Word]:
    for (
        change
    ) in issue.changes:  # an entry may hold several of one person's changes: what is left of it counts
        left = tuple(each for each in change.set_ids if each in issue.set_ids)
        yield from _found([of_status(issue.id, change.model_copy(update={"set_ids": left}), directory)])
    for comment in issue.comments:
        yield from _found([of_comment(issue.id, comment, directory)])
        if comment.id == asking_comment and _is_ours(comment, directory):
            yield from _found(of_reaction(issue.id, each, directory) for each in comment.reactions)


def _is_ours(comment: Comment, directory: Directory) -> bool:
    """Somebody may have made a comment with the id that ours was to have."""
    return comment.actor is None or comment.actor.id == directory.bot.id


def _found(words: Iterable[Word | None]) -> Iterator[Word]:
    return (word for word in words if word is not None)
