"""A small Linear workspace: one team, its people, the app's user and the hub issue of approvals."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from tests.support.linear.comments import CommentActions
from tests.support.linear.entities import (
    Bot,
    Issue,
    IssueLabel,
    Organization,
    Team,
    User,
    Webhook,
    WorkflowState,
)
from tests.support.linear.store import deterministic_id, real_time

HUB = "DEV-68"
PEOPLE = {
    "ada@example.org": "Ada Tech Lead",
    "bob@example.org": "Bob Devops",
    "dev@example.org": "Dev Eloper",
    "stranger@example.org": "Sam Stranger",
}
STATES = (
    ("Backlog", "backlog", "#bec2c8"),
    ("Todo", "unstarted", "#e2e2e2"),
    ("In Progress", "started", "#f2c94c"),
    ("Done", "completed", "#5e6ad2"),
    ("Canceled", "canceled", "#95a2b3"),
    ("Duplicate", "duplicate", "#95a2b3"),
)
STATUS_GROUP = "Request Status"
STATUS_LABELS = {"Approved": "#4cb782", "Denied": "#eb5757", "More info": "#f2c94c"}
GITHUB = Bot(id=deterministic_id("github"), type="github", name="GitHub")


class StatusLabels(NamedTuple):
    group: IssueLabel
    approved: IssueLabel
    denied: IssueLabel
    more_info: IssueLabel


class World(CommentActions):
    """Seeded with team DEV, its workflow states, ``PEOPLE``, the app's user and the hub; no label at all."""

    def __init__(
        self, clock: Callable[[], datetime] = real_time, *, base_url: str = "https://linear.app"
    ) -> None:
        super().__init__(clock, base_url=base_url)
        organization = self.add(Organization, name="Example", url_key="example")
        team = self.add_team("DEV", "Development")
        for position, (name, kind, color) in enumerate(STATES):
            self.add(WorkflowState, name=name, type=kind, color=color, position=position, team_id=team.id)
        for email, name in PEOPLE.items():
            self.add_user(name, email)
        self.add_user("Dev-Tools", f"{deterministic_id('app')}@oauthapp.linear.app", app=True)
        self.hub = self.add(
            Issue,
            number=int(HUB.rpartition("-")[2]),
            identifier=HUB,
            title="Human approvals",
            description="Every request for approval is a sub-issue of this one.",
            url=f"{self.base_url}/{organization.url_key}/issue/{HUB}",
            team_id=team.id,
            state_id=self.state("In Progress").id,
            creator_id=self.user("ada@example.org").id,
        )

    def add_team(self, key: str, name: str) -> Team:
        """Without workflow states of its own."""
        return self.add(Team, key=key, name=name)

    def add_user(self, name: str, email: str, *, app: bool = False) -> User:
        handle = name.casefold().replace(" ", "-")
        return self.add(
            User,
            name=name,
            email=email,
            url=f"{self.base_url}/{self.organization.url_key}/profiles/{handle}",
            app=app,
        )

    def seed_labels(self) -> StatusLabels:
        """The group Request Status with its three labels; those that are there already stay."""
        existing = {label.name: label for label in self.all(IssueLabel)}
        by = self.user("ada@example.org")
        group = existing.get(STATUS_GROUP) or self.create_label(STATUS_GROUP, by=by, is_group=True)
        made = [
            existing.get(name) or self.create_label(name, by=by, group=group, color=color)
            for name, color in STATUS_LABELS.items()
        ]
        return StatusLabels(group, *made)

    def register_webhook(
        self, url: str, secret: str, *, types: tuple[str, ...] = ("Issue", "Comment", "Reaction")
    ) -> Webhook:
        """From now on it is told of these types' events."""
        return self.add(
            Webhook,
            url=url,
            secret=secret,
            resource_types=list(types),
            creator_id=self.user("ada@example.org").id,
        )
