"""``config/hitl/approval-policies.yaml``: what each tier demands. Validated with file and line.

Never fail-open: a role that nobody has, a quorum that cannot be met and a ladder that lets nobody in are
errors, at start and at every edit.
"""

import re
from collections.abc import Sequence
from datetime import time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from config.approvers import APPROVERS_FILE
from config.yaml_files import Pointer, YamlFile, read_yaml
from domain.approvals.approvers import ApprovalPolicies, Approvers, Person
from domain.approvals.grants import GrantPolicy
from domain.approvals.tiers import BusinessHours, Rung, SelfApproval, Tier
from domain.risk.levels import RiskLevel

POLICIES_FILE = Path("hitl/approval-policies.yaml")
LEVELS = (RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL)
LONGEST_MINUTES = 60 * 24 * 30
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERCENT = r"^[1-9][0-9]?%$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Hours(_Strict):
    zone: str
    days: list[str] = Field(min_length=1)
    opens: str = Field(alias="from", pattern=r"^\d\d:\d\d$")
    closes: str = Field(alias="to", pattern=r"^\d\d:\d\d$")

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{value!r} is no time zone of the tz database") from None
        return value

    @field_validator("days")
    @classmethod
    def _days_are_known(cls, value: list[str]) -> list[str]:
        unknown = [day for day in value if day not in _DAYS]
        if unknown:
            raise ValueError(f"{unknown[0]!r} is none of {', '.join(_DAYS)}")
        return value

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> "_Hours":
        hours = self.hours()
        if hours.opens >= hours.closes:
            raise ValueError("opens after it closes")
        return self

    def hours(self) -> BusinessHours:
        opens, closes = (_clock(text) for text in (self.opens, self.closes))
        return BusinessHours(
            zone=self.zone, days=tuple(_DAYS.index(day) for day in self.days), opens=opens, closes=closes
        )


class _RungEntry(_Strict):
    after: str = Field(pattern=_PERCENT)
    roles: list[str] = Field(default_factory=list)
    notify: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _says_who(self) -> "_RungEntry":
        if not self.roles and not self.notify:
            raise ValueError("names neither roles that join nor roles to notify")
        return self

    def rung(self) -> Rung:
        return Rung(after=_share(self.after), roles=tuple(self.roles), notify=tuple(self.notify))


class _TierEntry(_Strict):
    roles: list[str] = Field(min_length=1)
    minutes: float = Field(gt=0, le=LONGEST_MINUTES)
    quorum: int = Field(default=1, ge=1)
    self_approval: SelfApproval = SelfApproval.NEVER
    justification: bool = False
    required_actions: dict[str, str] = Field(default_factory=dict)
    reminders: list[str] = Field(default_factory=list)
    escalation: list[_RungEntry] = Field(default_factory=list)
    business_hours: _Hours | None = None
    more_info_extends: bool = False
    spread_seconds: float = Field(default=0, ge=0, le=3600)

    @field_validator("reminders")
    @classmethod
    def _reminders_are_shares(cls, value: list[str]) -> list[str]:
        if len(set(value)) != len(value):
            raise ValueError("two reminders at the same moment")
        for item in value:
            _share(item)
        return value

    @field_validator("required_actions")
    @classmethod
    def _actions_are_slugs(cls, value: dict[str, str]) -> dict[str, str]:
        for slug in value:
            if not slug.replace("-", "").isalnum() or slug != slug.lower():
                raise ValueError(f"{slug!r}: lower-case words joined by hyphens name an action")
        return value

    def tier(self) -> Tier:
        return Tier(
            roles=tuple(self.roles),
            timeout=timedelta(minutes=self.minutes),
            quorum=self.quorum,
            self_approval=self.self_approval,
            justification=self.justification,
            required_actions=self.required_actions,
            reminders=tuple(_share(item) for item in self.reminders),
            ladder=tuple(entry.rung() for entry in self.escalation),
            hours=self.business_hours and self.business_hours.hours(),
            extends_on_info=self.more_info_extends,
            spread=timedelta(seconds=self.spread_seconds),
        )


