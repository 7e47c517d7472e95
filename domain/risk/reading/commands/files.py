"""Programs that read, copy, remove files and change who may do so."""

import re
from itertools import takewhile

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.reading.commands.calls import Call, is_prose_word
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.names import named_resource
from domain.risk.reading.phrases import WEIGHT

_PARTS = re.compile(r"[^a-z0-9]+")
_STORED = frozenset({Resource.DATA, Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.SECRET})
_SYSTEM = ("/", "~", "*", "$home", "/*", ".", "..", "~/*", "./*")
SYSTEM_FOLDERS = (
    "/var",
    "/etc",
    "/srv",
    "/data",
    "/home",
    "/mnt",
    "/usr",
    "/opt",
    "/lib",
    "/boot",
    "/root",
    "/dev/",
)
_DATABASE_FOLDERS = re.compile(
    r"^/(?:var/lib|var/opt|data|mnt|srv|opt)/(?:[\w.-]+/)?"
    r"(?:postgres\w*|pgsql|pgdata|mysql|mariadb|mongo\w*|redis|elasticsearch|cassandra|influxdb|clickhouse|etcd)"
)
_DATABASE_VARIABLES = re.compile(
    r"^\$\{?(?:pg_?data|mysql_?data\w*|mongo_?data\w*|data_?(?:dir|path|home)|db_?(?:dir|path|data)|backup_?dir)\b"
)
_SECRET_PATH = re.compile(
    r"(?:^|/)(?:run/secrets|secrets?(?:/|$)|\.ssh/(?:id_|.*key)|\.aws/credentials|\.kube/config|\.docker/config"
    r"|ssl/private|\.vault-token|\.git-credentials|service-?account[\w-]*\.json|vault[\w-]*\.ya?ml|master\.key"
    r"|\.htpasswd|\.ssh/?$|\.aws/?$|\.gnupg|\.kube/?$|[\w-]+\.env$|\.npmrc|\.pypirc|tokens?$|passwords?(?:\.\w+)?$|terraform\.tfstate)"
)
_HARMLESS_FILE = re.compile(r"\.(?:example|sample|template|dist|tmpl|md|pub|py|ts|js|go|rb|java)$|\btests?/")
_SECRET_NAME = re.compile(
    r"(?:^|_)(?:password|passwd|pwd|pass|secret|token|apikey|credentials?|private_?key|secret_?key|api_?key"
    r"|access_?key|key)(?:$|_)"
)
_INTO_SYSTEM = re.compile(r">\s*/(?:etc|var|usr|srv|opt|boot|lib|root|sys|proc)/")
_NOT_A_PATH = "path"
_REMOTE = re.compile(r"^(?:rsync://|sftp://|(?:[\w.-]+@)?[\w.$-]+:(?!//))")
_WITH_A_PATTERN = frozenset({"grep", "rg", "awk", "sed", "jq", "yq"})
"""Their first operand is no file."""
_TEMPORARY = "/tmp/"  # noqa: S108 - a name that is read, not a file that is made
_EXECUTABLE = re.compile(r"[ugo]{0,3}\+x$")
_TARGETS = 20
"""Files that are looked at."""
_NOTHING: Does = (Operation.EDIT, Resource.CODE)


def is_secret_file(word: str) -> bool:
    if _HARMLESS_FILE.search(word):
        return False
    return named_resource(word) is Resource.SECRET or bool(_SECRET_PATH.search(word))


def read_showing(call: Call) -> Does | None:
    """``cat``, ``grep`` and their like: only a secret matters."""
    files = call.operands[1 if call.program in _WITH_A_PATTERN else 0 : _TARGETS]
    if any(is_secret_file(word) for word in files):
        return Operation.REVEAL, Resource.SECRET
    if _INTO_SYSTEM.search(call.line) or (
        call.program == "tee" and any(word.startswith(SYSTEM_FOLDERS) for word in files)
    ):
        return Operation.OPERATE, Resource.SERVICE
    looks = call.is_technical and not call.is_prose
    return (Operation.READ, Resource.UNKNOWN) if looks else None


def read_packing(call: Call) -> Does | None:
    """``tar``, ``zip``, ``nc``: a secret that is packed is on its way."""
    if any(is_secret_file(word) for word in call.operands[:_TARGETS]):
        return Operation.REVEAL, Resource.SECRET
    return _NOTHING if call.is_technical and not call.is_prose else None


def read_making(call: Call) -> Does | None:
    """``touch``, ``mkdir``: nothing that was there is changed."""
    paths = [word for word in call.operands if not is_prose_word(word)]
    return _NOTHING if paths and all("." in word or "/" in word for word in paths) else None


def read_sourcing(call: Call) -> Does | None:
    file = call.first.startswith((".", "/", "~")) or call.first.endswith((".sh", ".env", "/activate"))
    return (Operation.READ, Resource.UNKNOWN) if file else None


def read_echo(call: Call) -> Does | None:
    if _INTO_SYSTEM.search(call.line):
        return Operation.OPERATE, Resource.SERVICE
    for word in call.arguments[:_TARGETS]:
        name = word.strip("{}()").removeprefix("$").strip("{}")
        if "$" in word and name != _NOT_A_PATH and _SECRET_NAME.search(name):
            return Operation.REVEAL, Resource.SECRET
    written = call.line.partition(">")
    if written[1] and any(
        _SECRET_NAME.search(word.partition("=")[0]) for word in written[0].split() if "=" in word
    ):
        return Operation.MODIFY, Resource.SECRET
    return None


