"""A rating for a person to read: clause by clause what was read, which rule decided, what raised it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from cli.render import LEVEL_STYLES, clean
from domain.risk.levels import ClauseRating, RiskAssessment
from domain.risk.policy import RaisingRule, RiskPolicy
from domain.risk.reading.facts import LIKENESSES, Fact, Modality, Reading

_MEANT = {
    Modality.ASKED: "",
    Modality.NEGATED: "says not to",
    Modality.DRY_RUN: "a dry run",
    Modality.DESCRIBED: "only spoken of",
}
Part = tuple[Fact, ClauseRating]


def print_rating(console: Console, rated: RiskAssessment, reading: Reading, policy: RiskPolicy) -> None:
    """``reading`` is that of the same text: its facts stand in the order of the rating's clauses."""
    for line in _lines(rated, reading, policy):
        console.print(line, soft_wrap=True)


def _lines(rated: RiskAssessment, reading: Reading, policy: RiskPolicy) -> Iterator[Text]:
    yield Text.assemble(
        ("risk ", ""),
        _level(rated.level.value),
        f": {_deed(rated.operation, rated.resource)}{_where(rated.environment)}",
    )
    parts = list(zip(reading.facts, rated.clauses, strict=True))
    deciding = next((clause for _, clause in parts if clause.rule == rated.rules[0]), None)
    for text, facts in groupby(parts, key=lambda part: part[1].text):
        yield Text.assemble("\n", (f"“{clean(text)}”", "bold")) if text else Text("\n(no words)")
        for fact, clause in facts:
            yield from _clause(fact, clause, decides=clause is deciding)
    raising = {rule.id: rule for rule in policy.raising}
    raised = list(_told(raising[name] for name in rated.rules if name in raising))
    if raised:
        yield Text("\nraised")
    for rule in raised:
        shown = _passage(rule, reading)
        yield Text.assemble("  ", _level(rule.level.value), f" at least, by {rule.id}: {rule.reason}{shown}")
    for note in reading.notes:
        yield Text(f"  note: {clean(note)}")
    yield Text(f"\npolicy {policy.version}", style="dim")


def _told(rules: Iterable[RaisingRule]) -> Iterator[RaisingRule]:
    """Of those about likeness the first says it all: it has the highest level."""
    alike = False
    for rule in rules:
        if not (alike and rule.sign in LIKENESSES):
            yield rule
        alike = alike or rule.sign in LIKENESSES


def _passage(rule: RaisingRule, reading: Reading) -> str:
    """Where a rule is about likeness: what is like, and the words that say so most."""
    if rule.sign not in LIKENESSES:
        return ""
    likeness = reading.likeness[LIKENESSES.index(rule.sign)]
    return clean(f" ({', '.join(likeness.words)}): “{likeness.passage}”")


def _clause(fact: Fact, clause: ClauseRating, *, decides: bool) -> Iterator[Text]:
    asked = fact.modality is Modality.ASKED
    read = f"{_deed(clause.operation, clause.resource)}{_where(clause.environment)}"
    meant = [word for word in (_MEANT[fact.modality], *clause.notes) if word]
    if fact.inherited:
        meant.append("environment not named here")
    aside = f" ({clean(', '.join(meant))})" if meant else ""
    yield Text(f"  {read}{aside}", style="" if asked else "dim")
    yield Text.assemble(
        "    ",
        _level(clause.level.value),
        f" by {clause.rule}: {clause.reason}",
        ("  <- decides", "bold") if decides else "",
    )


def _level(level: str) -> tuple[str, str]:
    return level, LEVEL_STYLES.get(level, "")


def _deed(operation: str, resource: str) -> str:
    return " ".join(
        word.replace("_", " ") for word in (operation, resource) if word != "unknown" or operation == word
    )


def _where(environment: str) -> str:
    return "" if environment == "unknown" else f" in {environment}"
