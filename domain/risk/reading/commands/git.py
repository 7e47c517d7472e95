"""Git, and the command lines of its hosts: which branch is changed."""

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Environment, Operation, Resource

_MAIN = frozenset({"main", "master", "trunk", "develop", "default"})
_RELEASES = ("release", "hotfix/prod", "prod")
_FORCED = frozenset({"-f", "--force", "--force-with-lease"})
_HUB_OBJECTS = frozenset({"pr", "mr", "repo"})
_HUB_VERBS: dict[str, Does] = {
    "merge": (Operation.MERGE, Resource.UNKNOWN),
    "delete": (Operation.DELETE, Resource.INFRASTRUCTURE),
}


def read_push(subcommand: str, arguments: list[str], does: Does) -> Does:
    """Other subcommands stay in the working copy."""
    if subcommand != "push":
        return does
    names = [word for word in arguments if not word.startswith("-") and word != "push"]
    goals = [word.split(":")[-1].lstrip("+").removeprefix("refs/heads/") for word in names[1:]] or names
    for goal in goals:
        if branch := _shared_branch(goal):
            return Operation.MERGE, branch
    forced = any(word in _FORCED or word.startswith("+") for word in arguments)
    own = len(names) > 1 and not forced and goals[-1] != "head"
    return Operation.MERGE, Resource.BRANCH if own else Resource.UNKNOWN


def _shared_branch(name: str) -> Resource | None:
    if name in _MAIN:
        return Resource.MAIN_BRANCH
    production = WORDS.get(name, UNKNOWN).environment is Environment.PRODUCTION
    return Resource.PRODUCTION_BRANCH if production or name.startswith(_RELEASES) else None


def read_hub(subcommand: str, arguments: list[str], does: Does) -> Does:
    if subcommand not in _HUB_OBJECTS:
        return does
    return next((_HUB_VERBS[word] for word in arguments if word in _HUB_VERBS), does)