def read_copying(call: Call) -> Does | None:
    """``cp``, ``mv``: a secret that is copied is given away; one that is only written is not."""
    files = call.operands[:_TARGETS]
    if any(is_secret_file(word) for word in files[:-1]):
        return Operation.REVEAL, Resource.SECRET
    if not call.is_technical or call.is_prose:
        return None
    return _moved(files) if call.program == "mv" else _NOTHING


def _moved(files: list[str]) -> Does:
    from_system = any(word.startswith(SYSTEM_FOLDERS) for word in files[:-1])
    return (Operation.MODIFY, Resource.DATABASE) if from_system else _NOTHING


def read_transfer(call: Call) -> Does | None:
    """``rsync``, ``scp``: onto another host, or from it."""
    ends = call.operands[:_TARGETS]
    if call.is_prose or not call.is_technical or not ends:
        return None
    if any(is_secret_file(word.split(":")[-1]) for word in ends[:-1]):
        return Operation.REVEAL, Resource.SECRET
    last = ends[-1]
    if _REMOTE.match(last):
        overwrites = any(word.startswith("--del") for word in call.arguments)
        return (Operation.DELETE if overwrites else Operation.DEPLOY), Resource.SERVICE
    if any(_REMOTE.match(word) for word in ends):
        return Operation.EXPORT, heaviest(ends) or Resource.UNKNOWN
    return _NOTHING


def place_of_transfer(call: Call) -> str:
    """The part of the line that says where something is changed: only the target of an upload."""
    ends = call.operands[:_TARGETS]
    return ends[-1] if ends and _REMOTE.match(ends[-1]) else call.line


def read_removal(call: Call) -> Does | None:
    targets = call.operands[:_TARGETS]
    if not targets:
        return Operation.DELETE, Resource.UNKNOWN
    if call.program == "unlink" and not call.is_technical:
        return None
    if any(_DATABASE_FOLDERS.match(target) for target in targets):
        return Operation.DELETE, Resource.CUSTOMER_DATA
    if any(_is_system(target) or _DATABASE_VARIABLES.match(target) for target in targets):
        return Operation.DELETE, Resource.DATABASE
    stored = heaviest(targets)
    return (Operation.DELETE, stored) if stored else _NOTHING


def heaviest(names: list[str]) -> Resource | None:
    """The most valuable thing that parts of ``names`` say."""
    nouns = [WORDS.get(part, UNKNOWN).noun for name in names for part in _PARTS.split(name)]
    stored = [noun for noun in nouns if noun in _STORED]
    return max(stored, key=lambda noun: WEIGHT[noun]) if stored else None


def _is_system(target: str) -> bool:
    return target.rstrip("/*") == "" or target in _SYSTEM or target.startswith(SYSTEM_FOLDERS)


def read_truncation(call: Call) -> Does | None:
    """The program, not SQL's statement: it has a size."""
    if not any(word.startswith(("-s", "--size")) for word in call.arguments):
        return None
    files = [word for word in call.operands if not word.isdigit()][:_TARGETS]
    system = any(word.startswith(SYSTEM_FOLDERS) for word in files)
    stored = heaviest(files) or (Resource.DATABASE if system else None)
    return (Operation.DELETE, stored) if stored else _NOTHING


def read_find(call: Call) -> Does | None:
    """None where nothing is deleted: then it reads as prose does."""
    deletes = call.has("-delete") or (
        call.has("-exec", "-execdir", "-ok") and call.has("rm", "shred", "unlink")
    )
    if not deletes:
        paths = call.first.startswith((".", "/", "~", "$")) or call.has("-name", "-type", "-iname", "-mtime")
        return (Operation.READ, Resource.UNKNOWN) if paths else None
    start = call.first
    inside = start.startswith((".", "src", "tests")) and not start.startswith("..")
    return _NOTHING if inside else (Operation.DELETE, Resource.DATABASE)


def read_mode(call: Call) -> Does | None:
    """``chmod``, ``chown``: only outside the working copy does it change who may do what."""
    files = call.operands[1:_TARGETS]
    if _EXECUTABLE.match(call.first) and files[:1]:
        files = list(takewhile(lambda word: not is_prose_word(word), files))
    if not files or call.is_prose or any(is_prose_word(word) for word in files):
        return (Operation.GRANT, Resource.PERMISSION) if call.is_technical else None
    shared = any(word in _SYSTEM[:3] or word.startswith(("/", "~", "$")) for word in files)
    in_temporary = all(word.startswith(_TEMPORARY) for word in files)
    return (Operation.GRANT, Resource.PERMISSION) if shared and not in_temporary else _NOTHING


def read_people(call: Call) -> Does | None:
    """``useradd`` and its like, on whatever host."""
    return None if call.is_prose else (Operation.GRANT, Resource.PERMISSION)


def read_passwords(call: Call) -> Does | None:
    return None if call.is_prose else (Operation.MODIFY, Resource.SECRET)


def read_disks(call: Call) -> Does | None:
    """``mkfs``, ``dd``, ``zfs``: what was on the disk is gone."""
    if call.is_prose or not call.arguments or (call.program in {"dd", "shred"} and not call.is_technical):
        return None
    if call.has("list", "get", "status", "iostat", "-l", "--detail", "history", "-p", "--list"):
        return Operation.READ, Resource.UNKNOWN
    return Operation.DELETE, heaviest(call.operands) or Resource.DATABASE
