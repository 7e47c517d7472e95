"""Shells of databases and caches, and calls such as ``db.users.drop()``."""

import re

from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import Call
from domain.risk.reading.commands.sql import read_sql, table_named
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Operation, Resource

COLLECTION_CALL = re.compile(
    r"\b(?:db|rs|sh)\.(?:getcollection\(\W?(\w+)\W?\)\.|getsiblingdb\(\W?\w+\W?\)\.|(\w+)\.)?(\w+)\("
)
_MONGO: dict[Operation, str] = {
    Operation.DELETE: """
        drop dropdatabase deletemany deleteone remove findoneanddelete dropindexes dropindex dropcollection
        findandremove""",
    Operation.OVERWRITE: """
        updatemany updateone update replaceone findoneandupdate findoneandreplace findandmodify bulkwrite
        renamecollection""",
    Operation.IMPORT: "insertmany insertone insert save",
    Operation.MIGRATE: "createindex createcollection ensureindex reindex collmod",
    Operation.GRANT: "createuser dropuser grantrolestouser revokerolesfromuser createrole updateuser",
    Operation.OPERATE: """
        shutdownserver stepdown reconfig killop fsynclock initiate setprofilinglevel admincommand""",
}
_MONGO_METHODS = {method: operation for operation, methods in _MONGO.items() for method in methods.split()}
_REDIS_DELETES = frozenset({"flushall", "flushdb", "del", "unlink", "xtrim", "ltrim"})
_REDIS_WRITES = words(
    """
    set hset mset setex setnx hmset incr decr incrby lpush rpush sadd zadd xadd expire persist rename append
    migrate restore eval evalsha srem zrem hdel lpop rpop spop move copy getset getdel publish
    """
)
_REDIS_OPERATES = frozenset(
    {"shutdown", "failover", "replicaof", "slaveof", "cluster", "debug", "acl", "module", "bgrewriteaof"}
)
_ADMIN: dict[str, Does] = {
    "drop": (Operation.DELETE, Resource.DATABASE),
    "shutdown": (Operation.OPERATE, Resource.DATABASE),
    "kill": (Operation.OPERATE, Resource.DATABASE),
    "password": (Operation.MODIFY, Resource.SECRET),
    "create": (Operation.CREATE, Resource.DATABASE),
}
_FROM_FILE = re.compile(r"\s-f\b|\s--file\b|\s<(?!<)|\\i\s|--init-file|\s@\w|\bsource\s+\S+\.sql")


def read_collection_call(text: str) -> Does | None:
    """``db.users.deleteMany({})``, in lower case."""
    worst: Does | None = None
    for match in COLLECTION_CALL.finditer(text):
        operation = _MONGO_METHODS.get(match[3])
        table = table_named(match[1] or match[2] or "")
        if operation is Operation.GRANT:
            return operation, Resource.PERMISSION
        if operation is Operation.DELETE:
            return operation, table
        worst = worst or ((operation, table) if operation else (Operation.READ, Resource.UNKNOWN))
    return worst


def read_database_shell(call: Call) -> Does | None:
    if call.is_prose:
        return None
    if call.program == "bq" and call.has("rm"):
        return Operation.DELETE, Resource.DATABASE
    if does := read_collection_call(call.line):
        return does
    if does := read_sql(call.line, anywhere=True):
        return does
    return _without_statement(call)


def _without_statement(call: Call) -> Does | None:
    """A file that is run; or a session in which anything can be done, where a host or a flag says so."""
    if _FROM_FILE.search(call.line):
        return Operation.RUN, Resource.DATABASE
    if call.has("-c", "-e", "-l", "--eval", "-q", "--list", "--query", "--command", "--execute"):
        return Operation.READ, Resource.UNKNOWN
    opens = any(word.startswith(("-", "$")) or "://" in word for word in call.arguments)
    return (Operation.RUN, Resource.DATABASE) if opens and call.program != "sqlite3" else None


def read_database_tool(call: Call) -> Does | None:
    """``mysqladmin`` and the small programs that come with PostgreSQL."""
    if call.is_prose or not call.arguments:
        return None
    if call.program == "dropdb":
        return Operation.DELETE, Resource.DATABASE
    if call.program in {"createuser", "dropuser"}:
        return Operation.GRANT, Resource.PERMISSION
    if call.program == "createdb":
        return Operation.CREATE, Resource.DATABASE
    return next(
        (_ADMIN[word] for word in call.operands if word in _ADMIN), (Operation.READ, Resource.UNKNOWN)
    )


def read_dump(call: Call) -> Does | None:
    if call.is_prose:
        return None
    structure = call.has("--schema-only", "--no-data", "-s", "--globals-only")
    if structure and call.program != "mongodump":
        return Operation.READ, Resource.UNKNOWN
    return Operation.EXPORT, Resource.DATABASE


def read_restore(call: Call) -> Does | None:
    """What is there is overwritten where it is told to be dropped first."""
    if call.is_prose:
        return None
    if call.has("-l", "--list"):
        return Operation.READ, Resource.UNKNOWN
    stored = (
        Resource.DATABASE if call.program in {"pg_restore", "mongorestore", "myloader"} else Resource.DATA
    )
    overwrites = call.has("--clean", "--drop", "-c", "--overwrite-tables")
    return (Operation.OVERWRITE if overwrites else Operation.IMPORT), stored


def read_redis(call: Call) -> Does | None:
    if call.is_prose:
        return None
    said = set(call.arguments)
    if said & _REDIS_DELETES:
        return Operation.DELETE, Resource.DATABASE
    if said & _REDIS_OPERATES or {"config", "set"} <= said or {"client", "kill"} <= said:
        reads = bool(said & {"nodes", "info", "list", "whoami", "slots"})
        return (Operation.READ, Resource.UNKNOWN) if reads else (Operation.OPERATE, Resource.DATABASE)
    if said & _REDIS_WRITES:
        return Operation.MODIFY, Resource.DATABASE
    return Operation.READ, Resource.DATABASE
