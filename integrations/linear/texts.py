"""What we write in Linear: Jinja2 templates, in which the words of others cannot pass for ours.

Every value is one line with Markdown's characters escaped and secrets masked, unless a filter says how else:
``quoted`` makes a quotation of several lines, ``code`` what stands between backticks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Undefined

from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord, SubjectKind
from domain.budgets import BudgetRequest
from domain.linear.directory import Directory
from domain.linear.issues import IssueDraft
from domain.linear.mirrors import MirrorStep, StepKind, issue_id_of
from domain.notifications.masking import SCANNED, masked, masked_text
from domain.notifications.messages import one_line
from domain.orchestrations import OrchestrationRecord
from domain.risk.levels import RiskLevel
from domain.usage import UsageTotals

ARGUMENTS_LIMIT = 4_000
"""Characters."""
STEPS_SHOWN = 30
BADGES = {RiskLevel.MEDIUM: "🟡", RiskLevel.HIGH: "🟠", RiskLevel.CRITICAL: "🔴"}
PRIORITIES = {RiskLevel.CRITICAL: 1, RiskLevel.HIGH: 2}
NORMAL_PRIORITY = 3
_KINDS = {
    SubjectKind.PLAN: "plan",
    SubjectKind.STEP: "step",
    SubjectKind.TOOL_CALL: "tool call",
    SubjectKind.ROLLBACK: "rollback",
    SubjectKind.BUDGET: "more budget",
}
_NAMED = {SubjectKind.STEP: "step", SubjectKind.TOOL_CALL: "tool"}
"""What of the subject tells which one it is."""
_VERDICTS = {"approval.approved": "Approved", "approval.denied": "Denied"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_BACKTICKS = re.compile(r"`+")
_HINTS = {
    "missing-justification": "Write `/approve` and why.",
    "unconfirmed-actions": "Name each action that is done, as `/approve +slug why`.",
}


class _Markdown(str):
    """Text that is fit to be shown as it is."""

    __slots__ = ()


class Texts:
    """``api_url`` is where readers find all of it."""

    def __init__(self, *, api_url: str) -> None:
        self._api_url = api_url
        self._templates = Environment(
            loader=FunctionLoader(_template),
            autoescape=False,  # noqa: S701 - Markdown, no HTML: see finalize
            finalize=_finalized,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(short=_short, quoted=_quoted, code=_code)

    def draft(self, record: ApprovalRecord, run: OrchestrationRecord, directory: Directory) -> IssueDraft:
        """The sub-issue that asks for a decision."""
        return IssueDraft(
            id=issue_id_of(record.request_id),
            title=" ".join(self._render("title.j2", record=record, what=_what(record)).split()),
            description=self._render(
                "description.md.j2",
                record=record,
                what=_what(record),
                badge=_Markdown(BADGES.get(record.level, "")),
                deadline=_time(record.expires_at),
                plan=_plan(record.subject),
                budget=_budget(record),
                note=_note(record.subject),
                subject=_Missing(record.subject),
                arguments=_Markdown(_arguments(record.subject)),
                risk=_Missing(_risk(record, run)),
                effects=_effects(record.subject),
                reasons=tuple(_reasons(record.subject)),
                undo=tuple(_undo(record.subject)),
                usage=run.usage or UsageTotals(),
                group="Request Status",
                statuses=_Markdown(_statuses(directory)),
                reason_hint=_Markdown(" why" if record.terms.justification else ""),
                url=_Markdown(f"{self._api_url}/approvals/{record.request_id}"),
            ),
            priority=PRIORITIES.get(record.level, NORMAL_PRIORITY),
        )

    def asking(self, record: ApprovalRecord) -> str:
        """The comment on which a thumb counts."""
        return self._render("asking.md.j2", record=record, deadline=_time(record.expires_at))

    def about_request(self, step: MirrorStep, record: ApprovalRecord) -> str:
        template = "reminded.md.j2" if step.kind is StepKind.REMINDED else "reflected.md.j2"
        channel = step.payload.get("channel")
        return self._render(
            template,
            step=step,
            payload=_Missing(step.payload),
            record=record,
            deadline=_time(record.expires_at),
            verdict=_VERDICTS.get(step.event, "Noted"),
            channel=f"by {channel}" if channel and channel != "linear" else "",
            reason=_reason(step, record),
            hint=_Markdown(_HINTS.get(str(step.payload.get("refusal")), "")),
        )

    def about_run(self, step: MirrorStep, run: OrchestrationRecord) -> str:
        template = "closed.md.j2" if step.kind is StepKind.CLOSED else "progress.md.j2"
        return self._render(template, step=step, payload=_Missing(step.payload), run=run)

    def _render(self, name: str, **values: Any) -> str:
        text = self._templates.get_template(name).render(**values)
        return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Missing(dict[str, Any]):
    """A JSON object of which any key may be asked."""

    def __getitem__(self, key: str) -> Any:
        return self.get(key, Undefined(name=key))

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__({key: value for key, value in found.items() if value is not None})


def _template(name: str) -> str:
    assert __package__ is not None  # it is part of one
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _finalized(value: Any) -> Any:
    return _short(value) if isinstance(value, str) and not isinstance(value, _Markdown) else value


def _short(value: Any, limit: int = 400) -> str:
    if isinstance(value, Undefined):
        return _Markdown("")
    text = one_line(str(value), limit)
    return _Markdown(_MARKDOWN.sub(r"\\\1", text))


def _quoted(value: Any, limit: int = 2_000) -> str:
    text = masked_text(str(value)[: max(SCANNED, 2 * limit)])
    text = text if len(text) <= limit else f"{text[: limit - 1]}…"
    lines = ("".join(c if c.isprintable() or c == "\t" else " " for c in line) for line in text.splitlines())
    return _Markdown("\n".join("> " + _MARKDOWN.sub(r"\\\1", line) for line in lines) or "> ")


def _code(value: Any) -> str:
    return _Markdown(one_line(str(value), 200).replace("`", "'"))


def _what(record: ApprovalRecord) -> str:
    """As ``tool call git.git_log``, ``step deploy`` or ``plan``."""
    which = record.subject.get(_NAMED[record.kind], "") if record.kind in _NAMED else ""
    return f"{_KINDS[record.kind]} {which}".strip()


def _reason(step: MirrorStep, record: ApprovalRecord) -> str:
    """The words of whoever decided, as far as the event is about that decision."""
    if step.payload.get("reason"):
        return str(step.payload["reason"])
    asked = step.event == "approval.noted" and step.payload.get("decision") == DecisionKind.MORE_INFO
    decided = step.event in (*_VERDICTS, "approval.broken_glass")
    return (record.question if asked else record.reason if decided else None) or ""


def _plan(subject: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    plan = subject.get("plan")
    steps = plan.get("steps") if isinstance(plan, dict) else None
    return list(steps or ())[:STEPS_SHOWN]


def _budget(record: ApprovalRecord) -> tuple[tuple[str, str], ...]:
    if record.kind is not SubjectKind.BUDGET:
        return ()
    return BudgetRequest.model_validate(record.subject["budget"]).told()


def _note(subject: Mapping[str, Any]) -> str:
    plan = subject.get("plan")
    return str(plan.get("note") or "") if isinstance(plan, dict) else ""


def _effects(subject: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(str(effect) for step in _plan(subject) for effect in step.get("effects") or ()))


def _undo(subject: Mapping[str, Any]) -> Iterator[str]:
    for step in _plan(subject):
        if step.get("irreversible"):
            yield f"step {step.get('id', '')} cannot be undone"
        elif step.get("rollback"):
            yield f"step {step.get('id', '')}: {step['rollback']}"


def _reasons(subject: Mapping[str, Any]) -> Iterator[str]:
    risk = subject.get("risk")
    found = subject.get("reasons") or (risk.get("reasons") if isinstance(risk, dict) else None)
    yield from (str(reason) for reason in found or ())


def _risk(record: ApprovalRecord, run: OrchestrationRecord) -> dict[str, Any]:
    risk = record.subject.get("risk")
    found = dict(risk) if isinstance(risk, dict) else run.risk.model_dump(mode="json") if run.risk else {}
    return {key: value for key, value in found.items() if value != "unknown"}


def _arguments(subject: Mapping[str, Any]) -> str:
    """A fence can hold anything but the end of itself."""
    text = json.dumps(masked(subject.get("arguments") or {}), indent=2, ensure_ascii=False)
    text = text if len(text) <= ARGUMENTS_LIMIT else f"{text[: ARGUMENTS_LIMIT - 1]}…"
    return _BACKTICKS.sub("'", text)


def _statuses(directory: Directory) -> str:
    order = (DecisionKind.APPROVED, DecisionKind.DENIED, DecisionKind.MORE_INFO)
    names = [_short(status.name) for each in order if (status := directory.status(each))]
    return ", ".join(f"**{name}**" for name in names)


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