class _Tiers(_Strict):
    medium: _TierEntry
    high: _TierEntry
    critical: _TierEntry


class _RolesEntry(_Strict):
    roles: list[str] = Field(min_length=1)


class _HaltEntry(_Strict):
    roles: list[str] = Field(default_factory=list)
    resume_roles: list[str] = Field(default_factory=list)


class _GrantsEntry(_Strict):
    max_minutes: float = Field(gt=0, le=60 * 24)


class _BudgetsEntry(_Strict):
    tier: Literal["medium", "high", "critical"]


class _PoliciesFile(_Strict):
    tiers: _Tiers
    break_glass: _RolesEntry | None = None
    halt: _HaltEntry = _HaltEntry()
    grants: _GrantsEntry | None = None
    budgets: _BudgetsEntry = _BudgetsEntry(tier="medium")


def load_approval_policies(config_dir: Path, approvers: Approvers) -> ApprovalPolicies:
    """The tiers, each of which the people of ``approvers`` must be able to meet: never fail open.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    file = read_yaml(config_dir / POLICIES_FILE)
    found = file.parse(_PoliciesFile)
    check = _Check(file, approvers)
    tiers: dict[RiskLevel, Tier] = {}
    for level in LEVELS:
        entry: _TierEntry = getattr(found.tiers, level.value)
        tiers[level] = entry.tier()
        check.tier(level, tiers[level])
    glass = tuple(found.break_glass.roles) if found.break_glass else ()
    check.roles(("break_glass", "roles"), glass)
    check.roles(("halt", "roles"), found.halt.roles)
    check.roles(("halt", "resume_roles"), found.halt.resume_roles)
    return ApprovalPolicies(
        version=file.version,
        tiers=tiers,
        break_glass_roles=glass,
        halt_roles=tuple(found.halt.roles),
        resume_roles=tuple(found.halt.resume_roles) or tiers[RiskLevel.CRITICAL].roles,
        grants=GrantPolicy(max_duration=timedelta(minutes=found.grants.max_minutes))
        if found.grants
        else GrantPolicy(),
        budget_level=RiskLevel(found.budgets.tier),
    )


class _Check:
    """What a file of policies must keep to, given the people there are."""

    def __init__(self, file: YamlFile, approvers: Approvers) -> None:
        self._file = file
        self._people = approvers.people
        self._known = {role for person in approvers.people for role in person.roles}

    def roles(self, where: Pointer, roles: Sequence[str]) -> None:
        """Raises for a role that nobody has: most often a slip of the pen, and never harmless."""
        for index, role in enumerate(roles):
            if role not in self._known:
                raise self._file.error((*where, index), f"nobody in {APPROVERS_FILE} has the role {role!r}")

    def tier(self, level: RiskLevel, tier: Tier) -> None:
        where = ("tiers", level.value)
        self.roles((*where, "roles"), tier.roles)
        for index, rung in enumerate(tier.ladder):
            self.roles((*where, "escalation", index, "roles"), rung.roles)
            self.roles((*where, "escalation", index, "notify"), rung.notify)
        could = len(self._entitled(tier))
        if could < tier.quorum:
            raise self._file.error((*where, "quorum"), f"{tier.quorum} people must approve, {could} could")

    def _entitled(self, tier: Tier) -> list[Person]:
        """Whom the tier's own roles let in: the ladder is for when they are silent."""
        return [person for person in self._people if set(person.roles) & set(tier.roles)]


def _share(percent: str) -> float:
    if not re.fullmatch(_PERCENT, percent):
        raise ValueError(f"{percent!r}: a share of the time is written as 50%")
    return int(percent.removesuffix("%")) / 100


def _clock(text: str) -> time:
    return time.fromisoformat(text)
