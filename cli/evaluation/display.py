"""Results of an evaluation as a table and as JSON."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from cli.render import clean, print_rows, say
from domain.evaluation import Check, EvalResult, Verdict

COLUMNS = ("agent", "level", "tools", "facts")
STYLES = {Verdict.PASSED: "green", Verdict.FAILED: "red", Verdict.NOT_JUDGED: "yellow"}


def say_progress(console: Console, result: EvalResult, *, number: int, of: int) -> None:
    """One line for each task as it ends."""
    seconds = f"{result.observed.seconds:.1f} s"
    line = f"[{number}/{of}] {result.task.name}: {result.verdict} ({seconds})"
    say(console, line, style=STYLES[result.verdict])


def print_results(console: Console, results: Sequence[EvalResult]) -> None:
    """A row for each task; then why each failed, and what was not judged."""
    rows = [
        (
            result.task.name,
            result.verdict.value,
            *(_cell(result, column) for column in COLUMNS),
            f"{result.observed.seconds:.1f}",
            str(result.observed.tokens),
            f"{result.observed.cost:.4f}",
        )
        for result in results
    ]
    print_rows(console, rows, header=("task", "result", *COLUMNS, "seconds", "tokens", "$"))
    for result in results:
        for check in result.checks:
            if check.verdict is Verdict.FAILED:
                say(
                    console,
                    f"{result.task.where}: {result.task.name}: {check.what}: {_why(check)}",
                    style="red",
                )
    say(console, summary(results))


def summary(results: Sequence[EvalResult]) -> str:
    tasks = Counter(result.verdict for result in results)
    left_out = Counter(check.why for check in _not_judged(results))
    text = ", ".join(f"{tasks[verdict]} {verdict}" for verdict in Verdict)
    for why, number in left_out.items():
        text += f"; {number} expectations not judged: {why}"
    return text


def results_as_json(results: Sequence[EvalResult], *, models: Mapping[str, Any]) -> dict[str, Any]:
    counts = Counter(result.verdict for result in results)
    return {
        "models": dict(models),
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "expectations_not_judged": len(_not_judged(results)),
        "tasks": [{"verdict": result.verdict, **result.model_dump(mode="json")} for result in results],
    }


def _not_judged(results: Sequence[EvalResult]) -> list[Check]:
    return [check for result in results for check in result.checks if check.verdict is Verdict.NOT_JUDGED]


def _cell(result: EvalResult, what: str) -> str:
    check = next((check for check in result.checks if check.what == what), None)
    if check is None:
        return "-"
    if check.verdict is Verdict.NOT_JUDGED:
        return f"{check.verdict}: {check.why}"
    return "ok" if check.verdict is Verdict.PASSED else "no"


def _why(check: Check) -> str:
    return clean(check.why) or "not as expected"
