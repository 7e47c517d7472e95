# ruff: noqa: PLR0911 - a list of cases reads best as early returns
"""Read one command line: its program, subcommand and arguments."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.sql import read_sql
from domain.risk.reading.commands.tables import CLOUD_SERVICES, CLOUD_VERBS, KINDS, SUBCOMMANDS
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_DRY = re.compile(r"--(dry-?run|check|noop|whatif|simulate)(?![\w-])(=(?!none|false)\w*)?(?!=)")
_PARTS = re.compile(r"[^a-z0-9]+")
_MAX = 400
"""Characters of a command that are looked at."""
_STORED = frozenset({Resource.DATA, Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.SECRET})
_SYSTEM = ("/", "~", "*", "$home", "/*", ".")
_SYSTEM_FOLDERS = ("/var", "/etc", "/srv", "/data", "/home", "/mnt", "/usr", "/opt", "/lib", "/boot", "/root")


@dataclass(frozen=True, slots=True)
class Command:
    """``dry``: it is told to change nothing."""

    operation: Operation
    resource: Resource
    dry: bool = False


def is_program(word: str) -> bool:
    return word in SUBCOMMANDS


def read_command(program: str, line: str) -> Command | None:
    """What ``line`` would do; None where it is prose that only begins with the name of ``program``."""
    words = line[:_MAX].casefold().replace('"', " ").replace("`", " ").replace("'", " ").split()
    arguments = words[1:]
    if words and words[0] == "docker-compose":
        words[0], arguments = "docker", ["compose", *arguments]
    if not words or words[0].rstrip(":,") != program:
        return None
    does = _by_program(program, arguments, line[:_MAX])
    if does is None:
        return None
    return Command(*does, dry=bool(_DRY.search(line[:_MAX].casefold())))


def _by_program(program: str, arguments: list[str], line: str) -> tuple[Operation, Resource] | None:
    if program in {"aws", "gcloud", "az", "doctl", "eksctl", "ibmcloud", "oci"}:
        return _cloud(arguments)
    if program in {"rm", "rmdir"}:
        return _remove(arguments)
    if program in {
        "psql",
        "mysql",
        "mongosh",
        "mongo",
        "sqlite3",
        "cqlsh",
        "mariadb",
        "clickhouse-client",
        "sqlcmd",
    }:
        return _database_shell(line)
    if special := _SPECIAL.get(program):
        return special if _looks_like_arguments(arguments, program) else None
    if program in {"iptables", "ip6tables", "ufw", "nft", "firewall-cmd", "pfctl"}:
        reads = {"-l", "-s", "status", "list", "--list-all"} & set(arguments)
        return (Operation.READ, Resource.NETWORK) if reads else (Operation.MODIFY, Resource.NETWORK)
    if program in {"curl", "wget", "http"}:
        return _request(arguments)
    if program == "redis-cli":
        destroys = {"flushall", "flushdb", "del", "unlink"} & set(arguments)
        return (Operation.DELETE, Resource.DATABASE) if destroys else (Operation.READ, Resource.DATABASE)
    return _subcommand(program, arguments)


_SPECIAL: dict[str, tuple[Operation, Resource]] = {
    **dict.fromkeys(
        ["pg_dump", "pg_dumpall", "mysqldump", "mongodump"], (Operation.EXPORT, Resource.DATABASE)
    ),
    **dict.fromkeys(["pg_restore", "mongorestore"], (Operation.IMPORT, Resource.DATABASE)),
    **dict.fromkeys(
        words(
            """
    mkfs mkfs.ext4 wipefs dd fdisk parted shred
    """
        ),
        (Operation.DELETE, Resource.DATABASE),
    ),
    **dict.fromkeys(["ansible-playbook", "ansible"], (Operation.DEPLOY, Resource.SERVICE)),
    **dict.fromkeys(
        words(
            """
    pytest mypy ruff isort black tox nox eslint jest vitest prettier flake8 pylint pre-commit
    hadolint shellcheck
    """
        ),
        (Operation.EDIT, Resource.CODE),
    ),
    "createdb": (Operation.CREATE, Resource.DATABASE),
    "printenv": (Operation.REVEAL, Resource.SECRET),
    "crontab": (Operation.MODIFY, Resource.SERVICE),
}
_PROSE = words(
    """
    is are was the a in on to of for and with from fails failed does has should
    """
)


def _looks_like_arguments(arguments: list[str], program: str) -> bool:
    if not arguments:
        return program not in {"shred", "black", "ansible", "dd"}
    return arguments[0] not in _PROSE


def _subcommand(program: str, arguments: list[str]) -> tuple[Operation, Resource] | None:
    table = SUBCOMMANDS[program]
    found = _first(arguments, table)
    if found is None:
        return None
    does = table[found]
    if program in {"docker", "podman", "nerdctl"} and (does[1] is Resource.DATA or found == "compose"):
        return _docker(found, arguments)
    if program in {"kubectl", "oc", "k9s"}:
        return _kubernetes(found, arguments, does)
    if program == "git" and found == "push":
        return _push(arguments)
    if program == "vault" and {"get", "read"} & set(arguments[:3]):
        return Operation.REVEAL, Resource.SECRET
    if program in {"gh", "glab"} and found in {"pr", "mr", "repo"}:
        verbs = {
            "merge": (Operation.MERGE, Resource.UNKNOWN),
            "delete": (Operation.DELETE, Resource.INFRASTRUCTURE),
        }
        return next((verbs[word] for word in arguments if word in verbs), does)
    return does


def _first(arguments: list[str], table: Collection[str]) -> str | None:
    """The subcommand: the first word that is neither a flag nor a flag's value."""
    value = False
    for raw in arguments[:10]:
        word = raw.rstrip(".,;")
        if word in table:
            return word
        if word.startswith("-"):
            value = "=" not in word
        elif not value:
            return None
        else:
            value = False
    return None


