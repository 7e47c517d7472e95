"""Read an entity by the API's names of fields: attributes, relations, collections. Filters read so, too."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.linear.entities import (
    Comment,
    Entity,
    Issue,
    IssueHistory,
    IssueLabel,
    Reaction,
    Team,
    User,
    Webhook,
    WorkflowState,
)
from tests.support.linear.store import Store

UNKNOWN = object()
"""What :func:`read` gives for a field that the loopback does not keep."""

_COLLECTIONS: Mapping[tuple[str, str], Callable[[Store, Any], Any]] = {
    ("Issue", "children"): lambda store, issue: store.children(issue),
    ("Issue", "comments"): lambda store, issue: store.comments(issue),
    ("Issue", "history"): lambda store, issue: store.history(issue),
    ("Issue", "reactions"): lambda store, issue: store.reactions(issue),
    ("Comment", "reactions"): lambda store, comment: store.reactions(comment),
    ("Comment", "children"): lambda store, it: [c for c in store.all(Comment) if c.parent_id == it.id],
    ("IssueLabel", "children"): lambda store, it: [x for x in store.all(IssueLabel) if x.parent_id == it.id],
    ("IssueLabel", "organization"): lambda store, _: store.organization,
    ("Organization", "labels"): lambda store, _: store.all(IssueLabel),
    ("Organization", "teams"): lambda store, _: store.all(Team),
    ("Organization", "users"): lambda store, _: store.all(User),
    ("Team", "issueCount"): lambda store, team: sum(x.team_id == team.id for x in store.all(Issue)),
    ("Team", "issues"): lambda store, team: [x for x in store.all(Issue) if x.team_id == team.id],
    ("Team", "labels"): lambda store, team: [
        x for x in store.all(IssueLabel) if x.team_id in {None, team.id}
    ],
    ("Team", "members"): lambda store, _: store.all(User),
    ("Team", "organization"): lambda store, _: store.organization,
    ("Team", "states"): lambda store, team: [x for x in store.all(WorkflowState) if x.team_id == team.id],
    ("Team", "webhooks"): lambda store, _: store.all(Webhook),
    ("User", "assignedIssues"): lambda store, it: [x for x in store.all(Issue) if x.assignee_id == it.id],
    ("User", "createdIssues"): lambda store, it: [x for x in store.all(Issue) if x.creator_id == it.id],
    ("User", "delegatedIssues"): lambda store, it: [x for x in store.all(Issue) if x.delegate_id == it.id],
    ("User", "organization"): lambda store, _: store.organization,
    ("User", "teams"): lambda store, _: store.all(Team),
    ("WorkflowState", "issues"): lambda store, it: [x for x in store.all(Issue) if x.state_id == it.id],
}
_TYPES: Mapping[str, type[Entity]] = {
    each.TYPE: each
    for each in (Comment, Issue, IssueHistory, IssueLabel, Reaction, Team, User, Webhook, WorkflowState)
}


def read(store: Store, entity: Any, name: str) -> Any:
    """A plain value, an entity, a list of either, or ``UNKNOWN``."""
    kind = getattr(entity, "TYPE", "")
    if collect := _COLLECTIONS.get((kind, name)):
        return collect(store, entity)
    attribute = snake(name)
    if hasattr(entity, attribute):
        return getattr(entity, attribute)
    if hasattr(entity, f"{attribute}_id"):
        identity = getattr(entity, f"{attribute}_id")
        return None if identity is None else store.entities.get(identity)
    plural = f"{attribute.removesuffix('s')}_ids"
    if hasattr(entity, plural):
        identities = getattr(entity, plural)
        return None if identities is None else [store.entities[each] for each in identities]
    return UNKNOWN


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def roots(store: Store, kind: str) -> list[Any]:
    """All entities of a type, by its name in the API."""
    return store.all(_TYPES[kind])


def root(store: Store, kind: str, identity: str) -> Entity:
    """One by its id; a team also by its key, an issue by its identifier."""
    if kind == "Issue":
        return store.issue(identity)
    for team in store.all(Team) if kind == "Team" else ():
        if team.key == identity:
            return team
    return store.find(_TYPES[kind], identity)
