"""What the weights of ``domain/risk/likeness`` are learnt from: the labelled rows, cut into passages."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from config.risk_policy import RISK_FILE, check_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import ProjectContext
from domain.risk.levels import RiskLevel
from domain.risk.likeness.background import background
from domain.risk.likeness.features import (
    QUESTION,
    of_context,
    of_meaning,
    of_meanings,
    of_neighbours,
    of_spelling,
)
from domain.risk.likeness.passages import Passage, cut
from domain.risk.likeness.weights import BASE
from domain.risk.reading.clause_reader import read_clauses
from domain.risk.reading.clauses import Clause, split
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.environments import environment_named
from domain.risk.reading.facts import Environment
from domain.risk.reading.tokeniser import tokenise
from domain.risk.reading.tokens import Token
from tests.risk.score import HERE, Row, load_rows

HELD_BACK = (
    "rounds-3",
    "forecast-4",
    "outsiders-sealed",
    "exams-sealed",
    "letters-sealed",
    "wordings-sealed",
)
"""Files that nothing is learnt from."""


def learnt_from() -> list[Row]:
    """The examples of the policy, which must be rated as it says, and all rows but those held back."""
    files = [path for path in sorted(HERE.glob("*.jsonl")) if path.stem not in HELD_BACK]
    return [*_examples(), *(row for path in files for row in load_rows(path))]


def _examples() -> Iterator[Row]:
    for rule in check_risk_policy(CONFIG_DIR / RISK_FILE).policy.all_rules:
        for number, example in enumerate(rule.examples):
            yield Row(
                id=f"{rule.id}-{number}",
                description=example.text,
                project_context=ProjectContext(environment=example.environment),
                allowed=(rule.level,),
                must_gate=rule.level is not RiskLevel.LOW,
            )


def digest(rows: Iterable[Row]) -> str:
    """Stands in the file of weights: which rows they were learnt from."""
    read = {"description", "project_context", "allowed"}
    content = "\n".join(row.model_dump_json(include=read) for row in rows)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def clauses_of(text: str) -> tuple[list[Clause], list[bool]]:
    """The clauses of a text without disguise, and which of them are background."""
    tokens = tokenise(text)
    clauses = split(tokens, text)
    argues = any("argues" in token.word.roles for token in tokens)
    return clauses, background(clauses, read_clauses(clauses, text), argues=argues)


def passages_of(row: Row) -> list[Counter[str]]:
    """The features of each passage of the text; of a text without words, those of an empty one."""
    words, passages = cut(*clauses_of(undisguise(row.description).text))
    context = row.context.environment
    around = environment_named(context) if context else Environment.UNKNOWN
    found = [features_of(words, passage) for passage in passages] or [Counter([BASE])]
    for features in found:
        features[of_context(around.value)] = 1
    return found


def features_of(words: Sequence[Token], passage: Passage) -> Counter[str]:
    """All that :mod:`domain.risk.likeness.comparing` adds up for a passage, but for the context."""
    found = Counter([BASE, QUESTION] if passage.question else [BASE])
    before: Token | None = None
    known: Token | None = None
    for token in words[passage.first : passage.end]:
        found.update(of_spelling(token.text))
        found.update(of_meaning(token.word))
        if before:
            found[of_neighbours(before.text, token.text)] += 1
        if token.word.known and known:
            found.update(of_meanings(known.word, token.word))
        known = token if token.word.known else known
        before = token
    return found
