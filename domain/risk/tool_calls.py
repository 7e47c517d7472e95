"""Rate one tool call: what its tool may do at all, raised by what its arguments would do.

The level of the tool (its server's annotations, the operator's overrides) is never undercut. Arguments are
read as the text of a task is, with the same rules, so an approver is asked about ``DROP TABLE`` however mild
the tool is said to be. What only looks for a text, or puts one into a file, does not do what the text says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from domain.models import Value
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskAssessment, RiskLevel, highest
from domain.risk.lexicon.tables import words
from domain.risk.manifests import read_manifest
from domain.risk.paths import Deed, deed_on
from domain.risk.policy import RiskPolicy
from domain.risk.reading.environments import environment_named, most_dangerous
from domain.risk.reading.facts import DESTRUCTIVE, LIKENESSES, Environment, Modality, Operation, Sign
from domain.risk.rules import decide
from domain.risk.tool_arguments import Arguments, searches, sort_arguments, words_of
from domain.tools import ToolSpec

READ_LIMIT = 20_000
"""Characters of one argument that are read; a longer one that would be run is at least high."""
REASONS = 3
_REASON_LIMIT = 240

_NOTHING = frozenset({Operation.NONE, Operation.UNKNOWN})
_COMMAND = "command"
"""The reader's note on a clause that is a command or a statement."""
_BETWEEN = re.compile(r"[;&|\n]")
_WRITING = re.compile(
    r">|\b(?:tee|cp|mv|ln|rm|install|chmod|chown|truncate|rsync|dd)\b|\bsed\s+(?:-\w+\s+)*-\w*i|\s-[oO]\b"
)
_WORDS = re.compile(r"[^\s<>|;&\"'=]+")
_FILE_PROGRAM = re.compile(
    r"\s*(?:sudo\s+)?(?:cat|less|more|head|tail|strings|xxd|base64|cp|mv|scp|rsync|tee|rm|grep|sed|awk|openssl)\b"
)
_DELETING = words(
    """
    delete destroy remove uninstall drop purge prune
    """
)


class CallRating(Value):
    """``reasons`` says what raised the level above the tool's own; empty where nothing did.

    ``operation``: what the call would do; where it would do several things, a destructive one of them.
    ``environment``: the most dangerous one that is named for it.
    """

    level: RiskLevel
    reasons: tuple[str, ...] = ()
    operation: Operation = Operation.UNKNOWN
    environment: Environment = Environment.UNKNOWN


class _Finding(NamedTuple):
    level: RiskLevel
    reason: str
    operation: Operation = Operation.UNKNOWN


def rate_call(
    spec: ToolSpec, arguments: Mapping[str, Any], context: ProjectContext, policy: RiskPolicy
) -> RiskLevel:
    """The level of calling ``spec`` with exactly ``arguments``; never below the tool's own."""
    return read_call(spec, arguments, context, policy).level


def read_call(
    spec: ToolSpec, arguments: Mapping[str, Any], context: ProjectContext, policy: RiskPolicy
) -> CallRating:
    """As :func:`rate_call`, with what raised the level. Never raises; linear in the arguments' length."""
    found = sort_arguments(spec.tool, arguments)
    around = environment_named(context.environment) if context.environment else Environment.UNKNOWN
    reader = _CallReader(spec, policy, most_dangerous(around, found.environment))
    findings = list(reader.read_only(found) if spec.read_only else reader.changing(found))
    raising = [item for item in findings if item.level.exceeds(spec.level)]
    raising.sort(key=lambda item: item.level.rank, reverse=True)
    reasons = dict.fromkeys(item.reason[:_REASON_LIMIT] for item in raising)
    return CallRating(
        level=highest(spec.level, *(item.level for item in raising)),
        reasons=tuple(reasons)[:REASONS],
        operation=_operation(spec, findings, reader.named_by_the_tool),
        environment=reader.environment,
    )


def _operation(spec: ToolSpec, findings: Iterable[_Finding], by_name: Callable[[], Operation]) -> Operation:
    """What the arguments say; else reading, of a tool that only reads; else what its name says."""
    ranked = sorted(findings, key=lambda item: item.level.rank, reverse=True)
    read = [item.operation for item in ranked if item.operation not in _NOTHING]
    destructive = [operation for operation in read if operation in DESTRUCTIVE]
    if destructive or read:
        return (destructive or read)[0]
    return Operation.READ if spec.read_only else by_name()


