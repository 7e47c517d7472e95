"""``config/hitl/approvers.yaml``: people, their roles, who stands in for them; errors name file and line."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.yaml_files import YamlFile, read_yaml
from domain.approvals.approvers import Approvers, Delegation, Period, Person

APPROVERS_FILE = Path("hitl/approvers.yaml")
_EMAIL = r"^[^@\s]+@[^@\s]+$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Period(_Strict):
    """``from`` a day up to and with another, in UTC."""

    starts: date = Field(alias="from")
    until: date

    @model_validator(mode="after")
    def _is_in_order(self) -> "_Period":
        if self.until < self.starts:
            raise ValueError("ends before it begins")
        return self

    def bounds(self) -> dict[str, datetime]:
        first = datetime.combine(self.starts, time(), tzinfo=UTC)
        after = datetime.combine(self.until, time(), tzinfo=UTC) + timedelta(days=1)
        return {"starts": first, "ends": after}


class _DelegateEntry(_Period):
    to: str = Field(pattern=_EMAIL)


class _PersonEntry(_Strict):
    email: str = Field(pattern=_EMAIL)
    name: str = ""
    linear_id: str | None = None
    roles: list[str] = Field(min_length=1)
    embedded_only: bool = False
    delegate: list[_DelegateEntry] = Field(default_factory=list)
    out_of_office: list[_Period] = Field(default_factory=list)

    def person(self) -> Person:
        return Person(
            email=self.email.casefold(),
            name=self.name,
            linear_id=self.linear_id,
            roles=tuple(self.roles),
            embedded_only=self.embedded_only,
            delegations=tuple(Delegation(to=item.to.casefold(), **item.bounds()) for item in self.delegate),
            out_of_office=tuple(Period(**item.bounds()) for item in self.out_of_office),
        )


class _ApproversFile(_Strict):
    people: list[_PersonEntry]


def load_approvers(config_dir: Path, *, embedded: bool) -> Approvers:
    """The people who count here: one marked ``embedded_only`` does not, unless ``embedded``.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    file = read_yaml(config_dir / APPROVERS_FILE)
    entries = file.parse(_ApproversFile).people
    _check_identities(file, entries)
    _check_delegates(file, entries)
    people = (entry.person() for entry in entries)
    return Approvers(version=file.version, people=tuple(p for p in people if embedded or not p.embedded_only))


def _check_identities(file: YamlFile, entries: Sequence[_PersonEntry]) -> None:
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        for identity in filter(None, (entry.email.casefold(), entry.linear_id)):
            if identity in seen:
                raise file.error(("people", index), f"{identity} is already person {seen[identity] + 1}")
            seen[identity] = index


def _check_delegates(file: YamlFile, entries: Sequence[_PersonEntry]) -> None:
    known = {entry.email.casefold() for entry in entries}
    for index, entry in enumerate(entries):
        for place, delegation in enumerate(entry.delegate):
            where = ("people", index, "delegate", place)
            if delegation.to.casefold() not in known:
                raise file.error((*where, "to"), f"{delegation.to} is nobody in this file")
            if delegation.to.casefold() == entry.email.casefold():
                raise file.error((*where, "to"), "nobody is their own delegate")
            if any(_overlap(delegation, other) for other in entry.delegate[:place]):
                raise file.error(where, "two delegates at once: their days overlap")


def _overlap(one: _Period, other: _Period) -> bool:
    return one.starts <= other.until and other.starts <= one.until
