"""The state of the loopback Linear: entities by id, their look-ups, and ids that are always the same."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from tests.support.linear.entities import (
    Comment,
    Entity,
    Event,
    Issue,
    IssueHistory,
    IssueLabel,
    Organization,
    Reaction,
    Team,
    User,
    Webhook,
    WorkflowState,
)
from tests.support.linear.errors import InputRefusedError, duplicate, not_found

Kind = TypeVar("Kind", bound=Entity)
_NAMESPACE = UUID("5ba5e000-11ea-4000-8000-000000000000")


def real_time() -> datetime:
    return datetime.now(UTC)


def deterministic_id(*parts: object) -> str:
    """A well-formed id of the form of version 4, the same for the same parts."""
    return str(UUID(bytes=uuid5(_NAMESPACE, "/".join(map(str, parts))).bytes, version=4))


def checked_uuid(given: str) -> str:
    try:
        found = UUID(given)
    except ValueError:
        found = None
    if found is None or found.version != 4:
        raise InputRefusedError("Argument Validation Error: id must be a UUID", "id must be a UUID.")
    return str(found)


class Store:
    """``clock`` gives the time, which is kept in whole milliseconds. ``events`` are all since the start."""

    def __init__(
        self, clock: Callable[[], datetime] = real_time, *, base_url: str = "https://linear.app"
    ) -> None:
        self.clock = clock
        self.base_url = base_url
        self.entities: dict[str, Entity] = {}
        self.events: list[Event] = []
        self.listeners: list[Callable[[Event], None]] = []
        self._numbers: dict[str, int] = {}

    def now(self) -> datetime:
        moment = self.clock().astimezone(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def add(self, kind: type[Kind], given_id: str | None = None, **fields: Any) -> Kind:
        """A new one, made now; refused where the client's id is taken or none that Linear takes."""
        identity, moment = self._new_id(kind, given_id), self.now()
        if identity in self.entities:
            raise duplicate(kind.TYPE, identity)
        entity = kind(id=identity, **{"created_at": moment, "updated_at": moment, **fields})
        self.entities[identity] = entity
        return entity

    def drop(self, entity: Entity) -> None:
        del self.entities[entity.id]

    def emit(self, event: Event) -> None:
        self.events.append(event)
        for listener in self.listeners:
            listener(event)

    def _new_id(self, kind: type[Entity], given: str | None = None) -> str:
        """The client's, refused where it is no UUID of version 4; else the next of this kind."""
        if given is not None:
            return checked_uuid(given)
        count = self._numbers[kind.TYPE] = self._numbers.get(kind.TYPE, 0) + 1
        return deterministic_id(kind.TYPE, count)

    def all(self, kind: type[Kind]) -> list[Kind]:
        """In the order of their creation."""
        return list(self._each(kind))

    def find(self, kind: type[Kind], identity: str) -> Kind:
        """By id; refused as Linear does where there is none."""
        found = self.entities.get(identity)
        if not isinstance(found, kind):
            raise not_found(kind.TYPE)
        return found

    def _each(self, kind: type[Kind]) -> Iterator[Kind]:
        return (entity for entity in self.entities.values() if isinstance(entity, kind))

    @property
    def organization(self) -> Organization:
        return self.all(Organization)[0]

    @property
    def team(self) -> Team:
        """The one that is seeded."""
        return self.all(Team)[0]

    @property
    def app_user(self) -> User:
        """As whom the product acts with its own token."""
        return next(user for user in self._each(User) if user.app)

    @property
    def people(self) -> list[User]:
        return [user for user in self._each(User) if not user.app]

    @property
    def webhooks(self) -> list[Webhook]:
        return self.all(Webhook)

    def user(self, who: User | str) -> User:
        """By email, id or the name before the @."""
        if isinstance(who, User):
            return who
        for user in self._each(User):
            if who in {user.id, user.email, user.email.partition("@")[0]}:
                return user
        raise not_found("User")

    def issue(self, which: Issue | str) -> Issue:
        """By identifier (DEV-68), a former one, or id; also where it is archived or trashed."""
        if isinstance(which, Issue):
            return which
        for issue in self._each(Issue):
            names = (issue.id, issue.identifier, *issue.previous_identifiers)
            if which.casefold() in map(str.casefold, names):
                return issue
        raise not_found("Issue")

    def children(self, parent: Issue | str) -> list[Issue]:
        identity = self.issue(parent).id
        return [issue for issue in self._each(Issue) if issue.parent_id == identity]

    def state(self, which: WorkflowState | str) -> WorkflowState:
        """By name or id."""
        if isinstance(which, WorkflowState):
            return which
        for state in self._each(WorkflowState):
            if which in {state.id, state.name}:
                return state
        raise not_found("WorkflowState")

    def label(self, which: IssueLabel | str) -> IssueLabel:
        """By name or id."""
        if isinstance(which, IssueLabel):
            return which
        for label in self._each(IssueLabel):
            if which in {label.id, label.name}:
                return label
        raise not_found("IssueLabel")

    def comments(self, issue: Issue | str) -> list[Comment]:
        identity = self.issue(issue).id
        return [comment for comment in self._each(Comment) if comment.issue_id == identity]

    def reactions(self, to: Comment | Issue) -> list[Reaction]:
        return [each for each in self._each(Reaction) if to.id in {each.comment_id, each.issue_id}]

    def history(self, issue: Issue | str) -> list[IssueHistory]:
        """Oldest first."""
        identity = self.issue(issue).id
        return [entry for entry in self._each(IssueHistory) if entry.issue_id == identity]
