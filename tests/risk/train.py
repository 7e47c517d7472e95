"""Learn the weights of ``domain/risk/likeness`` from the labelled rows here. Takes a few minutes.

Run: ``make likeness``. A text of some level has one passage at least that shows it, a text below has none:
weights are learnt from passages, and which one it is, is guessed anew from what the last round learnt. What
is printed is measured out of fold: each row by weights learnt without the quarter of all rows that it is in.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import domain.risk.likeness
from domain.risk.levels import RiskLevel
from domain.risk.likeness.weights import BASE, FILE
from tests.risk.likeness_rows import digest, learnt_from, passages_of
from tests.risk.score import Row

GATED_IN_VAIN = {RiskLevel.MEDIUM: 0.04, RiskLevel.HIGH: 0.03, RiskLevel.CRITICAL: 0.015}
"""Of the rows below a level the share, out of fold, that may be taken for it. Many rows are traps."""
FREEDOM = 0.4
"""How large weights may grow (scikit-learn's C)."""
ROUNDS = 4
HARDEST = 8
"""Passages of a text below the level that are learnt from: those most like it."""
FOLDS = 4
SMALLEST = 8
"""Weights below, in hundredths, are dropped."""
RAREST = 3
"""Texts that have a feature, at least."""

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Passages(NamedTuple):
    """``features``: a row for each passage of all texts. ``owners``: the number of its text."""

    features: csr_matrix
    owners: NDArray[np.int64]


class Learnt(NamedTuple):
    """Weights of one level, in hundredths, as the file has them; ``report``: how good, out of fold."""

    weights: NDArray[np.int64]
    report: str


def main() -> None:
    """Learn, print the figures, write the file."""
    rows = learnt_from()
    passages, names = _vectors(rows)
    columns = []
    for level in GATED_IN_VAIN:
        learnt = learn(passages, rows, level, names)
        sys.stdout.write(f"{level.value:9s} {learnt.report}\n")
        columns.append(learnt.weights)
    write(names, np.array(columns).T, digest(rows))


def _vectors(rows: Sequence[Row]) -> tuple[Passages, NDArray[np.str_]]:
    """The passages of all rows, and the names of their features."""
    found = [passages_of(row) for row in rows]
    vectoriser = DictVectorizer(dtype=np.float64)
    features = vectoriser.fit_transform([item for several in found for item in several])
    owners = np.repeat(np.arange(len(rows)), [len(several) for several in found])
    texts = csr_matrix((np.ones(len(owners)), (owners, np.arange(len(owners)))))
    common = np.asarray((texts @ features > 0).sum(axis=0)).ravel() >= RAREST
    return Passages(features[:, common], owners), vectoriser.get_feature_names_out()[common]


def learn(passages: Passages, rows: Sequence[Row], level: RiskLevel, names: NDArray[np.str_]) -> Learnt:
    """The weights for ``level``, with the limit from which on a text is like it taken off their base."""
    wanted = np.array([min(allowed.rank for allowed in row.allowed) >= level.rank for row in rows])
    below = np.array([max(allowed.rank for allowed in row.allowed) < level.rank for row in rows])
    scores = _out_of_fold(passages, rows, wanted)
    ordered = np.sort(scores[below])
    limit = ordered[-max(1, int(len(ordered) * GATED_IN_VAIN[level]))]
    model = _fit(passages, wanted)
    weights = model.coef_[0].copy()
    weights[names == BASE] += model.intercept_[0] - limit
    return Learnt(
        np.round(100 * weights).astype(int),
        f"{wanted.sum()} rows, {(scores[wanted] >= limit).mean():.3f} found; "
        f"{below.sum()} below, {(scores[below] >= limit).mean():.3f} taken for it",
    )


def _fit(passages: Passages, wanted: Flags) -> LogisticRegression:
    scores = np.asarray(passages.features.sum(axis=1)).ravel()  # at first the longest passage
    owners = passages.owners
    sizes = np.minimum(HARDEST, np.bincount(owners))[owners]
    importance = np.where(wanted[owners], 1.0, sizes**-0.5)
    for _ in range(ROUNDS):
        ranks = _ranks(scores, owners)
        chosen = np.where(wanted[owners], ranks == 0, ranks < HARDEST)
        model = LogisticRegression(C=FREEDOM, solver="liblinear")
        model.fit(passages.features[chosen], wanted[owners][chosen], sample_weight=importance[chosen])
        scores = model.decision_function(passages.features)
    return model


def _ranks(scores: Numbers, owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each passage among those of its text, the highest score first."""
    order = np.lexsort((-scores, owners))
    ranks = np.empty(len(owners), np.int64)
    ranks[order] = np.arange(len(owners)) - np.searchsorted(owners[order], owners[order])
    return ranks


def _out_of_fold(passages: Passages, rows: Sequence[Row], wanted: Flags) -> Numbers:
    """A score for each row that no weight learnt from it has part in."""
    folds = np.array([int(hashlib.sha256(row.description.encode()).hexdigest(), 16) % FOLDS for row in rows])
    scores = np.empty(len(rows))
    for fold in range(FOLDS):
        inside = folds[passages.owners] != fold
        numbers = np.flatnonzero(folds != fold)
        part = Passages(passages.features[inside], np.searchsorted(numbers, passages.owners[inside]))
        rated = _best(_fit(part, wanted[numbers]).decision_function(passages.features), passages.owners)
        scores[folds == fold] = rated[folds == fold]
    return scores


def _best(scores: Numbers, owners: NDArray[np.int64]) -> Numbers:
    """Of each text the highest score of a passage."""
    highest = np.full(owners.max() + 1, -np.inf)
    np.maximum.at(highest, owners, scores)
    return highest


def write(names: NDArray[np.str_], weights: NDArray[np.int64], rows: str) -> None:
    """One feature a line, with its weight for medium, high and critical."""
    kept = np.abs(weights).max(axis=1) >= SMALLEST
    header = f"# Made by `make likeness` from the rows {rows}: feature, weights for medium, high, critical\n"
    lines = ["\t".join([name, *map(str, row)]) for name, row in zip(names[kept], weights[kept], strict=True)]
    path = Path(domain.risk.likeness.__path__[0]) / FILE
    path.write_text(header + "\n".join(sorted(lines)) + "\n", "utf-8")
    sys.stdout.write(f"{kept.sum()} of {len(names)} features written to {path.name}\n")


if __name__ == "__main__":
    main()
