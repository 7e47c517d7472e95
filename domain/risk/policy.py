"""The policy: rules over what was read. It holds no code and is versioned by its content."""

from pydantic import Field, model_validator

from domain.models import Value
from domain.risk.levels import RiskLevel
from domain.risk.reading.facts import Environment, Modality, Operation, Resource, Sign


class Example(Value):
    """A text that must be decided by the rule it stands under."""

    text: str
    environment: str | None = None


class Conditions(Value):
    """All must hold; an empty set holds for anything."""

    operation: frozenset[Operation] = frozenset()
    resource: frozenset[Resource] = frozenset()
    environment: frozenset[Environment] = frozenset()
    modality: frozenset[Modality] = frozenset()

    def hold(
        self, operation: Operation, resource: Resource, environment: Environment, modality: Modality
    ) -> bool:
        return (
            (not self.operation or operation in self.operation)
            and (not self.resource or resource in self.resource)
            and (not self.environment or environment in self.environment)
            and (not self.modality or modality in self.modality)
        )


class RiskRule(Value):
    """The first rule whose conditions hold decides the level of a clause."""

    id: str
    level: RiskLevel
    reason: str
    when: Conditions = Conditions()
    examples: tuple[Example, ...] = Field(min_length=1)


class RaisingRule(Value):
    """A sign of the text that lifts the level to at least ``level``."""

    id: str
    level: RiskLevel
    reason: str
    sign: Sign
    examples: tuple[Example, ...] = Field(min_length=1)


class RiskPolicy(Value):
    """``rules`` in order, the last of which holds for anything. ``version`` is the hash of the content."""

    version: str
    rules: tuple[RiskRule, ...] = Field(min_length=1)
    raising: tuple[RaisingRule, ...] = ()

    @property
    def all_rules(self) -> tuple[RiskRule | RaisingRule, ...]:
        """In the order of the file: those that decide, then those that raise."""
        return (*self.rules, *self.raising)

    @model_validator(mode="after")
    def _decides_everything(self) -> "RiskPolicy":
        if self.rules[-1].when != Conditions():
            raise ValueError("the last rule must hold for anything (no conditions)")
        return self
