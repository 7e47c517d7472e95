"""Read one command line: its program, subcommand and arguments."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.git import read_hub, read_push
from domain.risk.reading.commands.programs import (
    read_cloud,
    read_database_shell,
    read_docker,
    read_firewall,
    read_kubernetes,
    read_redis,
    read_removal,
    read_request,
    read_vault,
)
from domain.risk.reading.commands.tables import SUBCOMMANDS, Does
from domain.risk.reading.facts import Operation, Resource

_DRY = re.compile(r"--(dry-?run|check|noop|whatif|simulate)(?![\w-])(=(?!none|false)\w*)?(?!=)")
_MAX = 400
"""Characters of a command that are looked at."""
_SUBCOMMAND_REACH = 10
"""Words in which a subcommand comes."""
_UNQUOTED = str.maketrans("\"`'", "   ")
_PROSE = words(
    """
    is are was the a in on to of for and with from fails failed does has should
    """
)
_WORDS_THEMSELVES = frozenset({"shred", "black", "ansible", "dd"})
"""Programs whose bare name is a word or a module as well."""

_FIXED: dict[Does, str] = {
    (Operation.EXPORT, Resource.DATABASE): "pg_dump pg_dumpall mysqldump mongodump",
    (Operation.IMPORT, Resource.DATABASE): "pg_restore mongorestore",
    (Operation.DELETE, Resource.DATABASE): "mkfs mkfs.ext4 wipefs dd fdisk parted shred",
    (Operation.DEPLOY, Resource.SERVICE): "ansible-playbook ansible",
    (Operation.EDIT, Resource.CODE): """
        pytest mypy ruff isort black tox nox eslint jest vitest prettier flake8 pylint pre-commit hadolint
        shellcheck""",
    (Operation.CREATE, Resource.DATABASE): "createdb",
    (Operation.REVEAL, Resource.SECRET): "printenv",
    (Operation.MODIFY, Resource.SERVICE): "crontab",
}
_ALWAYS = {program: does for does, programs in _FIXED.items() for program in programs.split()}
"""Programs that do one thing, whatever their arguments are."""

_BY_ARGUMENTS: dict[Callable[[list[str]], Does | None], str] = {
    read_cloud: "aws gcloud az doctl eksctl ibmcloud oci",
    read_removal: "rm rmdir",
    read_firewall: "iptables ip6tables ufw nft firewall-cmd pfctl",
    read_request: "curl wget http",
    read_redis: "redis-cli",
}
_READERS = {program: reader for reader, programs in _BY_ARGUMENTS.items() for program in programs.split()}
_DATABASE_SHELLS = words(
    """
    psql mysql mongosh mongo sqlite3 cqlsh mariadb clickhouse-client sqlcmd
    """
)


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
    line = line[:_MAX].casefold()
    called, *arguments = line.translate(_UNQUOTED).split() or [""]
    if called == "docker-compose":
        called, arguments = "docker", ["compose", *arguments]
    if called.rstrip(":,") != program:
        return None
    does = _by_program(program, arguments, line)
    return Command(*does, dry=bool(_DRY.search(line))) if does else None


def _by_program(program: str, arguments: list[str], line: str) -> Does | None:
    if reader := _READERS.get(program):
        return reader(arguments)
    if program in _DATABASE_SHELLS:
        return read_database_shell(line)
    if does := _ALWAYS.get(program):
        return does if _looks_like_arguments(arguments, program) else None
    return _subcommand(program, arguments)


def _looks_like_arguments(arguments: list[str], program: str) -> bool:
    if not arguments:
        return program not in _WORDS_THEMSELVES
    return arguments[0] not in _PROSE


def _subcommand(program: str, arguments: list[str]) -> Does | None:
    table = SUBCOMMANDS[program]
    found = _first(arguments, table)
    if found is None:
        return None
    special = _SPECIAL.get(program)
    return special(found, arguments, table[found]) if special else table[found]


_SPECIAL: dict[str, Callable[[str, list[str], Does], Does]] = {
    **dict.fromkeys(["docker", "podman", "nerdctl"], read_docker),
    **dict.fromkeys(["kubectl", "oc", "k9s"], read_kubernetes),
    **dict.fromkeys(["gh", "glab"], read_hub),
    "git": read_push,
    "vault": read_vault,
}


def _first(arguments: list[str], table: Collection[str]) -> str | None:
    """The subcommand: the first word that is neither a flag nor a flag's value."""
    value = False
    for raw in arguments[:_SUBCOMMAND_REACH]:
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
