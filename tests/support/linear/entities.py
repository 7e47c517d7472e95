"""What Linear keeps, as dataclasses. Attributes are named as in its API, in snake case; relations are ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar


@dataclass(kw_only=True)
class Entity:
    """``TYPE`` is its name in the API."""

    TYPE: ClassVar[str]
    id: str
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = None


@dataclass(kw_only=True)
class Organization(Entity):
    TYPE = "Organization"
    name: str
    url_key: str


@dataclass(kw_only=True)
class User(Entity):
    TYPE = "User"
    name: str
    email: str
    url: str
    app: bool = False
    active: bool = True
    admin: bool = False

    @property
    def display_name(self) -> str:
        return self.name.split(" ")[0].casefold()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split(" "))


@dataclass(frozen=True)
class Bot:
    """An integration that acts by itself, as GitHub's that moves states: it is no user."""

    id: str
    type: str
    name: str
    sub_type: str | None = None


Actor = User | Bot | None
"""Who did it. None: one of Linear's own automations."""


@dataclass(kw_only=True)
class Team(Entity):
    TYPE = "Team"
    key: str
    name: str

    @property
    def display_name(self) -> str:
        return self.name


@dataclass(kw_only=True)
class WorkflowState(Entity):
    """``type``: triage, backlog, unstarted, started, completed, canceled or duplicate."""

    TYPE = "WorkflowState"
    name: str
    type: str
    color: str
    position: float
    team_id: str


@dataclass(kw_only=True)
class IssueLabel(Entity):
    """Without a team it is the workspace's. Of the labels of one group an issue has one at most."""

    TYPE = "IssueLabel"
    name: str
    color: str
    description: str | None = None
    is_group: bool = False
    parent_id: str | None = None
    team_id: str | None = None
    creator_id: str | None = None


@dataclass(kw_only=True)
class Issue(Entity):
    TYPE = "Issue"
    number: int
    identifier: str
    title: str
    url: str
    team_id: str
    state_id: str
    description: str | None = None
    priority: int = 0
    label_ids: list[str] = field(default_factory=list)
    subscriber_ids: list[str] = field(default_factory=list)
    previous_identifiers: list[str] = field(default_factory=list)
    parent_id: str | None = None
    assignee_id: str | None = None
    delegate_id: str | None = None
    creator_id: str | None = None
    trashed: bool | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    canceled_at: datetime | None = None

    @property
    def priority_label(self) -> str:
        return ("No priority", "Urgent", "High", "Medium", "Low")[self.priority]


@dataclass(kw_only=True)
class Comment(Entity):
    TYPE = "Comment"
    body: str
    url: str
    issue_id: str | None = None
    user_id: str | None = None
    bot_actor: Bot | None = None
    parent_id: str | None = None
    edited_at: datetime | None = None


@dataclass(kw_only=True)
class Reaction(Entity):
    """``emoji`` is a name as Linear's own: ``+1``, ``-1``, ``eyes``."""

    TYPE = "Reaction"
    emoji: str
    comment_id: str | None = None
    issue_id: str | None = None
    user_id: str | None = None


@dataclass(kw_only=True)
class IssueHistory(Entity):
    """One change of an issue. Linear itself may fold what one person does in short order into one entry."""

    TYPE = "IssueHistory"
    issue_id: str
    actor_id: str | None = None
    bot_actor: Bot | None = None
    added_label_ids: list[str] | None = None
    removed_label_ids: list[str] | None = None
    from_state_id: str | None = None
    to_state_id: str | None = None
    from_parent_id: str | None = None
    to_parent_id: str | None = None
    from_team_id: str | None = None
    to_team_id: str | None = None
    from_assignee_id: str | None = None
    to_assignee_id: str | None = None
    from_delegate_id: str | None = None
    to_delegate_id: str | None = None
    from_title: str | None = None
    to_title: str | None = None
    from_priority: int | None = None
    to_priority: int | None = None
    updated_description: bool | None = None
    archived: bool | None = None
    trashed: bool | None = None


@dataclass(kw_only=True)
class Webhook(Entity):
    TYPE = "Webhook"
    url: str
    secret: str
    resource_types: list[str]
    label: str | None = None
    enabled: bool = True
    team_id: str | None = None
    all_public_teams: bool = True
    creator_id: str | None = None


@dataclass(frozen=True)
class Event:
    """What a webhook tells of: ``updated_from`` holds the old values of what an update changed."""

    action: str
    type: str
    data: Mapping[str, Any]
    actor: Mapping[str, Any] | None
    created_at: datetime
    url: str | None
    updated_from: Mapping[str, Any] | None = None
