"""Whether a command, a statement, a request or a script begins at a word of a text."""

import re
from collections.abc import Sequence

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import is_program
from domain.risk.reading.commands.extent import extent
from domain.risk.reading.commands.files import SYSTEM_FOLDERS
from domain.risk.reading.commands.git import checked_out
from domain.risk.reading.commands.places import LOOK_BACK, environment_in
from domain.risk.reading.commands.requests import BARE, read_method
from domain.risk.reading.commands.scripts import SCRIPT
from domain.risk.reading.commands.shell import Command, read_command, read_script_line
from domain.risk.reading.commands.sql import STARTS, read_sql
from domain.risk.reading.commands.stores import COLLECTION_CALL, read_collection_call
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.tokens import Token, is_verb

METHODS = words(
    """
    get head options post put patch delete
    """
)
_PROSE = words(
    """
    del de du des d der die das von vom im für fur para por en pour sur
    """
)
"""In "las claves de AWS del servicio" no command begins."""
_CLOUDS = frozenset({"aws", "az", "gcloud", "kubectl", "docker", "git", "terraform", "helm"})
"""Programs without a subcommand "del", whose names stand in Spanish prose."""
_SAID = frozenset({"make", "free", "watch", "cut", "just"})
"""Programs that are more often English verbs."""
_ASSIGNED = re.compile(r"(?:^|\s)\w+=\S+\s+$")
_STARTING = frozenset({VerbClass.RUN, VerbClass.AID, VerbClass.DEPLOY, VerbClass.OPERATE})
_LEADING = ("politeness", "conjunction", "determiner", "filler")
_MAX = 600
_SENTENCE_ENDS = re.compile(r"[.!?;](\s|$)")
_BEGUN = re.compile(r"\b(?:begin|start transaction)\b[^;]{0,20};", re.IGNORECASE)
_BEHIND = 8
"""Characters behind the clause that may still belong to the statement."""
_LIST = re.compile(
    r"\b(?:find (?:\.|src|tests?)|git ls-files|git diff --name-only|fd|ls(?![^|;&\n]* [/~])) [^;&\n]{0,150}"
    r"\|\s*xargs[\s\w-]{0,20}$"
)
_FILTERS = words("grep egrep zgrep rg head tail sort uniq wc cut less jq yq awk column")
"""Programs that only pass on what another one has printed."""
_WORDS = words(
    """
    ls hugo gatsby astro zola vale pod nix elm dune expo julia
    host route top last free less more type source service find make just task kill head tail cat cut mount
    env ip tc ss du ping truncate shred black fly cap kind go flux salt pass op knife sh ruby node deploy
    reboot shutdown poweroff touch zip monit nats heroku locust tee http https ssh echo
    """
)
"""Programs that are words as well: in the middle of a sentence they are none."""
_BEFORE_PROGRAMS = words(
    """
    sudo time nohup xargs npx exec doas watch nice eval run execute then do call try use via using command
    """
)


_ENDS_VERB = frozenset({"了", "掉", "吧", "一下"})
_COLLECTIONS = frozenset({"db", "rs", "sh"})
_BEGINNINGS = (
    METHODS | _COLLECTIONS | STARTS | SUBCOMMANDS.keys() | {"docker-compose", "podman-compose", "rollback"}
)
"""Words that a command may begin with, beside paths."""


def may_begin(token: Token) -> bool:
    """A command could begin with it."""
    name = token.text.partition(" ")[0]
    return (name in _BEGINNINGS or token.path or "/" in name) and not token.inner


def command_at(tokens: Sequence[Token], place: int, text: str, end: int) -> Command | None:
    """The command that the word at ``place`` begins; ``end`` is where its clause ends."""
    token = tokens[place]
    if not may_begin(token):
        return None
    name = token.text.split(" ")[0]
    if _goes_on_as_prose(tokens, place, name, text) or (name == "rm" and _has_object_in_front(tokens, place)):
        return None
    return (
        (_request(token, text) if name in METHODS else None)
        or (_collection_call(token, text) if name in _COLLECTIONS else None)
        or (_called(tokens, place, text, end) if is_program(name) else None)
        or (_statement(token, text, end) if name in STARTS else None)
        or (_taken_back(token, text, end) if name == "rollback" else None)
        or (_script(token, text) if _is_run_script(tokens, place, text) else None)
    )


def _has_object_in_front(tokens: Sequence[Token], place: int) -> bool:
    """In "把整个目录 rm -rf 了" Chinese uses the program's name as a verb."""
    behind = [token for token in tokens[place + 1 : place + 3] if not token.text.isascii()]
    return (
        bool(behind) and behind[0].text in _ENDS_VERB and any(token.text == "把" for token in tokens[:place])
    )


def _request(token: Token, text: str) -> Command | None:
    found = BARE.match(text, token.start, token.start + _MAX)
    if found is None or found[2].startswith(SYSTEM_FOLDERS):
        return None
    path, body = found[2].casefold().rstrip(".,;)"), found[3].casefold()
    operation, resource = read_method(found[1].casefold(), path, body)
    return Command(operation, resource, place=environment_in(path + body))


def _collection_call(token: Token, text: str) -> Command | None:
    line = text[token.start : token.start + _MAX].casefold()
    does = read_collection_call(line) if COLLECTION_CALL.match(line) else None
    return Command(*does) if does else None


