"""Which tools the rules call: first those that look around, then those that read what was found."""

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from integrations.llm.keywords import Topic, environments, other_environments, topic
from integrations.llm.offline.transcript import Answered, Transcript

MAX_FILES = 4
"""Files that one task reads."""
READ_LINES = 80

FIND, READ, LIST = "filesystem.find_files", "filesystem.read_text_file", "filesystem.list_directory"
STATUS, LOG = "git.git_status", "git.git_log"
UNSTAGED, STAGED = "git.git_diff_unstaged", "git.git_diff_staged"

CONFIG_FILES = "*.{yaml,yml,toml,json,ini,cfg,conf,properties}"
TEMPLATES = ".env.{template,example}"
CONTAINER_FILES = "{docker-compose*,compose*.y*ml,Dockerfile*,Containerfile*,*.tf,Chart.yaml}"
PIPELINE_FILES = "{.gitlab-ci.yml,Jenkinsfile,azure-pipelines.yml,Makefile,Taskfile.yml,Procfile}"
WORKFLOW_FILES = "{.github/workflows/*,.circleci/*,.ci/*,.buildkite/*}"
DOC_FILES = "{README*,CHANGELOG*,CONTRIBUTING*,*.md,*.rst}"
PROJECT_FILES = "{README*,pyproject.toml,package.json,go.mod,Cargo.toml,pom.xml}"


class Wanted(NamedTuple):
    tool: str
    arguments: dict[str, Any]


def _find(*patterns: str) -> list[Wanted]:
    return [Wanted(FIND, {"pattern": pattern}) for pattern in patterns]


_GIT = [Wanted(STATUS, {}), Wanted(LOG, {"max_count": 5})]
_CHANGES = [Wanted(UNSTAGED, {}), Wanted(STAGED, {})]
_OPENINGS: dict[Topic, list[Wanted]] = {
    Topic.DEPLOY: [*_GIT, *_find(CONTAINER_FILES, WORKFLOW_FILES, PIPELINE_FILES)],
    Topic.PIPELINE: [*_find(WORKFLOW_FILES, PIPELINE_FILES, CONTAINER_FILES), Wanted(STATUS, {})],
    Topic.DOCS: _find(DOC_FILES),
    Topic.CONFIG: _find(CONFIG_FILES, TEMPLATES),
    Topic.HISTORY: [*_GIT, *_CHANGES],
    Topic.INFRASTRUCTURE: [*_find(CONTAINER_FILES, TEMPLATES), *_GIT],
    Topic.CODE: [*_GIT, *_find(PROJECT_FILES)],
    Topic.GENERAL: [Wanted(LIST, {"path": "."}), Wanted(STATUS, {}), *_find(PROJECT_FILES)],
}

_HOMES = frozenset(
    {"config", "configs", "conf", "settings", "deploy", "env", "environments", "environment", "k8s"}
)
_STEMS = frozenset(
    {"config", "settings", "application", "compose", "env", "pyproject", "servers", "app", "values"}
)
_NOISE = frozenset({"test", "tests", "fixtures", "testdata", "examples", "vendor", "dist", "build", "locale"})
_LOCKS = frozenset({"package-lock.json", "pnpm-lock.yaml", "composer.lock", "tsconfig.json"})
_TOKEN = re.compile(r"[^\W_]+")


def next_calls(transcript: Transcript, offered: Collection[str]) -> list[Wanted]:
    """The calls of this turn, only of tools that are offered; none: it is time to report."""
    if transcript.turns == 0:
        calls = _OPENINGS[topic(transcript.task)]
    elif transcript.turns == 1:
        calls = [Wanted(READ, {"path": path, "last_line": READ_LINES}) for path in chosen_files(transcript)]
    else:
        calls = []
    return [call for call in calls if call.tool in offered]


def chosen_files(transcript: Transcript) -> list[str]:
    """The files found that bear most on the task: those of its environment, then those of configuration."""
    found = dict.fromkeys(
        path for answer in transcript.answered if answer.tool == FIND for path in answer.paths
    )
    wanted, others = environments(transcript.task), other_environments(transcript.task)
    named = frozenset(_TOKEN.findall(transcript.task.casefold()))
    ranked = sorted(
        found,
        key=lambda path: (-_weight(path, named) - _fitness(path, wanted, others), path.count("/"), path),
    )
    return ranked[:MAX_FILES]


def _fitness(path: str, wanted: frozenset[str], others: frozenset[str]) -> int:
    """Of the environment that the task names, or of another."""
    tokens = set(_TOKEN.findall(path.casefold()))
    return (
        10 * bool(tokens & wanted) - 6 * bool(tokens & others) - 8 * bool(tokens & _NOISE - wanted - others)
    )


def _weight(path: str, named: frozenset[str]) -> int:
    *folders, name = path.casefold().split("/")
    tokens = set(_TOKEN.findall(path.casefold()))
    return (
        5 * bool(set(folders) & _HOMES)
        + 4 * name.startswith(".env.")
        + 3 * bool(set(_TOKEN.findall(name)) & _STEMS)
        + 2 * name.startswith(("readme", "dockerfile", "docker-compose"))
        + len({token for token in tokens & named if len(token) > 2})  # noqa: PLR2004 -- "to", "of" say nothing
        - 9 * (name in _LOCKS or name.endswith((".lock", ".min.json")))
        - 3 * (name.startswith(".") and not name.startswith(".env."))
        - len(folders)
    )


def returned(transcript: Transcript) -> Iterator[Answered]:
    """What there is to report: what was found but not read is named once, by the files read."""
    reads = any(answer.tool == READ for answer in transcript.answered)
    for answer in transcript.answered:
        if not (reads and answer.tool == FIND and not answer.failed):
            yield answer
