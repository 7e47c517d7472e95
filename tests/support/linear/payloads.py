"""What webhooks carry of entities: the types ``...WebhookPayload`` of Linear's schema."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.support.linear.entities import (
    Actor,
    Bot,
    Comment,
    Entity,
    Issue,
    IssueLabel,
    Reaction,
    Team,
    User,
    WorkflowState,
)
from tests.support.linear.store import Store


def iso(moment: datetime | None) -> str | None:
    """``2026-01-31T09:05:00.000Z``."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None


def actor_payload(actor: Actor) -> dict[str, Any] | None:
    """A person's has an email; an app's user is a user, too. None for Linear's own automations."""
    if isinstance(actor, Bot):
        if actor.type == "oauthClient":
            return {"id": actor.id, "name": actor.name, "type": actor.type}
        return {"id": actor.id, "service": actor.type, "type": "integration"}
    return {**user_child(actor), "type": "user"} if actor else None


def user_child(user: User) -> dict[str, Any]:
    return {"id": user.id, "name": user.name, "email": user.email, "url": user.url}


def payload_of(store: Store, entity: Entity) -> dict[str, Any]:
    """An event's ``data``; values that are not set are left out, as Linear does."""
    match entity:
        case Issue():
            found = _issue(store, entity)
        case Comment():
            found = _comment(store, entity)
        case Reaction():
            found = _reaction(store, entity)
        case IssueLabel():
            found = _label(entity)
        case _:
            raise TypeError(f"no webhook tells of {entity.TYPE}")
    times = {"createdAt": iso(entity.created_at), "updatedAt": iso(entity.updated_at)}
    found = {"id": entity.id, **times, "archivedAt": iso(entity.archived_at), **found}
    return {name: value for name, value in found.items() if value is not None}


def _issue(store: Store, issue: Issue) -> dict[str, Any]:
    labels = [store.find(IssueLabel, identity) for identity in issue.label_ids]
    state = store.find(WorkflowState, issue.state_id)
    return {
        "number": issue.number,
        "identifier": issue.identifier,
        "title": issue.title,
        "description": issue.description,
        "url": issue.url,
        "priority": issue.priority,
        "priorityLabel": issue.priority_label,
        "previousIdentifiers": list(issue.previous_identifiers),
        "sortOrder": 0,
        "prioritySortOrder": 0,
        "reactionData": _reaction_data(store, issue),
        "releases": [],
        "trashed": issue.trashed,
        "startedAt": iso(issue.started_at),
        "completedAt": iso(issue.completed_at),
        "canceledAt": iso(issue.canceled_at),
        "subscriberIds": list(issue.subscriber_ids),
        "labelIds": list(issue.label_ids),
        "labels": [_label_child(label) for label in labels],
        "stateId": state.id,
        "state": {"id": state.id, "color": state.color, "name": state.name, "type": state.type},
        "teamId": issue.team_id,
        "team": _team_child(store, issue.team_id),
        "parentId": issue.parent_id,
        **_person(store, "creator", issue.creator_id),
        **_person(store, "assignee", issue.assignee_id),
        **_person(store, "delegate", issue.delegate_id),
    }


def _comment(store: Store, comment: Comment) -> dict[str, Any]:
    return {
        "body": comment.body,
        "editedAt": iso(comment.edited_at),
        "parentId": comment.parent_id,
        "reactionData": _reaction_data(store, comment),
        "issueId": comment.issue_id,
        "issue": _issue_child(store, comment.issue_id),
        **_person(store, "user", comment.user_id),
    }


def _reaction(store: Store, reaction: Reaction) -> dict[str, Any]:
    comment = store.find(Comment, reaction.comment_id) if reaction.comment_id else None
    return {
        "emoji": reaction.emoji,
        "commentId": reaction.comment_id,
        "comment": comment
        and {"id": comment.id, "body": comment.body, "userId": comment.user_id, "issueId": comment.issue_id},
        "issueId": reaction.issue_id,
        "issue": _issue_child(store, comment.issue_id if comment else reaction.issue_id),
        **_person(store, "user", reaction.user_id),
    }


def _label(label: IssueLabel) -> dict[str, Any]:
    return {
        "name": label.name,
        "color": label.color,
        "description": label.description,
        "isGroup": label.is_group,
        "parentId": label.parent_id,
        "teamId": label.team_id,
        "creatorId": label.creator_id,
    }


def _label_child(label: IssueLabel) -> dict[str, Any]:
    parent = {"parentId": label.parent_id} if label.parent_id else {}
    return {"id": label.id, "color": label.color, "name": label.name, **parent}


def _team_child(store: Store, identity: str) -> dict[str, Any]:
    team = store.find(Team, identity)
    return {"id": team.id, "key": team.key, "name": team.name}


def _issue_child(store: Store, identity: str | None) -> dict[str, Any] | None:
    if identity is None:
        return None
    issue = store.find(Issue, identity)
    return {
        "id": issue.id,
        "identifier": issue.identifier,
        "title": issue.title,
        "url": issue.url,
        "teamId": issue.team_id,
        "team": _team_child(store, issue.team_id),
    }


def _person(store: Store, role: str, identity: str | None) -> Mapping[str, Any]:
    if identity is None:
        return {}
    return {f"{role}Id": identity, role: user_child(store.find(User, identity))}


def _reaction_data(store: Store, to: Comment | Issue) -> list[dict[str, Any]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for each in store.reactions(to):
        given = {"id": each.id, "userId": each.user_id, "reactedAt": iso(each.created_at)}
        grouped.setdefault(each.emoji, []).append(given)
    return [{"emoji": emoji, "reactions": given} for emoji, given in grouped.items()]