def _docker(found: str, arguments: list[str]) -> tuple[Operation, Resource]:
    if found == "compose":
        starts = {"up", "restart", "down", "stop", "rm"} & set(arguments)
        return (Operation.DEPLOY, Resource.SERVICE) if starts else (Operation.EDIT, Resource.CODE)
    if {"ls", "inspect", "list", "df", "info"} & set(arguments):
        return Operation.READ, Resource.SERVICE
    return Operation.DELETE, Resource.DATABASE if found == "volume" else Resource.DATA


def _kubernetes(
    verb: str, arguments: list[str], does: tuple[Operation, Resource]
) -> tuple[Operation, Resource]:
    kinds = [KINDS[part] for word in arguments if (part := word.split("/")[0]) in KINDS]
    if verb == "get" and Resource.SECRET in kinds:
        reveals = any(word.startswith(("-o", "--output", "-oyaml", "-ojson")) for word in arguments)
        return (Operation.REVEAL, Resource.SECRET) if reveals else (Operation.READ, Resource.SECRET)
    if does[0] is Operation.READ:
        return does
    if verb == "rollout":
        if {"status", "history"} & set(arguments):
            return Operation.READ, Resource.SERVICE
        return (Operation.OPERATE if "restart" in arguments else Operation.DEPLOY), Resource.SERVICE
    if verb == "create" and kinds[:1] == [Resource.INFRASTRUCTURE]:
        return Operation.CREATE, Resource.INFRASTRUCTURE
    return does[0], (kinds[0] if kinds else does[1])


def _push(arguments: list[str]) -> tuple[Operation, Resource]:
    names = [word for word in arguments if not word.startswith("-") and word != "push"]
    force = any(word in {"-f", "--force", "--force-with-lease"} or word.startswith("+") for word in arguments)
    goals = [word.split(":")[-1].lstrip("+").removeprefix("refs/heads/") for word in names[1:]] or names
    for goal in goals:
        if goal in {"main", "master", "trunk", "develop", "default"}:
            return Operation.MERGE, Resource.MAIN_BRANCH
        known = WORDS.get(goal, UNKNOWN)
        if known.environment is Environment.PRODUCTION or goal.startswith(("release", "hotfix/prod", "prod")):
            return Operation.MERGE, Resource.PRODUCTION_BRANCH
    if len(names) > 1 and not force and goals[-1] != "head":
        return Operation.MERGE, Resource.BRANCH
    return Operation.MERGE, Resource.UNKNOWN


def _cloud(arguments: list[str]) -> tuple[Operation, Resource] | None:
    operation: Operation | None = None
    resource = Resource.INFRASTRUCTURE
    for word in arguments[:8]:
        verb = CLOUD_VERBS.get(word) or CLOUD_VERBS.get(word.split("-")[0])
        resource = CLOUD_SERVICES.get(word, resource)
        if "security-group" in word or "record-set" in word:
            resource = Resource.NETWORK
        operation = operation or verb
    if operation is None:
        return None
    if resource is Resource.SECRET and any(
        word in {"--with-decryption", "get-secret-value", "access", "show", "decrypt"} for word in arguments
    ):
        return Operation.REVEAL, resource
    if operation is Operation.EXPORT and "--delete" in arguments:
        return Operation.DELETE, resource
    return operation, resource


def _remove(arguments: list[str]) -> tuple[Operation, Resource] | None:
    targets = [word for word in arguments if not word.startswith("-")]
    if not targets:
        return Operation.DELETE, Resource.UNKNOWN
    heaviest = Resource.CODE
    for target in targets[:20]:
        if target.rstrip("/*") == "" or target in _SYSTEM or target.startswith(_SYSTEM_FOLDERS):
            return Operation.DELETE, Resource.DATABASE
        for part in _PARTS.split(target):
            noun = WORDS.get(part, UNKNOWN).noun
            if noun in _STORED and noun and WEIGHT[noun] > WEIGHT[heaviest]:
                heaviest = noun
    if heaviest is Resource.CODE:
        return Operation.EDIT, Resource.CODE
    return Operation.DELETE, heaviest


def _database_shell(line: str) -> tuple[Operation, Resource] | None:
    lower = line.casefold()
    if any(word in lower for word in ("dropdatabase", "deletemany", ".drop(", "deleteone", ".remove(")):
        return Operation.DELETE, Resource.DATABASE
    return read_sql(lower)


def _request(arguments: list[str]) -> tuple[Operation, Resource] | None:
    if not arguments or arguments[0] in _PROSE:
        return None
    if "delete" in arguments or "-xdelete" in arguments:
        return Operation.DELETE, Resource.UNKNOWN
    if {"post", "put", "patch", "-xpost", "-xput"} & set(arguments) or {"-d", "--data"} & set(arguments):
        return Operation.MODIFY, Resource.SERVICE
    if {"sh", "bash", "|"} & set(arguments):
        return Operation.OPERATE, Resource.SERVICE
    return Operation.READ, Resource.UNKNOWN
