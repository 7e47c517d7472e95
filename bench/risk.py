"""How long a rating takes: ms for texts of 200 characters, and how the time grows with the length.

Run: ``python -m bench.risk``
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

ROWS = Path(__file__).parent.parent / "tests" / "risk" / "public.jsonl"
LENGTH = 200
ROUNDS = 20
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


def main() -> None:
    """Print one line for each measure."""
    policy = load_risk_policy(CONFIG_DIR)
    rows = [json.loads(line) for line in ROWS.read_text("utf-8").splitlines()]
    texts = [_of_length(row["description"], LENGTH) for row in rows]
    times = [_milliseconds(text, policy) for _ in range(ROUNDS) for text in texts]
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{LENGTH} characters: median {statistics.median(times):.3f} ms, "
        f"p95 {cuts[94]:.3f} ms, p99 {cuts[98]:.3f} ms"
    )
    for name, piece in HOSTILE.items():
        short, long = (
            min(_milliseconds(_of_length(piece, n), policy) for _ in range(3)) for n in (2_000, 20_000)
        )
        print(f"{name:12s} 2,000: {short:7.2f} ms   20,000: {long:8.2f} ms   ratio {long / short:5.1f}")


def _of_length(text: str, length: int) -> str:
    """The text, repeated as sentences and cut."""
    joint = ". " if text[0].isupper() else ""
    return ((text + joint) * (length // len(text) + 1))[:length]


def _milliseconds(text: str, policy: RiskPolicy) -> float:
    start = time.perf_counter()
    assess(text, ProjectContext(), Priority.MEDIUM, policy)
    return (time.perf_counter() - start) * 1_000


if __name__ == "__main__":
    main()
