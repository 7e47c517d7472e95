"""A gate: an approval request as the workflow holds it. All its times are Postgres'."""

from datetime import datetime

from pydantic import Field

from domain.approvals.decisions import EditCheck
from domain.approvals.requests import ApprovalStatus, Deadline, Notice, SubjectKind
from domain.approvals.tiers import SelfApproval
from domain.approvals.timetable import Joining
from domain.models import State, Value
from domain.risk.levels import RiskLevel


class Vote(Value):
    """One person's approval. ``seat``: whose role it counts for, their own or a lender's.

    ``seats``: whose it could count for. ``digest`` is what they approved: the request's, or that of the
    arguments as they edited them.
    """

    person: str
    seat: str
    digest: str
    seats: tuple[str, ...] = ()


class CallAt(Value):
    """Where the tool call of a request stands in the transcript, and who makes it."""

    turn_id: str
    index: int
    agent: str


class Gate(State):
    """Serialisable; carried across continue-as-new with its absolute times and what was judged.

    ``reminded`` and ``escalated`` count the reminders and rungs that approvers were told of.
    """

    request_id: str
    kind: SubjectKind
    level: RiskLevel
    roles: tuple[str, ...]
    quorum: int
    digest: str
    policy_version: str
    opened_at: datetime
    deadlines: tuple[Deadline, ...] = Field(min_length=1)
    requester: str = ""
    self_approval: SelfApproval = SelfApproval.NEVER
    justification: bool = False
    required_actions: tuple[str, ...] = ()
    break_glass_roles: tuple[str, ...] = ()
    reminders: tuple[datetime, ...] = ()
    rungs: tuple[Joining, ...] = ()
    call: CallAt | None = None
    editable: bool = True
    """Whether an approver may change the arguments; not where the call may have been made already."""
    status: ApprovalStatus = ApprovalStatus.PENDING
    votes: list[Vote] = Field(default_factory=list)
    decided_by: str | None = None
    reason: str | None = None
    question: str | None = None
    answers: list[str] = Field(default_factory=list)
    edit: EditCheck | None = None
    edited_by: str | None = None
    """The receipt whose arguments are approved instead of the agent's."""
    emergency: bool = False
    reminded: int = 0
    escalated: int = 0

    @property
    def is_open(self) -> bool:
        return self.status.is_open

    @property
    def expires_at(self) -> datetime:
        """Of the newest deadline."""
        return self.deadlines[-1].expires_at

    @property
    def approved_by(self) -> tuple[str, ...]:
        return tuple(vote.person for vote in self.votes)

    def become(self, after: "Gate") -> None:
        """Take over what a ruling made of this gate, once the ruling is committed."""
        for name in type(self).model_fields:
            setattr(self, name, getattr(after, name))

    def deadline_at(self, moment: datetime) -> datetime:
        """The deadline that was in force at ``moment``."""
        in_force = [deadline for deadline in self.deadlines if deadline.in_force_from <= moment]
        return (in_force or [self.deadlines[0]])[-1].expires_at

    def roles_at(self, moment: datetime) -> tuple[str, ...]:
        """Who could decide at ``moment``: each rung of the ladder lets more roles in."""
        joined = [role for rung in self.rungs if rung.at <= moment for role in rung.roles]
        return tuple(dict.fromkeys((*self.roles, *joined)))

    def next_notice(self) -> tuple[datetime, Notice, int] | None:
        """What approvers are told next, and when."""
        reminders = [(at, Notice.REMINDED, index) for index, at in enumerate(self.reminders)]
        rungs = [(rung.at, Notice.ESCALATED, index) for index, rung in enumerate(self.rungs)]
        due = [*reminders[self.reminded :], *rungs[self.escalated :]]
        return min(due, default=None, key=lambda item: item[0])

    def noticed(self, notice: Notice) -> None:
        """The next notice of this kind has gone out."""
        if notice is Notice.REMINDED:
            self.reminded += 1
        else:
            self.escalated += 1
