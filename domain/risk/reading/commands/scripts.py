"""Scripts and make targets: they are not opened, so their names have to say what they do."""

import re

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import Call, is_program
from domain.risk.reading.commands.places import environment_in
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.phrases import WEIGHT

SCRIPT = re.compile(
    r"(?:[~.]{0,2}/)?(?:[\w.~-]{1,40}/){0,8}[\w.-]{1,60}\.(?:sh|bash|zsh|ps1|py|rb|pl|js|mjs|ts|php|sql)$"
)
_PARTS = re.compile(r"[a-z]+")
_CODE: Does = (Operation.EDIT, Resource.CODE)
HARMLESS = words(
    """
    help test tests lint build fmt format check docs doc install setup dev start serve watch coverage types
    typecheck generate gen codegen ci e2e bench benchmark all dist package compile vendor deps requirements
    lock version info list ls ps logs log status diff plan preview smoke storybook clean spec unit validate
    verify report show print dry dryrun image bundle css assets screenshots init bootstrap lib examples
    """
)
_DEEDS: dict[Does, str] = {
    (Operation.DEPLOY, Resource.SERVICE): """
        deploy deploys deployment release releases rollback rollout promote publish ship push install-prod
        upgrade golive cutover hotfix""",
    (Operation.MIGRATE, Resource.DATABASE): "migrate migrates migration migrations dbmigrate upgrade_db",
    (Operation.DELETE, Resource.DATABASE): """
        wipe drop delete destroy purge truncate nuke cleanup prune remove erase reset teardown dropdb
        cleanout flush obliterate uninstall decommission""",
    (Operation.OPERATE, Resource.SERVICE): "restart reboot stop shutdown kill reload bounce failover drain",
    (Operation.SCALE, Resource.SERVICE): "scale autoscale resize",
    (Operation.IMPORT, Resource.DATA): "import restore seed load backfill ingest",
    (Operation.EXPORT, Resource.DATABASE): "export dump extract",
    (Operation.ROTATE, Resource.SECRET): "rotate rekey",
    (Operation.CREATE, Resource.INFRASTRUCTURE): "provision",
    (Operation.MODIFY, Resource.INFRASTRUCTURE): "apply terraform infra",
    (Operation.GRANT, Resource.PERMISSION): "grant chmod adduser",
    (Operation.BACKUP, Resource.DATA): "backup backups snapshot",
    (Operation.RUN, Resource.DATABASE): "sync anonymize anonymise fixup patch update run",
}
_BY_WORD = {word: does for does, named in _DEEDS.items() for word in named.split()}
_TOLD = frozenset({Operation.DELETE, Operation.EXPORT, Operation.IMPORT})
"""Deeds whose object decides."""


_FOLLOWING = frozenset(
    {"in", "on", "to", "for", "with", "from", "and", "at", "against", "when", "once", "after", "before"}
)
_GOES_ON = frozenset({"preposition", "politeness", "subordinator", "conjunction"})


def read_named(name: str) -> Does | None:
    """What a script or target of this name does, as far as it says so; a harmless word wins in front."""
    parts = _PARTS.findall(name)
    deed: Does | None = None
    for part in parts:
        if part in HARMLESS and deed is None:
            return _CODE
        deed = deed or _BY_WORD.get(part)
    if deed is None or deed[0] not in _TOLD:
        return deed
    nouns = [WORDS.get(part, UNKNOWN).noun for part in parts]
    weighty = [noun for noun in nouns if noun and noun is not Resource.CODE]
    return deed[0], max(weighty, key=lambda noun: WEIGHT[noun]) if weighty else deed[1]


def read_make(call: Call) -> Does | None:
    """``make deploy``, ``task deploy:prod``: only what looks like a target, and not a sentence."""
    targets = [word for word in call.operands if "=" not in word]
    if call.is_prose or not targets or _is_sentence(call, targets):
        return None
    return read_named(targets[0]) or _unknown(call)


def _is_sentence(call: Call, targets: list[str]) -> bool:
    """In "make release notes shorter"."""
    if WORDS.get(targets[0].replace("-", ""), UNKNOWN).noun is Resource.CODE and "-" in targets[0]:
        return True
    if len(targets) == 1 or any(word.startswith("-") or "=" in word for word in call.arguments):
        return False
    following = targets[1]
    known = WORDS.get(following, UNKNOWN)
    return not (following in _FOLLOWING or known.environment or known.roles & _GOES_ON)


def _unknown(call: Call) -> Does | None:
    """A name that says nothing: of concern only where production is named."""
    shared = environment_in(call.line) is Environment.PRODUCTION
    return (Operation.UNKNOWN, Resource.UNKNOWN) if shared else _CODE


def read_script(call: Call) -> Does:
    """``./deploy.sh prod``: the script's name, then the words that it is given."""
    name = call.program.rsplit("/", 1)[-1]
    if does := read_named(name.rsplit(".", 1)[0]):
        return does
    for word in call.operands[:4]:
        if does := _BY_WORD.get(word):
            return does
    return Operation.RUN, Resource.UNKNOWN


def read_interpreter(call: Call) -> Does | None:
    """``bash deploy.sh``, ``python -m app.migrate``: the script that is run."""
    for place, word in enumerate(call.arguments[:6]):
        if is_program(word):
            return None
        if SCRIPT.match(word):
            return read_script(Call(word, call.arguments[place + 1 :], call.line))
        if word == "-m" and call.arguments[place + 1 : place + 2]:
            module = call.arguments[place + 1]
            return read_named(module) or _CODE
        if word in {"-n", "--version", "-v", "--check"}:
            return _CODE
        if not word.startswith("-"):
            path = "/" in word and not call.is_prose
            return read_script(Call(word, call.arguments[place + 1 :], call.line)) if path else None
    return None
