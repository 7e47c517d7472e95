"""What people, apps and automations do to issues. Every change is in the history and told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.support.linear.entities import (
    Actor,
    Bot,
    Event,
    Issue,
    IssueHistory,
    IssueLabel,
    Team,
    User,
    WorkflowState,
)
from tests.support.linear.errors import InputRefusedError, not_exclusive
from tests.support.linear.payloads import actor_payload, iso, payload_of
from tests.support.linear.store import Store

_FROM_TO = ("state_id", "parent_id", "team_id", "assignee_id", "delegate_id", "title", "priority")
_STAMPS = {"started": "started_at", "completed": "completed_at", "canceled": "canceled_at"}


@dataclass(frozen=True)
class NewIssue:
    """``id`` is the client's, or None for one of the loopback's."""

    title: str
    id: str | None = None
    description: str | None = None
    team_id: str | None = None
    parent_id: str | None = None
    state_id: str | None = None
    assignee_id: str | None = None
    delegate_id: str | None = None
    label_ids: Sequence[str] = ()
    priority: int = 0


class IssueActions(Store):
    """``by`` is a user, their email or name before the @, a bot, or None for an automation of Linear's."""

    def create_issue(self, new: NewIssue, *, by: User | str) -> Issue:
        creator, team = self.user(by), self.find(Team, new.team_id) if new.team_id else self.team
        self._check_labels(new.label_ids)
        number = self._next_number()
        identifier = f"{team.key}-{number}"
        issue = self.add(
            Issue,
            new.id,
            number=number,
            identifier=identifier,
            title=new.title,
            description=new.description,
            url=self._url(identifier),
            team_id=team.id,
            state_id=self.state(new.state_id or "Todo").id,
            parent_id=self.issue(new.parent_id).id if new.parent_id else None,
            assignee_id=self.user(new.assignee_id).id if new.assignee_id else None,
            delegate_id=self.user(new.delegate_id).id if new.delegate_id else None,
            label_ids=list(new.label_ids),
            priority=new.priority,
            creator_id=creator.id,
            subscriber_ids=[creator.id],
        )
        self._tell("create", issue, creator)
        return issue

    def set_label(self, issue: Issue | str, label: IssueLabel | str, *, by: User | Bot | str | None) -> Issue:
        """As on the page: it takes the place of the group's other label."""
        found, chosen = self.issue(issue), self.label(label)
        kept = [each for each in found.label_ids if not self._same_group(self.label(each), chosen)]
        return self.change(found, {"label_ids": [*kept, chosen.id]}, by=by)

    def add_label(self, issue: Issue | str, label: IssueLabel | str, *, by: User | Bot | str | None) -> Issue:
        """As by the API: refused beside another label of its group."""
        found, chosen = self.issue(issue), self.label(label)
        return self.change(found, {"label_ids": [*dict.fromkeys([*found.label_ids, chosen.id])]}, by=by)

    def remove_label(
        self, issue: Issue | str, label: IssueLabel | str, *, by: User | Bot | str | None
    ) -> Issue:
        found, gone = self.issue(issue), self.label(label).id
        return self.change(found, {"label_ids": [each for each in found.label_ids if each != gone]}, by=by)

    def set_state(
        self, issue: Issue | str, state: WorkflowState | str, *, by: User | Bot | str | None
    ) -> Issue:
        return self.change(issue, self.state_changes(state), by=by)

    def state_changes(self, state: WorkflowState | str) -> dict[str, Any]:
        """The attributes that a move to this state sets."""
        chosen = self.state(state)
        stamp = _STAMPS.get(chosen.type)
        return {"state_id": chosen.id, **({stamp: self.now()} if stamp else {})}

    def assign(self, issue: Issue | str, to: User | str | None, *, by: User | str) -> Issue:
        return self.change(issue, {"assignee_id": self.user(to).id if to else None}, by=by)

    def delegate(self, issue: Issue | str, to: User | str | None, *, by: User | str) -> Issue:
        """Hand it to an app's user."""
        return self.change(issue, {"delegate_id": self.user(to).id if to else None}, by=by)

    def reparent(self, issue: Issue | str, parent: Issue | str | None, *, by: User | str) -> Issue:
        return self.change(issue, {"parent_id": self.issue(parent).id if parent else None}, by=by)

    def move(self, issue: Issue | str, team: Team, *, by: User | str) -> Issue:
        """To another team, whose key its identifier then has; the former one still finds it."""
        found, number = self.issue(issue), self._next_number()
        identifier = f"{team.key}-{number}"
        changes = {
            "team_id": team.id,
            "number": number,
            "identifier": identifier,
            "url": self._url(identifier),
            "previous_identifiers": [*found.previous_identifiers, found.identifier],
        }
        return self.change(found, changes, by=by)

    def archive(self, issue: Issue | str, *, by: User | Bot | str | None) -> Issue:
        return self.change(issue, {"archived_at": self.now()}, by=by)

    def unarchive(self, issue: Issue | str, *, by: User | str) -> Issue:
        return self.change(issue, {"archived_at": None, "trashed": None}, by=by)

    def trash(self, issue: Issue | str, *, by: User | Bot | str | None) -> Issue:
        """As delete does on the page: it can still be read by its id, for 30 days."""
        return self.change(issue, {"archived_at": self.now(), "trashed": True}, by=by, action="remove")

    def delete(self, issue: Issue | str, *, by: User | str) -> None:
        """For good: nothing finds it any more."""
        found = self.issue(issue)
        self._tell("remove", found, self.user(by))
        self.drop(found)

    def change(
        self,
        issue: Issue | str,
        changes: Mapping[str, Any],
        *,
        by: User | Bot | str | None,
        action: str = "update",
    ) -> Issue:
        """Set attributes; those that have the value already are passed over, as is a change of none."""
        found, actor = self.issue(issue), self.actor(by)
        self._check_labels(changes.get("label_ids", ()))
        before = {name: getattr(found, name) for name in changes if getattr(found, name) != changes[name]}
        if not before:
            return found
        updated_from = {_camel(name): _plain(old) for name, old in before.items()}
        updated_from["updatedAt"] = iso(found.updated_at)
        for name in before:
            setattr(found, name, changes[name])
        found.updated_at = self.now()
        self._record(found, before, actor)
        self._tell(action, found, actor, updated_from=updated_from)
        return found

    def actor(self, by: User | Bot | str | None) -> Actor:
        return self.user(by) if isinstance(by, str) else by

    def _next_number(self) -> int:
        return max((each.number for each in self.all(Issue)), default=0) + 1

    def _url(self, identifier: str) -> str:
        return f"{self.base_url}/{self.organization.url_key}/issue/{identifier}"

    def _record(self, issue: Issue, before: Mapping[str, Any], actor: Actor) -> None:
        found: dict[str, Any] = {}
        for name in before.keys() & set(_FROM_TO):
            found |= {f"from_{name}": before[name], f"to_{name}": getattr(issue, name)}
        if "label_ids" in before:
            old, new = before["label_ids"], issue.label_ids
            found["added_label_ids"] = [each for each in new if each not in old] or None
            found["removed_label_ids"] = [each for each in old if each not in new] or None
        if "description" in before:
            found["updated_description"] = True
        if "archived_at" in before:
            found["archived"] = issue.archived_at is not None
        if "trashed" in before:
            found["trashed"] = bool(issue.trashed)
        self.add(
            IssueHistory,
            created_at=issue.updated_at,
            updated_at=issue.updated_at,
            issue_id=issue.id,
            actor_id=actor.id if isinstance(actor, User) else None,
            bot_actor=actor if isinstance(actor, Bot) else None,
            **found,
        )

    def _check_labels(self, identities: Sequence[str]) -> None:
        groups: dict[str, IssueLabel] = {}
        for identity in identities:
            label = self.entities.get(identity)
            if not isinstance(label, IssueLabel):
                reason = "labelIds contained an entry that could not be found."
                raise InputRefusedError(f"Entity not found: IssueLabel: {reason}", reason)
            if label.is_group:
                raise InputRefusedError(
                    "labelIds contain a label group", f"'{label.name}' is a group: choose one of its labels."
                )
            if label.parent_id and label.parent_id in groups:
                raise not_exclusive(label.name, groups[label.parent_id].name)
            if label.parent_id:
                groups[label.parent_id] = label

    @staticmethod
    def _same_group(one: IssueLabel, other: IssueLabel) -> bool:
        return one.id == other.id or (one.parent_id is not None and one.parent_id == other.parent_id)

    def _tell(
        self, action: str, issue: Issue, actor: Actor, *, updated_from: Mapping[str, Any] | None = None
    ) -> None:
        self.emit(
            Event(
                action=action,
                type=issue.TYPE,
                data=payload_of(self, issue),
                actor=actor_payload(actor),
                created_at=issue.updated_at,
                url=issue.url,
                updated_from=updated_from,
            )
        )


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, datetime) else value
