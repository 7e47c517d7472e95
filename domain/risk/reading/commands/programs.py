"""Programs whose arguments decide what they do. ``arguments`` are in lower case, without the program."""

import re

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.sql import read_sql
from domain.risk.reading.commands.tables import CLOUD_SERVICES, CLOUD_VERBS, KINDS, Does
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_PARTS = re.compile(r"[^a-z0-9]+")
_STORED = frozenset({Resource.DATA, Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.SECRET})
_SYSTEM = ("/", "~", "*", "$home", "/*", ".")
_SYSTEM_FOLDERS = ("/var", "/etc", "/srv", "/data", "/home", "/mnt", "/usr", "/opt", "/lib", "/boot", "/root")
_CLOUD_REACH = 8
"""Words of a cloud's command that are looked at."""
_TARGETS = 20
"""Files to be removed that are looked at."""
_DECRYPTING = frozenset({"--with-decryption", "get-secret-value", "access", "show", "decrypt"})
_MONGO_DELETES = ("dropdatabase", "deletemany", ".drop(", "deleteone", ".remove(")
_PROSE = words(
    """
    is are was the a in on to of for and with from fails failed does has should
    """
)
_SENDING = words(
    """
    post put patch -xpost -xput -d --data
    """
)


def read_docker(subcommand: str, arguments: list[str], does: Does) -> Does:
    if subcommand == "compose":
        starts = {"up", "restart", "down", "stop", "rm"} & set(arguments)
        return (Operation.DEPLOY, Resource.SERVICE) if starts else (Operation.EDIT, Resource.CODE)
    if does[1] is not Resource.DATA:
        return does
    if {"ls", "inspect", "list", "df", "info"} & set(arguments):
        return Operation.READ, Resource.SERVICE
    return Operation.DELETE, Resource.DATABASE if subcommand == "volume" else Resource.DATA


def read_kubernetes(verb: str, arguments: list[str], does: Does) -> Does:
    kinds = [KINDS[part] for word in arguments if (part := word.split("/")[0]) in KINDS]
    if verb == "get" and Resource.SECRET in kinds:
        reveals = any(word.startswith(("-o", "--output")) for word in arguments)
        return Operation.REVEAL if reveals else Operation.READ, Resource.SECRET
    if does[0] is Operation.READ:
        return does
    if verb == "rollout":
        return _rollout(arguments)
    if verb == "create" and kinds[:1] == [Resource.INFRASTRUCTURE]:
        return Operation.CREATE, Resource.INFRASTRUCTURE
    return does[0], (kinds[0] if kinds else does[1])


def _rollout(arguments: list[str]) -> Does:
    if {"status", "history"} & set(arguments):
        return Operation.READ, Resource.SERVICE
    return (Operation.OPERATE if "restart" in arguments else Operation.DEPLOY), Resource.SERVICE


def read_vault(_: str, arguments: list[str], does: Does) -> Does:
    reveals = {"get", "read"} & set(arguments[:3])
    return (Operation.REVEAL, Resource.SECRET) if reveals else does


def read_cloud(arguments: list[str]) -> Does | None:
    operation: Operation | None = None
    resource = Resource.INFRASTRUCTURE
    for word in arguments[:_CLOUD_REACH]:
        resource = CLOUD_SERVICES.get(word, resource)
        if "security-group" in word or "record-set" in word:
            resource = Resource.NETWORK
        operation = operation or CLOUD_VERBS.get(word) or CLOUD_VERBS.get(word.split("-")[0])
    if operation is None:
        return None
    if resource is Resource.SECRET and not _DECRYPTING.isdisjoint(arguments):
        return Operation.REVEAL, resource
    if operation is Operation.EXPORT and "--delete" in arguments:
        return Operation.DELETE, resource
    return operation, resource


def read_removal(arguments: list[str]) -> Does | None:
    targets = [word for word in arguments if not word.startswith("-")]
    if not targets:
        return Operation.DELETE, Resource.UNKNOWN
    if any(_is_system(target) for target in targets[:_TARGETS]):
        return Operation.DELETE, Resource.DATABASE
    nouns = [WORDS.get(part, UNKNOWN).noun for target in targets[:_TARGETS] for part in _PARTS.split(target)]
    stored = [noun for noun in nouns if noun in _STORED]
    if not stored:
        return Operation.EDIT, Resource.CODE
    return Operation.DELETE, max(stored, key=lambda noun: WEIGHT[noun])


def _is_system(target: str) -> bool:
    return target.rstrip("/*") == "" or target in _SYSTEM or target.startswith(_SYSTEM_FOLDERS)


def read_firewall(arguments: list[str]) -> Does:
    reads = {"-l", "-s", "status", "list", "--list-all"} & set(arguments)
    return Operation.READ if reads else Operation.MODIFY, Resource.NETWORK


def read_redis(arguments: list[str]) -> Does:
    destroys = {"flushall", "flushdb", "del", "unlink"} & set(arguments)
    return Operation.DELETE if destroys else Operation.READ, Resource.DATABASE


def read_database_shell(line: str) -> Does | None:
    if any(word in line for word in _MONGO_DELETES):
        return Operation.DELETE, Resource.DATABASE
    return read_sql(line)


def read_request(arguments: list[str]) -> Does | None:
    """A web request: its method decides, and whether its answer is run."""
    if not arguments or arguments[0] in _PROSE:
        return None
    if "delete" in arguments or "-xdelete" in arguments:
        return Operation.DELETE, Resource.UNKNOWN
    if not _SENDING.isdisjoint(arguments):
        return Operation.MODIFY, Resource.SERVICE
    if {"sh", "bash", "|"} & set(arguments):
        return Operation.OPERATE, Resource.SERVICE
    return Operation.READ, Resource.UNKNOWN
