"""Evaluations: tasks with what is expected of them, and whether what came of one is that."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

from pydantic import Field

from domain.models import Value
from domain.risk.levels import RiskLevel

OFFLINE = "offline"
"""Provider of turns that no language model took."""


class Expectation(Value):
    """What is not said is not judged. ``agent``: it has a step of the plan.

    ``tools``: patterns of `server.tool`; for each one, a call that succeeded. ``facts``: each stands in a
    report, in whatever case and spacing; of a list of spellings, one.
    """

    agent: str | None = None
    level: RiskLevel | None = None
    tools: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()


class EvalTask(Value):
    """``where`` it stands, as ``file:line``."""

    name: str
    task: str
    environment: str | None = None
    project: str | None = None
    expect: Expectation
    where: str

    @property
    def wants_run(self) -> bool:
        """Tools and facts show in a run only; agent and level in the plan."""
        return bool(self.expect.tools or self.expect.facts)


class Observation(Value):
    """What came of a task. ``tools`` are those whose calls succeeded; ``models`` those that took turns.

    ``stopped``: why it was given up, as for an approval that nobody gives here.
    """

    task_id: str = ""
    status: str
    level: RiskLevel | None = None
    agents: tuple[str, ...] = ()
    planned_by: str = ""
    tools: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    stopped: str | None = None
    seconds: float = 0.0
    tokens: int = 0
    cost: float = 0.0

    @property
    def is_offline(self) -> bool:
        """Some of its turns were taken by rules, which answer nothing."""
        return any(model.partition("/")[0] == OFFLINE for model in self.models)


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_JUDGED = "not judged"


class Check(Value):
    """One expectation, judged. ``why`` it failed, or was not judged."""

    what: str
    verdict: Verdict
    expected: Any = None
    found: Any = None
    why: str = ""


class EvalResult(Value):
    task: EvalTask
    observed: Observation
    checks: tuple[Check, ...] = Field(min_length=1)

    @property
    def verdict(self) -> Verdict:
        """Failed if anything is; passed if anything is judged at all."""
        verdicts = {check.verdict for check in self.checks}
        return next(each for each in (Verdict.FAILED, Verdict.PASSED, Verdict.NOT_JUDGED) if each in verdicts)


def judged(task: EvalTask, observed: Observation) -> EvalResult:
    """Each expectation against what was seen. Where a run did not complete, that is a failure of its own."""
    checks = list(_checks(task, observed))
    if observed.status != "completed" or observed.stopped:
        why = observed.stopped or f"it ended as {observed.status}"
        checks.append(
            Check(what="run", verdict=Verdict.FAILED, expected="completed", found=observed.status, why=why)
        )
    return EvalResult(task=task, observed=observed, checks=tuple(checks))


def _checks(task: EvalTask, seen: Observation) -> Iterator[Check]:
    expect = task.expect
    if expect.agent is not None:
        fits = expect.agent in seen.agents
        yield _check("agent", expect.agent, list(seen.agents), fits=fits)
    if expect.level is not None:
        yield _check("level", expect.level, seen.level, fits=expect.level is seen.level)
    for what, expected, found, missing in (
        ("tools", expect.tools, seen.tools, [tool for tool in expect.tools if not _called(tool, seen.tools)]),
        ("facts", expect.facts, (), [fact[0] for fact in expect.facts if not _told(fact, seen.reports)]),
    ):
        if not expected:
            continue
        if seen.is_offline:
            yield Check(what=what, verdict=Verdict.NOT_JUDGED, expected=list(expected), why=OFFLINE)
        else:
            found_all = list(dict.fromkeys(found))
            check = _check(what, list(expected), found_all, fits=not missing)
            yield check.model_copy(update={"why": f"missing: {', '.join(missing)}" if missing else ""})


def _check(what: str, expected: Any, found: Any, *, fits: bool) -> Check:
    verdict = Verdict.PASSED if fits else Verdict.FAILED
    why = "" if fits else f"expected {expected}, found {_listed(found)}"
    return Check(what=what, verdict=verdict, expected=expected, found=found, why=why)


def _listed(found: Any) -> str:
    return ", ".join(map(str, found)) or "none" if isinstance(found, list) else str(found)


def _called(pattern: str, tools: Sequence[str]) -> bool:
    return any(fnmatchcase(tool, pattern) for tool in tools)


def _told(spellings: Sequence[str], reports: Sequence[str]) -> bool:
    said = " ".join(" ".join(reports).split()).casefold()
    return any(" ".join(spelling.split()).casefold() in said for spelling in spellings)