class _CallReader:
    def __init__(self, spec: ToolSpec, policy: RiskPolicy, environment: Environment) -> None:
        self._spec = spec
        self._policy = policy
        self.environment = environment

    def named_by_the_tool(self) -> Operation:
        """``create_issue`` creates."""
        return _top(self._assess(" ".join(words_of(self._spec.tool)))).operation

    def read_only(self, found: Arguments) -> Iterator[_Finding]:
        """It says that it only reads: a statement that would change something is not taken on trust."""
        for path in found.paths:
            yield from self._opened(path, writes=False)
        if searches(self._spec.tool):
            return
        for text in found.run:
            yield from self._commands(text)
            yield from self._shell_paths(text)
            yield from self._too_long(text)

    def changing(self, found: Arguments) -> Iterator[_Finding]:
        for path in found.paths:
            yield from self._opened(path, writes=True)
        for text in found.run:
            manifest = list(self._manifest(text))
            yield from manifest or self._executed(text)
            if manifest:
                yield from self._commands(text)
        for text in found.others:
            yield from self._manifest(text)
            yield from self._commands(text, alone=True)
        yield from self._deed_of_the_tool(found)

    def _executed(self, text: str) -> Iterator[_Finding]:
        """The whole text, and each of its commands by itself: one may hide behind another."""
        if not text.strip():
            return
        for piece in _pieces(text):
            yield self._rated(piece)
        yield from self._shell_paths(text)
        yield from self._too_long(text)

    def _rated(self, text: str) -> _Finding:
        """As a task is rated; but a command need not be legible prose to count as read."""
        rated = self._assess(text)
        found = _top(rated)._replace(reason=rated.reasons[0])
        for rule in self._policy.raising:
            if rule.sign in LIKENESSES:  # learnt from tasks in plain words, not from arguments
                continue
            counts = rule.id in rated.rules and not (rule.sign is Sign.UNREADABLE and text.isascii())
            if counts and rule.level.exceeds(found.level):
                found = _Finding(rule.level, rule.reason, found.operation)
        return found

    def _too_long(self, text: str) -> Iterator[_Finding]:
        if len(text) > READ_LIMIT:
            yield _Finding(RiskLevel.HIGH, f"would run {len(text)} characters, more than are read")

    def _commands(self, text: str, *, alone: bool = False) -> Iterator[_Finding]:
        """Only what is a command or a statement, not prose. ``alone``: the text must begin with one."""
        for piece in _pieces(text):
            clauses = self._assess(piece).clauses
            if alone and _COMMAND not in clauses[0].notes:
                return
            for clause in clauses:
                if _COMMAND in clause.notes:
                    yield _Finding(
                        clause.level, f'{clause.reason}: "{clause.text}"', Operation(clause.operation)
                    )

    def _manifest(self, text: str) -> Iterator[_Finding]:
        deletes = not _DELETING.isdisjoint(words_of(self._spec.tool))
        manifest = read_manifest(text, deletes=deletes)
        if manifest:
            environment = most_dangerous(manifest.environment, self.environment)
            yield from (self._decided(deed, environment, "a manifest") for deed in manifest.deeds)

    def _opened(self, path: str, *, writes: bool) -> Iterator[_Finding]:
        deed = deed_on(path, writes=writes)
        if deed:  # a working copy belongs to no environment: development must not excuse it
            where = self.environment
            yield self._decided(
                deed, Environment.UNKNOWN if where is Environment.DEVELOPMENT else where, path
            )

    def _shell_paths(self, text: str) -> Iterator[_Finding]:
        """Files that a command line writes or shows."""
        for line in text[:READ_LIMIT].splitlines():
            writes = _WRITING.search(line) is not None
            files = _FILE_PROGRAM.match(line) is not None
            for word in _WORDS.findall(line)[:200]:
                if files or "/" in word or word.startswith("."):  # `settings.key` may be a column
                    yield from self._opened(word, writes=writes)

    def _deed_of_the_tool(self, found: Arguments) -> Iterator[_Finding]:
        """``delete_namespace(name="payments")`` as a sentence.

        A tool that is said to do little harm is judged only by the place that its arguments name.
        """
        harmful = not RiskLevel.HIGH.exceeds(self._spec.level)
        environment = self.environment if harmful else found.environment
        if environment is Environment.UNKNOWN:
            return
        sentence = " ".join([*words_of(self._spec.tool), *found.named[:5]])
        context = ProjectContext(environment=environment.value)
        top = _top(assess(sentence, context, Priority.MEDIUM, self._policy))
        yield top._replace(reason=f'{top.reason}: "{sentence}" in {environment.value}')

    def _decided(self, deed: Deed, environment: Environment, what: str) -> _Finding:
        operation, resource = deed
        rule = decide(
            self._policy,
            operation=operation,
            resource=resource,
            environment=environment,
            modality=Modality.ASKED,
        )
        return _Finding(rule.level, f"{rule.reason}: {what}", operation)

    def _assess(self, text: str) -> RiskAssessment:
        context = ProjectContext(environment=self.environment.value)
        return assess(text, context, Priority.MEDIUM, self._policy)


def _top(rated: RiskAssessment) -> _Finding:
    """The riskiest clause, with the reason of the whole."""
    top = max(rated.clauses, key=lambda clause: clause.level.rank)
    return _Finding(top.level, top.reason, Operation(top.operation))


def _pieces(text: str) -> Iterable[str]:
    """The text, then each of its commands. Quotes hold together, unless one is never closed."""
    text = text[:READ_LIMIT]
    pieces, quote = [""], ""
    for char in text:
        if not quote and _BETWEEN.match(char):
            pieces.append("")
            continue
        if char in "\"'" and quote in ("", char):
            quote = "" if quote else char
        pieces[-1] += char
    if quote:
        pieces = _BETWEEN.split(text)
    return dict.fromkeys([text, *filter(None, map(str.strip, pieces))])
