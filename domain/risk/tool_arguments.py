"""The arguments of a tool call, sorted: what would be run, opened, put into a file or only said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import environment_named, most_dangerous
from domain.risk.reading.facts import Environment

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

_RUN = words(
    """
    sql statement statements query queries command commands cmd cmdline shell script code bash program
    argv cql expression manifest manifests yaml hcl terraform
    """
)
_MORE = ("args", "arguments", "argv", "params", "parameters")
_OPENED = words(
    """
    path paths file files filename filepath destination dest target source src to uri
    """
)
_FILED = words(
    """
    content contents text data body new old diff patch edits replacement insert
    """
)
_SAID = words(
    """
    message title description comment summary reason subject note notes prompt question text body label
    labels explanation
    """
)
_PLACES = words(
    """
    environment env stage namespace cluster context database db profile account host hostname url
    region workspace project
    """
)
_NAMES = words(
    """
    resource kind type branch base ref table bucket
    """
)
_SOUGHT = words("pattern patterns glob globs regex regexp query search text include exclude ignore")
_NAME_LIMIT = 100
_OPENING = words(
    """
    write edit create append save insert update patch put replace move rename
    """
)
_RUNNING = words(
    """
    run exec execute apply eval deploy invoke shell query
    """
)
_SEARCHING = words(
    """
    search find grep lookup match
    """
)


@dataclass(slots=True)
class Arguments:
    """``run``: said to be executed. ``others``: nothing says what for. ``named``: kinds of things."""

    run: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    environment: Environment = Environment.UNKNOWN


def words_of(name: str) -> list[str]:
    """``listPods`` and ``list_pods`` as words in lower case."""
    return [word.casefold() for word in _WORD.findall(name)]


def searches(tool: str) -> bool:
    """The tool looks for what it is given instead of executing it."""
    return not _SEARCHING.isdisjoint(words_of(tool))


def sort_arguments(tool: str, arguments: Mapping[str, Any]) -> Arguments:
    """Every text anywhere in ``arguments``; a list of words under one name counts as one line."""
    found = Arguments()
    texts = list(_texts(arguments))
    files = _files_what_it_gets(tool, texts)
    for key, value in texts:
        said = set(words_of(key))
        if said & _PLACES:
            named = environment_named(value)
            found.environment = most_dangerous(found.environment, named)
        if said & _NAMES and len(value) <= _NAME_LIMIT and "\n" not in value:
            found.named.append(value)
        if _is_path(said, value):
            found.paths.append(value)
        elif said & _RUN:
            found.run.append(value)
        elif not (said & _SAID or (files and said & _FILED)):
            found.others.append(value)
    return found


def _files_what_it_gets(tool: str, texts: Sequence[tuple[str, str]]) -> bool:
    """The tool puts a text into a file: what the text would do if it were run is not done now."""
    said = set(words_of(tool))
    opens = any(_is_path(set(words_of(key)), value) for key, value in texts)
    return opens and bool(said & _OPENING) and not said & _RUNNING


def _is_path(said: set[str], value: str) -> bool:
    if "\n" in value or not value.strip():
        return False
    if said & _SOUGHT:
        return False
    return bool(said & _OPENED) or (" " not in value and value.startswith(("/", ".", "~/")))


def _texts(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(the nearest key, a text) in no particular order; without recursion, however deep."""
    stack: list[tuple[str, Any]] = [("", dict(arguments))]
    while stack:
        key, value = stack.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, Mapping):
            yield from _command_lines(value)
            yield from _as_manifest(key, value)
            stack += [(str(name), item) for name, item in value.items()]
        elif isinstance(value, list | tuple):
            if value and all(isinstance(item, str | int | float) for item in value):
                yield key, " ".join(str(item) for item in value)
            stack += [(key, item) for item in value]


def _command_lines(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``{command: kubectl, args: [delete, ...]}`` is one line."""
    for name, program in value.items():
        if isinstance(program, str) and set(words_of(str(name))) & _RUN:
            for more in _MORE:
                rest = value.get(more)
                if isinstance(rest, list | tuple) and rest:
                    yield "command", " ".join(str(item) for item in (program, *rest))


def _as_manifest(key: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An object that is a manifest already, in the shape of its text."""
    if isinstance(value.get("apiVersion"), str) and isinstance(value.get("kind"), str):
        metadata = value.get("metadata")
        place = metadata.get("namespace", "") if isinstance(metadata, Mapping) else ""
        yield key, f"apiVersion: {value['apiVersion']}\nkind: {value['kind']}\nnamespace: {place}\n"
    if isinstance(value.get("resource"), Mapping):
        kinds = "".join(f'resource "{name}" "" {{\n' for name in value["resource"])
        yield "hcl", kinds
