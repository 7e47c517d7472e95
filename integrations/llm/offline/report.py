"""The report of the rules: what the tools returned, quoted; what failed; and that nothing was changed."""

import re
from collections.abc import Iterator

from domain.notifications.masking import masked_text
from integrations.llm.conversion import ERROR_MARK
from integrations.llm.keywords import changing_verb
from integrations.llm.offline.rules import FIND, READ, returned
from integrations.llm.offline.transcript import Answered, Transcript

HEAD = "_From the offline rules, no language model: they call tools that read, and quote what these return._"
NOTHING_CHANGED = "**Nothing was changed.**"

EXCERPT_LINES = 14
LINE_WIDTH = 160
_ENOUGH = 3


def report(transcript: Transcript) -> str:
    """Markdown."""
    answers = list(returned(transcript))
    parts = [HEAD, f"The task:\n\n{_quoted(transcript.task)}", *_sections(answers)]
    if not answers:
        parts.append("No tool was called: none of those that the rules know is offered to this agent.")
    elif all(answer.failed or not answer.paths for answer in answers):
        parts.append("The tools returned nothing to report.")
    parts.append(_end(transcript.task))
    return "\n\n".join(parts)


def _end(task: str) -> str:
    if changing_verb(task) is None:
        return f"{NOTHING_CHANGED} To judge what was read takes a language model or a person."
    return (
        f"{NOTHING_CHANGED} The rules only read. "
        f"A language model with tools that write would be asked to do this:\n\n{_quoted(task)}"
    )


def _sections(answers: list[Answered]) -> Iterator[str]:
    for answer in answers:
        if answer.failed:
            why = masked_text((answer.text or "no answer").removeprefix(ERROR_MARK).strip())
            yield f"### {_title(answer)}\n\nFailed: {why[:500]}"
        elif answer.lines:
            yield f"### {_title(answer)}\n\n{_excerpt(answer)}"
        else:
            yield f"### {_title(answer)}\n\nReturned nothing."


def _title(answer: Answered) -> str:
    if answer.tool == READ:
        return f"`{answer.arguments.get('path')}`"
    if answer.tool == FIND:
        return f"Files like `{answer.arguments.get('pattern')}`"
    return f"`{answer.tool}`"


def _excerpt(answer: Answered) -> str:
    lines = _meaningful(answer.lines) if _has_comments(answer) else answer.lines
    shown = [masked_text(line)[:LINE_WIDTH] for line in lines[:EXCERPT_LINES]]
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", "\n".join(shown))), default=0))
    more = f"\n\n({len(lines) - len(shown)} more lines were read.)" if len(lines) > len(shown) else ""
    return "\n".join([fence, *shown, fence]) + more


def _has_comments(answer: Answered) -> bool:
    """In Markdown a number sign begins a heading."""
    return answer.tool == READ and not str(answer.arguments.get("path", "")).casefold().endswith(
        (".md", ".rst")
    )


def _meaningful(lines: list[str]) -> list[str]:
    """Without comments, where enough is left."""
    plain = [line for line in lines if not line.lstrip().startswith(("#", "//", ";"))]
    return plain if len(plain) >= _ENOUGH else lines


def _quoted(text: str) -> str:
    lines = text.strip().splitlines() or ["(empty)"]
    return "\n".join(f"> {line}" for line in lines[:10])
