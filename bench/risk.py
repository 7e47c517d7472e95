"""How long a rating takes: ms for texts of 200 characters, and how the time grows with the length.

Run: ``python -m bench.risk``. Every measured text is cold: what the reader remembers of texts is forgotten
before each measure. What it remembers of words stays, as in a process that has run for a while.
"""

import json
import statistics
import time
from pathlib import Path

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.policy import RiskPolicy
from domain.risk.reading.reader import read

FOLDER = Path(__file__).parent.parent / "tests" / "risk"
LENGTH, TOLERANCE = 200, 20
SHORT, LONG = 2_000, 20_000
ROUNDS = 3
HOSTILE: dict[str, str] = {
    "verbs": "delete drop wipe ",
    "nouns": "prod database ",
    "of": "backup of the ",
    "quotes": '"a b" ',
    "open quotes": '"delete ',
    "commas": "delete, prod, ",
    "and": "and delete ",
    "digits": "d3l3te ",
    "percent": "%2564",
    "letters": "d e l e t e ",
    "one word": "delete",
    "typos": "produkshun databaze ",
    "chinese": "删除生产数据库的",
    "sql": "select a from ",
    "brackets": "((((",
    "newlines": "- delete\n",
    "base64": "ZGVsZXRlIHByb2Q=",
}


def run() -> None:
    """Print one line for each measure."""
    policy = load_risk_policy(CONFIG_DIR)
    for name, texts in {"joined from short ones": _joined(), "as somebody wrote them": _written()}.items():
        times = [_milliseconds(text, policy) for text in texts]
        cuts = statistics.quantiles(times, n=100)
        print(
            f"rating of {len(texts)} texts of {LENGTH} characters, {name}: "
            f"median {statistics.median(times):.3f} ms, p95 {cuts[94]:.3f} ms, p99 {cuts[98]:.3f} ms"
        )
    for name, piece in HOSTILE.items():
        short, long = (_milliseconds(_of_length(piece, length), policy) for length in (SHORT, LONG))
        print(
            f"{name:12s} {SHORT} characters {short:7.2f} ms, {LONG} characters {long:7.2f} ms: "
            f"{long / short:.1f} times as long"
        )


def _joined() -> list[str]:
    """Neighbouring rows joined to texts of 200 characters: many orders in each."""
    rows = _descriptions("public.jsonl", "own.jsonl")
    joined = (f"{'. '.join(rows[n : n + 8])}."[:LENGTH] for n in range(0, len(rows) - 8, 2))
    return [text for text in joined if len(text) == LENGTH]


def _written() -> list[str]:
    """Rows that have about that length by themselves."""
    rows = _descriptions(*(path.name for path in sorted(FOLDER.glob("*.jsonl"))))
    return [row for row in rows if LENGTH - TOLERANCE <= len(row) <= LENGTH + TOLERANCE]


def _descriptions(*files: str) -> list[str]:
    lines = (line for file in files for line in (FOLDER / file).read_text("utf-8").splitlines())
    return [json.loads(line)["description"] for line in lines]


def _of_length(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _milliseconds(text: str, policy: RiskPolicy) -> float:
    """The best of a few: on a busy machine the others measure the neighbours."""
    took = []
    for _ in range(ROUNDS):
        read.cache_clear()
        start = time.perf_counter()
        assess(text, ProjectContext(), Priority.MEDIUM, policy)
        took.append(time.perf_counter() - start)
    return min(took) * 1_000


if __name__ == "__main__":
    run()
