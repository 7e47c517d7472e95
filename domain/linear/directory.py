"""What the ids in the configuration are in Linear; looked up once, at start."""

from enum import StrEnum

from domain.approvals.decisions import DecisionKind
from domain.models import Value


class StatusKind(StrEnum):
    LABEL = "label"
    STATE = "state"


class Status(Value):
    """A label or a workflow state that carries a decision. Linear has no custom fields."""

    decision: DecisionKind
    id: str
    kind: StatusKind
    name: str


class Bot(Value):
    """The account that acts in Linear for us.

    ``is_person``: it is somebody's own, by a personal key; then nothing that they do there counts, as it
    cannot be told from what we do.
    """

    id: str
    name: str
    is_person: bool


class Directory(Value):
    """``done_state_id`` and ``cancelled_state_id`` are where issues end, ``open_state_id`` where they
    wait; None where the team has none.
    """

    bot: Bot
    organization_id: str
    hub_id: str
    hub_identifier: str
    team_id: str
    statuses: tuple[Status, ...]
    done_state_id: str | None = None
    cancelled_state_id: str | None = None
    open_state_id: str | None = None

    def decision_of(self, status_id: str) -> DecisionKind | None:
        """By exactly this id: a state that merely counts as completed approves nothing."""
        return next((status.decision for status in self.statuses if status.id == status_id), None)

    def status(self, decision: DecisionKind) -> Status | None:
        return next((status for status in self.statuses if status.decision is decision), None)
