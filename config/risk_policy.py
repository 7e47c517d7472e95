"""``config/hitl/risk-rules.yaml``, validated with file and line, and held to its own examples."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.yaml_files import Pointer, YamlFile, read_yaml
from domain.errors import ConfigurationError
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.policy import Conditions, Example, RaisingRule, RiskPolicy, RiskRule
from domain.risk.reading.facts import Environment, Modality, Operation, Resource, Sign
from domain.risk.rules import unreachable

RISK_FILE = Path("hitl/risk-rules.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ExampleEntry(_Strict):
    text: str
    environment: str | None = None


class _Rule(_Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    level: RiskLevel
    reason: str = Field(min_length=1)
    examples: list[_ExampleEntry] = Field(min_length=1)

    @field_validator("examples", mode="before")
    @classmethod
    def _plain_text_is_an_example(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        return [{"text": item} if isinstance(item, str) else item for item in value]


class _ConditionsEntry(_Strict):
    operation: list[Operation] = []
    resource: list[Resource] = []
    environment: list[Environment] = []
    modality: list[Modality] = []


class _RuleEntry(_Rule):
    when: _ConditionsEntry = _ConditionsEntry()


class _RaisingEntry(_Rule):
    sign: Sign


class _RulesFile(_Strict):
    rules: list[_RuleEntry] = Field(min_length=1)
    raising: list[_RaisingEntry] = []


class CheckedRules(NamedTuple):
    """A valid policy. ``failing``: the id of a rule, and its example that another rule decides."""

    policy: RiskPolicy
    failing: tuple[tuple[str, ConfigurationError], ...]


def load_risk_policy(config_dir: Path) -> RiskPolicy:
    """The policy of ``config_dir``.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line: for a duplicate id, an
    unknown level or word, a rule that can never decide, one without an example, an example that
    another rule decides.
    """
    return read_risk_policy(config_dir / RISK_FILE)


def read_risk_policy(path: Path) -> RiskPolicy:
    """As :func:`load_risk_policy`, for a rules file that stands anywhere."""
    checked = check_risk_policy(path)
    for _, error in checked.failing:
        raise error
    return checked.policy


def check_risk_policy(path: Path) -> CheckedRules:
    """As :func:`read_risk_policy`, but examples that fail are told instead of raised, all of them."""
    file = read_yaml(path)
    entries = file.parse(_RulesFile)
    _check_ids(file, entries)
    if entries.rules[-1].when != _ConditionsEntry():
        raise file.error(("rules", len(entries.rules) - 1), "the last rule must hold for anything: no `when`")
    policy = RiskPolicy(
        version=file.version,
        rules=tuple(_rule(entry) for entry in entries.rules),
        raising=tuple(RaisingRule(**entry.model_dump()) for entry in entries.raising),
    )
    for place in unreachable(policy.rules):
        message = f"{policy.rules[place].id} can never decide: the rules before it take all its cases"
        raise file.error(("rules", place), message)
    return CheckedRules(policy, tuple(_failing(file, policy)))


def _rule(entry: _RuleEntry) -> RiskRule:
    when = Conditions(**entry.when.model_dump())
    examples = tuple(Example(**example.model_dump()) for example in entry.examples)
    return RiskRule(id=entry.id, level=entry.level, reason=entry.reason, when=when, examples=examples)


def _check_ids(file: YamlFile, entries: _RulesFile) -> None:
    seen: dict[str, int] = {}
    places: list[tuple[Pointer, str]] = [
        (("rules", n, "id"), rule.id) for n, rule in enumerate(entries.rules)
    ]
    places += [(("raising", n, "id"), rule.id) for n, rule in enumerate(entries.raising)]
    for pointer, name in places:
        if name in seen:
            raise file.error(pointer, f"{name} is already the id of the rule in line {seen[name]}")
        seen[name] = file.line(pointer)


def _failing(file: YamlFile, policy: RiskPolicy) -> Iterator[tuple[str, ConfigurationError]]:
    sections: dict[str, Sequence[RiskRule | RaisingRule]] = {"rules": policy.rules, "raising": policy.raising}
    for section, rules in sections.items():
        for place, rule in enumerate(rules):
            for number, example in enumerate(rule.examples):
                if fault := _fault(rule, example, policy):
                    yield rule.id, file.error((section, place, "examples", number), fault)


def _fault(rule: RiskRule | RaisingRule, example: Example, policy: RiskPolicy) -> str | None:
    """Why ``example`` does not show what ``rule`` does; None where it does."""
    context = ProjectContext(environment=example.environment)
    rated = assess(example.text, context, Priority.MEDIUM, policy)
    raises = isinstance(rule, RaisingRule)  # to its level at least
    meets = not rule.level.exceeds(rated.level) if raises else rated.level is rule.level
    if rule.id in rated.rules and meets:
        return None
    return (
        f'"{example.text}" is rated {rated.level} by {", ".join(rated.rules)}, not {rule.level} by {rule.id}'
    )
