"""Learn the weights of ``domain/risk/likeness`` from the labelled rows here; needs scikit-learn.

Run: ``make likeness``. Rows of the files in ``HELD_BACK`` are never learnt from. What is printed is measured out of
fold: each row by weights that were learnt without the fifth of the rows that it belongs to.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import domain.risk.likeness
from config.risk_policy import RISK_FILE, check_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import ProjectContext
from domain.risk.levels import RiskLevel
from domain.risk.likeness.features import (
    QUESTION,
    of_context,
    of_meaning,
    of_meanings,
    of_neighbours,
    of_spelling,
)
from domain.risk.likeness.passages import Passage, cut
from domain.risk.likeness.weights import BASE, FILE
from domain.risk.reading.clauses import split
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.environments import environment_named
from domain.risk.reading.facts import Environment
from domain.risk.reading.tokeniser import tokenise
from domain.risk.reading.tokens import Token
from tests.risk.score import HERE, Row, load_rows

HELD_BACK = ("rounds-3", "forecast-4", "outsiders-sealed")
LEVELS = (RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL)
GATED_IN_VAIN = {RiskLevel.MEDIUM: 0.03, RiskLevel.HIGH: 0.02, RiskLevel.CRITICAL: 0.01}
"""Of the rows that are less than the level the share, out of fold, that may be taken for it."""
STRENGTH = 0.4
"""How freely weights may grow (scikit-learn's C)."""
ROUNDS = 4
HARDEST = 3
"""Passages of a row below the level that are learnt from: those most like it."""
FOLDS = 5
SMALLEST = 8
"""Weights below, in hundredths, are dropped."""
RAREST = 3
"""Texts that have a feature, at least."""


class Passages(NamedTuple):
    """Features of all passages, one row each, and the number of the text that each is from."""

    features: csr_matrix
    owners: np.ndarray


def learnt_from() -> list[Row]:
    """All rows that may be learnt from, in a fixed order."""
    files = [path for path in sorted(HERE.glob("*.jsonl")) if path.stem not in HELD_BACK]
    return [*_examples(), *(row for path in files for row in load_rows(path))]


def _examples() -> Iterator[Row]:
    """Those of the policy, which must be rated as it says."""
    policy = check_risk_policy(CONFIG_DIR / RISK_FILE).policy
    for rule in policy.all_rules:
        for number, example in enumerate(rule.examples):
            yield Row(
                id=f"{rule.id}-{number}",
                description=example.text,
                project_context=ProjectContext(environment=example.environment),
                allowed=(rule.level,),
                must_gate=rule.level is not RiskLevel.LOW,
            )


def digest(rows: Iterable[Row]) -> str:
    """Stands in the file of weights: from which rows it was learnt."""
    content = "\n".join(row.model_dump_json(include={"description", "project_context", "allowed"}) for row in rows)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def features_of(words: Sequence[Token], passage: Passage) -> Counter[str]:
    """All that :mod:`domain.risk.likeness.comparing` adds up for a passage."""
    found = Counter([BASE, QUESTION] if passage.question else [BASE])
    before, known = None, None
    for token in words[passage.first : passage.end]:
        found.update(of_spelling(token.text))
        found.update(of_meaning(token.word))
        if before:
            found[of_neighbours(before.text, token.text)] += 1
        if token.word.known:
            if known:
                found.update(of_meanings(known.word, token.word))
            known = token
        before = token
    return found


def passages_of(row: Row) -> list[Counter[str]]:
    text = undisguise(row.description).text
    words, passages = cut(split(tokenise(text), text))
    context = row.context.environment
    around = environment_named(context) if context else Environment.UNKNOWN
    found = [features_of(words, passage) for passage in passages] or [Counter([BASE])]
    for features in found:
        features[of_context(around.value)] = 1
    return found


def is_at_least(row: Row, level: RiskLevel) -> bool:
    return min(allowed.rank for allowed in row.allowed) >= level.rank


def is_below(row: Row, level: RiskLevel) -> bool:
    return max(allowed.rank for allowed in row.allowed) < level.rank


def best(scores: np.ndarray, owners: np.ndarray, count: int) -> np.ndarray:
    """Of each text the highest score of a passage."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, owners, scores)
    return highest


def learn(passages: Passages, wanted: np.ndarray) -> LogisticRegression:
    """A text that is ``wanted`` has one passage at least that shows it; the others have none.

    Which one it is, is guessed anew in each round by what the last round learnt, at first the longest.
    """
    scores = np.asarray(passages.features.sum(axis=1)).ravel()
    owners = passages.owners
    sizes = np.minimum(HARDEST, np.bincount(owners))[owners]
    for _ in range(ROUNDS):
        order = np.lexsort((-scores, owners))
        ranks = np.empty(len(owners), int)
        firsts = np.searchsorted(owners[order], owners[order])
        ranks[order] = np.arange(len(owners)) - firsts
        chosen = np.where(wanted[owners], ranks == 0, ranks < HARDEST)
        importance = np.where(wanted[owners], 1.0, sizes**-0.5)
        model = LogisticRegression(C=STRENGTH, solver="liblinear")
        model.fit(passages.features[chosen], wanted[owners][chosen], sample_weight=importance[chosen])
        scores = model.decision_function(passages.features)
    return model


def out_of_fold(passages: Passages, rows: Sequence[Row], level: RiskLevel) -> np.ndarray:
    """A score for each row that no weight learnt from it has part in."""
    folds = np.array([int(hashlib.sha256(row.description.encode()).hexdigest(), 16) % FOLDS for row in rows])
    wanted = np.array([is_at_least(row, level) for row in rows])
    scores = np.empty(len(rows))
    for fold in range(FOLDS):
        inside = folds[passages.owners] != fold
        numbers = np.flatnonzero(folds != fold)
        part = Passages(passages.features[inside], np.searchsorted(numbers, passages.owners[inside]))
        model = learn(part, wanted[numbers])
        rated = best(model.decision_function(passages.features), passages.owners, len(rows))
        scores[folds == fold] = rated[folds == fold]
    return scores


def limit(scores: np.ndarray, rows: Sequence[Row], level: RiskLevel) -> float:
    """From which score on a text counts as like the level."""
    below = np.sort(scores[[is_below(row, level) for row in rows]])
    return float(below[-max(1, int(len(below) * GATED_IN_VAIN[level]))])


def main() -> None:
    rows = learnt_from()
    found = [passages_of(row) for row in rows]
    vectoriser = DictVectorizer(dtype=np.float64)
    features = vectoriser.fit_transform([item for several in found for item in several])
    owners = np.repeat(np.arange(len(rows)), [len(several) for several in found])
    common = _texts_with(features, owners) >= RAREST
    names = vectoriser.get_feature_names_out()[common]
    passages = Passages(features[:, common], owners)
    columns = []
    for level in LEVELS:
        scores = out_of_fold(passages, rows, level)
        start = limit(scores, rows, level)
        wanted = np.array([is_at_least(row, level) for row in rows])
        below = np.array([is_below(row, level) for row in rows])
        print(
            f"{level.value:9s} {wanted.sum()} rows, {(scores[wanted] >= start).mean():.3f} found; "
            f"{below.sum()} below, {(scores[below] >= start).mean():.3f} taken for it; limit {start:+.2f}"
        )
        model = learn(passages, wanted)
        weights = np.round(100 * model.coef_[0]).astype(int)
        weights[names == BASE] = round(100 * (model.coef_[0][names == BASE][0] + model.intercept_[0] - start))
        columns.append(weights)
    write(names, np.array(columns).T, digest(rows))


def _texts_with(features: csr_matrix, owners: np.ndarray) -> np.ndarray:
    """Of each feature the number of texts that have it."""
    texts = csr_matrix((np.ones(len(owners)), (owners, np.arange(len(owners)))))
    return np.asarray((texts @ features > 0).sum(axis=0)).ravel()


def write(names: Sequence[str], weights: np.ndarray, rows: str) -> None:
    """One feature a line, with its weight for medium, high and critical."""
    kept = [(name, row) for name, row in zip(names, weights, strict=True) if np.abs(row).max() >= SMALLEST]
    lines = [f"# Made by `make likeness` from the rows {rows}. Feature; weights for medium, high, critical.\n"]
    lines += ["\t".join([name, *map(str, row)]) + "\n" for name, row in sorted(kept, key=lambda pair: pair[0])]
    path = Path(domain.risk.likeness.__path__[0]) / FILE
    path.write_text("".join(lines), "utf-8")
    print(f"{len(kept)} of {len(names)} features written to {path.name}")


if __name__ == "__main__":
    sys.exit(main())
