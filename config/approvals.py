"""``config/hitl/approvers.yaml`` and ``config/hitl/approval-policies.yaml``, validated with file and line."""

from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from config.yaml_files import YamlFile, read_yaml
from domain.approvals.approvers import ApprovalPolicies, Approvers, Person
from domain.approvals.requests import Tier
from domain.risk.levels import RiskLevel

APPROVERS_FILE = Path("hitl/approvers.yaml")
POLICIES_FILE = Path("hitl/approval-policies.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _PersonEntry(_Strict):
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    name: str = ""
    linear_id: str | None = None
    roles: list[str] = Field(min_length=1)
    embedded_only: bool = False


class _ApproversFile(_Strict):
    people: list[_PersonEntry]


class _TierEntry(_Strict):
    roles: list[str] = Field(min_length=1)
    minutes: float = Field(gt=0, le=60 * 24 * 30)
    quorum: int = Field(default=1, ge=1)


class _Tiers(_Strict):
    medium: _TierEntry
    high: _TierEntry
    critical: _TierEntry


class _PoliciesFile(_Strict):
    tiers: _Tiers


def load_approvers(config_dir: Path, *, embedded: bool) -> Approvers:
    """The people who count here: one marked ``embedded_only`` does not, unless ``embedded``.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    file = read_yaml(config_dir / APPROVERS_FILE)
    entries = file.parse(_ApproversFile).people
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        for identity in filter(None, (entry.email.casefold(), entry.linear_id)):
            if identity in seen:
                raise file.error(("people", index), f"{identity} is already person {seen[identity] + 1}")
            seen[identity] = index
    people = (
        Person(**entry.model_dump(exclude={"email"}), email=entry.email.casefold()) for entry in entries
    )
    return Approvers(version=file.version, people=tuple(p for p in people if embedded or not p.embedded_only))


def load_approval_policies(config_dir: Path, approvers: Approvers) -> ApprovalPolicies:
    """The tiers, each of which the people of ``approvers`` must be able to meet: never fail open.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    file = read_yaml(config_dir / POLICIES_FILE)
    tiers = file.parse(_PoliciesFile).tiers
    built: dict[RiskLevel, Tier] = {}
    for level in (RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL):
        entry: _TierEntry = getattr(tiers, level.value)
        _check_can_be_met(file, level, entry, approvers)
        built[level] = Tier(
            roles=tuple(entry.roles), timeout=timedelta(minutes=entry.minutes), quorum=entry.quorum
        )
    return ApprovalPolicies(version=file.version, tiers=built)


def _check_can_be_met(file: YamlFile, level: RiskLevel, entry: _TierEntry, approvers: Approvers) -> None:
    known = {role for person in approvers.people for role in person.roles}
    unknown = [role for role in entry.roles if role not in known]
    if len(unknown) == len(entry.roles):
        raise file.error(
            ("tiers", level.value, "roles"), f"nobody in {APPROVERS_FILE} has any of these roles"
        )
    entitled = [person for person in approvers.people if set(person.roles) & set(entry.roles)]
    if len(entitled) < entry.quorum:
        raise file.error(
            ("tiers", level.value, "quorum"), f"{entry.quorum} people must approve, {len(entitled)} could"
        )
