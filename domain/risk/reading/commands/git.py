"""Git, and the command lines of its hosts: which branch is changed."""

import re
from itertools import pairwise

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.reading.commands.calls import Call
from domain.risk.reading.commands.files import is_secret_file
from domain.risk.reading.commands.places import environment_in
from domain.risk.reading.commands.requests import read_method
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Environment, Operation, Resource

_MAIN = frozenset({"main", "master", "trunk", "develop", "default"})
_RELEASES = ("release", "hotfix/prod", "prod")
_OWN = re.compile(r"(?:feat|feature|fix|bugfix|chore|docs|test|refactor|wip|user|dependabot|renovate)[/-]")
_FORCED = frozenset({"-f", "--force", "--force-with-lease"})
_DEPLOYING_REMOTES = frozenset({"heroku", "dokku", "production", "prod", "live", "deploy"})
_HUB_OBJECTS = frozenset({"pr", "mr", "repo"})
_TAG = re.compile(r"v?\d+(?:\.\d+)+")
_SWITCHED = re.compile(r"\bgit\s+(?:checkout|switch)\s+(?!-[bc]\b|--)(\S{1,80})")
_REMOTE_AND_BRANCH = 2
_LOOK_BACK = 300
"""Characters before a ``git push`` in which a branch may have been checked out."""


def read_push(subcommand: str, call: Call, does: Does) -> Does:
    """Other subcommands stay in the working copy; but a secret that is added to it is given away."""
    if subcommand == "merge":
        return _merged_into(call) or does
    if subcommand != "push":
        added = subcommand == "add" and any(is_secret_file(word) for word in call.arguments)
        return (Operation.REVEAL, Resource.SECRET) if added else does
    names = [word for word in call.operands if word != "push"]
    goals = [word.split(":")[-1].lstrip("+").removeprefix("refs/heads/") for word in names[1:]] or names
    remote = names[0] if names else ""
    where = environment_in(remote) if len(names) > 1 else _environment(remote)
    if where is Environment.PRODUCTION or remote in _DEPLOYING_REMOTES:
        return Operation.MERGE, Resource.PRODUCTION_BRANCH
    if where is Environment.STAGING:
        return Operation.DEPLOY, Resource.SERVICE
    for goal in goals:
        if branch := shared_branch(goal):
            return Operation.MERGE, branch
    return Operation.MERGE, _pushed_to(call, names, goals)


def _pushed_to(call: Call, names: list[str], goals: list[str]) -> Resource:
    if (
        len(names) < _REMOTE_AND_BRANCH
        or goals[-1] == "head"
        or _TAG.fullmatch(goals[-1])
        or call.has("--tags", "--mirror", "--all")
    ):
        return Resource.UNKNOWN
    forced = any(word in _FORCED or word.startswith("+") for word in call.arguments)
    return Resource.UNKNOWN if forced and not _OWN.match(goals[-1]) else Resource.BRANCH


def _environment(name: str) -> Environment | None:
    return WORDS.get(name, UNKNOWN).environment


def shared_branch(name: str) -> Resource | None:
    name = name.removeprefix("origin/")
    if name in _MAIN:
        return Resource.MAIN_BRANCH
    production = _environment(name) is Environment.PRODUCTION
    return Resource.PRODUCTION_BRANCH if production or name.startswith(_RELEASES) else None


def _merged_into(call: Call) -> Does | None:
    """In "git merge feature/x into main"."""
    for place, word in enumerate(call.arguments[:-1]):
        if word == "into" and (branch := shared_branch(call.arguments[place + 1])):
            return Operation.MERGE, branch
    return None


def checked_out(before: str) -> Resource | None:
    """The shared branch that the commands ``before`` this one switched to, in lower case."""
    switched = _SWITCHED.findall(before[-_LOOK_BACK:])
    return shared_branch(switched[-1].rstrip("`;,")) if switched else None


def read_hub(subcommand: str, call: Call, does: Does) -> Does:
    said = call.arguments
    if subcommand == "api":
        return _api(call)
    if subcommand not in _HUB_OBJECTS:
        return does
    if "merge" in said:
        goals = [
            after
            for before, after in pairwise(said)
            if before in {"into", "--base", "-b", "to", "--target", "--target-branch"}
        ]
        return Operation.MERGE, next(
            (found for goal in goals if (found := shared_branch(goal))), Resource.UNKNOWN
        )
    return (Operation.DELETE, Resource.INFRASTRUCTURE) if "delete" in said else does


def _api(call: Call) -> Does:
    said = call.arguments
    methods = [after for before, after in pairwise(said) if before in {"-x", "--method"}]
    paths = [word for word in call.operands if "/" in word]
    sends = call.has("-f", "--field", "--input", "--raw-field")
    method = methods[0] if methods else "post" if sends else "get"
    return read_method(method, "/" + paths[0] if paths else "/", " ".join(said))
