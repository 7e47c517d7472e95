"""The mutations of the loopback Linear, as the viewer does them."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.linear.entities import Comment, Entity, IssueLabel, Reaction, User, Webhook
from tests.support.linear.errors import InputRefusedError
from tests.support.linear.graph import snake
from tests.support.linear.issues import NewIssue
from tests.support.linear.store import deterministic_id
from tests.support.linear.world import World

Mutation = Callable[[World, User, Mapping[str, Any]], Mapping[str, Any]]
_PLAIN_FIELDS = ("title", "description", "priority", "labelIds", "subscriberIds")
_NEW_ISSUE_FIELDS = (
    *("id", "title", "description", "priority", "teamId", "parentId", "stateId"),
    *("assigneeId", "delegateId", "labelIds"),
)


def issue_create(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """``templateId`` and what else the loopback does not keep is passed over; a title is needed."""
    asked = given["input"]
    if not asked.get("title"):
        raise InputRefusedError("Argument Validation Error: title is missing", "A title is needed.")
    named = {
        snake(name): value for name, value in asked.items() if name in _NEW_ISSUE_FIELDS and value is not None
    }
    return _done(issue=world.create_issue(NewIssue(**named), by=viewer))


def issue_update(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """One change, told of once, however many fields it sets."""
    asked, issue = given["input"], world.issue(given["id"])
    changes = {snake(name): asked[name] for name in _PLAIN_FIELDS if name in asked}
    for name in ("assigneeId", "delegateId"):
        if name in asked:
            changes[snake(name)] = world.user(asked[name]).id if asked[name] else None
    if "parentId" in asked:
        changes["parent_id"] = world.issue(asked["parentId"]).id if asked["parentId"] else None
    if asked.get("stateId"):
        changes |= world.state_changes(asked["stateId"])
    if "addedLabelIds" in asked or "removedLabelIds" in asked:
        labels = [*dict.fromkeys([*issue.label_ids, *(asked.get("addedLabelIds") or ())])]
        gone = asked.get("removedLabelIds") or ()
        changes["label_ids"] = [label for label in labels if label not in gone]
    return _done(issue=world.change(issue, changes, by=viewer))


def issue_add_label(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    label = world.find(IssueLabel, given["labelId"])
    return _done(issue=world.add_label(given["id"], label, by=viewer))


def issue_remove_label(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    label = world.find(IssueLabel, given["labelId"])
    return _done(issue=world.remove_label(given["id"], label, by=viewer))


def issue_archive(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    act = world.trash if given.get("trash") else world.archive
    return _done(entity=act(given["id"], by=viewer))


def issue_unarchive(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return _done(entity=world.unarchive(given["id"], by=viewer))


def issue_delete(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    if given.get("permanentlyDelete"):
        world.delete(given["id"], by=viewer)
        return _done(entity=None)
    return _done(entity=world.trash(given["id"], by=viewer))


def issue_label_create(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    asked = given["input"]
    label = world.create_label(
        asked["name"],
        by=viewer,
        group=world.find(IssueLabel, asked["parentId"]) if asked.get("parentId") else None,
        is_group=bool(asked.get("isGroup")),
        color=asked.get("color") or "#bec2c8",
        description=asked.get("description"),
        team_id=asked.get("teamId"),
        given_id=asked.get("id"),
    )
    return _done(issueLabel=label)


def issue_label_update(world: World, _: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    label = world.find(IssueLabel, given["id"])
    return _done(issueLabel=_set(world, label, given["input"]))


def comment_create(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    asked = given["input"]
    if not asked.get("issueId"):
        raise InputRefusedError("Argument Validation Error: issueId is missing", "An issue is needed.")
    parent = world.find(Comment, asked["parentId"]) if asked.get("parentId") else None
    comment = world.comment(
        asked["issueId"], asked.get("body") or "", by=viewer, parent=parent, given_id=asked.get("id")
    )
    return _done(comment=comment)


def comment_update(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return _done(comment=world.edit_comment(given["id"], given["input"].get("body") or "", by=viewer))


def comment_delete(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    world.delete_comment(given["id"], by=viewer)
    return _done(entityId=given["id"])


def reaction_create(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    asked = given["input"]
    target = (
        world.find(Comment, asked["commentId"]) if asked.get("commentId") else world.issue(asked["issueId"])
    )
    return _done(reaction=world.react(target, asked["emoji"], by=viewer, given_id=asked.get("id")))


def reaction_delete(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    world.unreact(world.find(Reaction, given["id"]), by=viewer)
    return _done(entityId=given["id"])


def webhook_create(world: World, viewer: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    asked = given["input"]
    webhook = world.add(
        Webhook,
        asked.get("id"),
        url=asked["url"],
        secret=asked.get("secret") or f"lin_wh_{deterministic_id(asked['url'], len(world.webhooks))}",
        resource_types=list(asked["resourceTypes"]),
        label=asked.get("label"),
        enabled=asked.get("enabled") is not False,
        team_id=asked.get("teamId"),
        all_public_teams=bool(asked.get("allPublicTeams")),
        creator_id=viewer.id,
    )
    return _done(webhook=webhook)


def webhook_update(world: World, _: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return _done(webhook=_set(world, world.find(Webhook, given["id"]), given["input"]))


def webhook_delete(world: World, _: User, given: Mapping[str, Any]) -> Mapping[str, Any]:
    world.drop(world.find(Webhook, given["id"]))
    return _done(entityId=given["id"])


MUTATIONS: Mapping[str, Mutation] = {
    "issueCreate": issue_create,
    "issueUpdate": issue_update,
    "issueAddLabel": issue_add_label,
    "issueRemoveLabel": issue_remove_label,
    "issueArchive": issue_archive,
    "issueUnarchive": issue_unarchive,
    "issueDelete": issue_delete,
    "issueLabelCreate": issue_label_create,
    "issueLabelUpdate": issue_label_update,
    "commentCreate": comment_create,
    "commentUpdate": comment_update,
    "commentDelete": comment_delete,
    "reactionCreate": reaction_create,
    "reactionDelete": reaction_delete,
    "webhookCreate": webhook_create,
    "webhookUpdate": webhook_update,
    "webhookDelete": webhook_delete,
}


def _done(**values: object) -> Mapping[str, Any]:
    return {"success": True, "lastSyncId": 0, **values}


def _set(world: World, entity: Entity, asked: Mapping[str, Any]) -> Entity:
    for name, value in asked.items():
        if hasattr(entity, snake(name)):
            setattr(entity, snake(name), value)
    entity.updated_at = world.now()
    return entity