def _called(tokens: Sequence[Token], place: int, text: str, end: int) -> Command | None:
    token = tokens[place]
    if token.text.split(" ")[0] in _WORDS and _amid_prose(tokens, place, text):
        return None
    limit = min(len(text), token.start + _MAX)
    line = text[token.start : max(extent(text, token.start, limit), min(end, limit))]
    command = _listed(tokens, place, text) or read_command(line) or _filter(tokens, place, text)
    return _with_branch(command, token.text, text[max(0, token.start - LOOK_BACK) : token.start])


def _filter(tokens: Sequence[Token], place: int, text: str) -> Command | None:
    """In "terraform state list | grep vpc" a single word is no prose; "env | grep SECRET" shows one."""
    token = tokens[place]
    if token.text not in _FILTERS or not text[: token.start].rstrip().endswith("|"):
        return None
    secret = any(item.word.noun is Resource.SECRET for item in tokens[place + 1 :])
    return None if secret else Command(Operation.READ, Resource.UNKNOWN)


def _statement(token: Token, text: str, end: int) -> Command | None:
    behind = 0 if _SENTENCE_ENDS.match(text, end) else _BEHIND
    does = read_sql(text[token.start : min(end + behind, token.start + _MAX)].casefold())
    return Command(*does) if does else None


def _taken_back(token: Token, text: str, end: int) -> Command | None:
    """In "begin; delete from orders; rollback;" the last word brings no release back."""
    alone = token.end == end and bool(_BEGUN.search(text, max(0, token.start - _MAX), token.start))
    return Command(Operation.READ, Resource.UNKNOWN) if alone else None


def _script(token: Token, text: str) -> Command:
    limit = min(len(text), token.start + _MAX)
    return read_script_line(text[token.start : extent(text, token.start, limit)])


def _goes_on_as_prose(tokens: Sequence[Token], place: int, name: str, text: str) -> bool:
    """A word of another language follows, which is neither a flag nor a subcommand."""
    if place + 1 >= len(tokens):
        return False
    after = tokens[place + 1]
    if name in _SAID and _is_said(tokens[place + 1 : place + 6]):
        return True
    technical = (
        "-" in text[after.start - 1 : after.start + 1]
        or after.text in SUBCOMMANDS.get(name, ())
        or (after.text == "del" and name not in _CLOUDS)
    )
    return after.text in _PROSE and not technical


def _is_said(behind: Sequence[Token]) -> bool:
    """In "make Tom an administrator", "free up 400 GB on the server" an English verb begins."""
    return any(
        token.text.isdigit()
        or token.text in {"up", "live", "public", "me", "sure"}
        or token.has("determiner", "preposition", "pronoun")
        for token in behind
    )


def _amid_prose(tokens: Sequence[Token], place: int, text: str) -> bool:
    """In "reboot the live database host" no ``host`` is called."""
    start = tokens[place].start
    if place == 0 or text[start - 1] in "`'\"(|;&$":
        return False
    before = tokens[place - 1]
    leads = before.text in _BEFORE_PROGRAMS or before.has("politeness", "conjunction", "modal")
    assigned = "=" in text[max(0, before.start - 30) : before.end]
    return not (leads or assigned or before.punctuation or text[before.end : start].strip())


def _listed(tokens: Sequence[Token], place: int, text: str) -> Command | None:
    """In "find . -name '*.orig' | xargs rm" what is removed lies in the working copy."""
    start = tokens[place].start
    if tokens[place].text not in {"rm", "unlink"} or not _LIST.search(text, max(0, start - LOOK_BACK), start):
        return None
    return Command(Operation.EDIT, Resource.CODE)


def _with_branch(command: Command | None, name: str, before: str) -> Command | None:
    """A ``git push`` without a branch pushes the one that was checked out."""
    pushes = (
        command is not None and command.operation is Operation.MERGE and command.resource is Resource.UNKNOWN
    )
    if command is None or not pushes or name != "git":
        return command
    branch = checked_out(before.casefold())
    return Command(Operation.MERGE, branch, command.dry, command.place) if branch else command


def _is_run_script(tokens: Sequence[Token], place: int, text: str) -> bool:
    """It stands where an order stands, or behind "run"; in "deploy.sh is broken" nothing is run."""
    token = tokens[place]
    if not token.path or not SCRIPT.match(token.text) or token.text.endswith((".sql", ".ts", ".js")):
        return False
    before = (
        None
        if _ASSIGNED.search(text[max(0, token.start - 80) : token.start])
        else next(
            (item for item in reversed(tokens[:place]) if not item.has(*_LEADING) and not item.punctuation),
            None,
        )
    )
    runs = before is not None and is_verb(before, Form.BASE) and before.word.verb in _STARTING
    if before is not None and not runs:
        return False
    if not runs and "/" not in token.text and place + 1 < len(tokens) and not tokens[place + 1].punctuation:
        return bool(tokens[place + 1].word.environment)
    following = next((item for item in tokens[place + 1 : place + 2]), None)
    return following is None or not (
        following.has("finite", "auxiliary") or is_verb(following, Form.THIRD, Form.PAST)
    )
