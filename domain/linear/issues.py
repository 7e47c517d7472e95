"""What is read of a Linear issue: only what tells who decided what, and when.

Times are Linear's own.
"""

from datetime import datetime

from domain.models import Value


class LinearActor(Value):
    """Whoever acted. ``is_person``: a user of the organization, no app and no integration."""

    id: str
    email: str | None = None
    name: str = ""
    is_person: bool = True


class StatusChange(Value):
    """An entry of the issue's history, or a webhook that tells of one: labels and state that it set.

    ``at`` is when the entry was last added to: Linear puts what one person does within a short time into one
    entry, so that its beginning may be earlier than the change.
    """

    key: str
    at: datetime
    actor: LinearActor | None
    set_ids: tuple[str, ...]


class Reaction(Value):
    id: str
    at: datetime
    actor: LinearActor | None
    emoji: str


class Comment(Value):
    """``at``: no earlier than what Linear vouches for, as ``createdAt`` may be set by whoever writes it.

    ``edited``: it does not say any more what it said; so it says nothing.
    """

    id: str
    at: datetime
    actor: LinearActor | None
    body: str
    edited: bool = False
    reactions: tuple[Reaction, ...] = ()


class IssueRead(Value):
    """``gone``: trashed, archived or deleted. ``set_ids``: its labels and its state, as they are now."""

    id: str
    identifier: str = ""
    url: str = ""
    title: str = ""
    description: str = ""
    parent_id: str | None = None
    gone: bool = False
    set_ids: tuple[str, ...] = ()
    changes: tuple[StatusChange, ...] = ()
    comments: tuple[Comment, ...] = ()


class IssueDraft(Value):
    """``id`` is made from what the issue is about, so that a second attempt finds the first one's issue.

    ``priority`` as in Linear: 1 urgent, 2 high, 3 medium, 4 low.
    """

    id: str
    title: str
    description: str
    priority: int


class IssueLink(Value):
    id: str
    identifier: str
    url: str
