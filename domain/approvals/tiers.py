"""What a level of risk demands of its approvers: the tiers of ``approval-policies.yaml``."""

from datetime import time, timedelta
from enum import StrEnum

from pydantic import Field

from domain.models import Value


class SelfApproval(StrEnum):
    """Whether a requester may approve what they asked for.

    ``operator``: only the embedded stack's pseudo-person may, who is alone on a laptop.
    """

    NEVER = "never"
    OPERATOR = "operator"
    ANYONE = "anyone"


class BusinessHours(Value):
    """When a deadline runs: on ``days`` (0 is Monday), from ``opens`` to ``closes`` in ``zone``."""

    zone: str
    days: tuple[int, ...] = Field(min_length=1)
    opens: time
    closes: time


class Rung(Value):
    """A rung of the escalation ladder, reached ``after`` a share (0 to 1) of the time.

    ``roles`` may decide from then on and are told; ``notify`` are roles that are only told, as on-call.
    """

    after: float = Field(gt=0, lt=1)
    roles: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()


class Tier(Value):
    """What a level of risk demands. ``roles``: any one of them may decide.

    ``required_actions``: a slug and what an approver confirms by naming it. ``reminders``: shares of the
    time. ``extends_on_info``: the time spent waiting for an answer is added to the deadline. ``spread``:
    up to so much is added to each deadline, so that a thousand of them do not fire in one second.
    """

    roles: tuple[str, ...] = Field(min_length=1)
    timeout: timedelta
    quorum: int = Field(default=1, ge=1)
    self_approval: SelfApproval = SelfApproval.NEVER
    justification: bool = False
    required_actions: dict[str, str] = Field(default_factory=dict)
    reminders: tuple[float, ...] = ()
    ladder: tuple[Rung, ...] = ()
    hours: BusinessHours | None = None
    extends_on_info: bool = False
    spread: timedelta = timedelta(0)
