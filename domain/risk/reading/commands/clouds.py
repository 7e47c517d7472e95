"""Command lines of clouds: the service, and what is done to it."""

import re

from domain.risk.reading.commands.calls import Call
from domain.risk.reading.commands.files import heaviest
from domain.risk.reading.commands.tables import CLOUD_SERVICES, CLOUD_VERBS, Does
from domain.risk.reading.facts import Operation, Resource

_CLOUD_REACH = 8
"""Words of a cloud's command that are looked at."""
_DECRYPTING = frozenset(
    {
        "--with-decryption",
        "get-session-token",
        "get-secret-value",
        "access",
        "show",
        "decrypt",
        "download",
        "keys",
    }
)
_RUN_TOGETHER = frozenset({"aliyun", "tccli"})
"""Programs whose actions are names in camel case."""
_API_VERBS = (
    *("describe", "delete", "create", "modify", "authorize", "terminate", "stop", "start", "reboot", "run"),
    *(
        "list",
        "get",
        "release",
        "revoke",
        "attach",
        "detach",
        "update",
        "set",
        "reset",
        "put",
        "add",
        "remove",
    ),
    *("allocate", "associate", "disassociate", "enable", "disable", "renew", "upgrade", "resize", "restore"),
)
_API_THINGS = re.compile(
    "(security-?group|db|load-?balancer|access-?key|password|policy|role|bucket|disk|snapshot)"
)
_INSTANCES = ("-db-instance", "-db-cluster", "-cache-cluster")
_NETS = frozenset({"create-vpc", "create-subnet", "create-default-vpc"})
_SOLID_NETS = ("vpc", "subnet", "load-balancer", "networks", "subnets", "-elb")
"""Networks that are deleted with what is in them, other than their rules and records."""
_DESTROYING = (Operation.DELETE, Operation.OVERWRITE)
_SUBCOMMANDS = ("delete-", "remove-", "batch-", "admin-")
_STORE_CLIENTS = frozenset({"gsutil", "azcopy", "s3cmd", "mc"})
_AMBIGUOUS = frozenset({"logs", "config", "configure", "version", "get", "help", "list", "describe"})
"""Names of services as well: they say "read" only where nothing else is said."""
_DEPLOYING = frozenset({"update-service", "update-function-code", "update-function-configuration"})
_HARMLESS_CREDENTIALS = (
    "get-credentials",
    "get-login-password",
    "get-login",
    "update-kubeconfig",
    "print-access-token",
)


def read_cloud(call: Call) -> Does | None:
    """The service, then what is done to it: ``aws rds delete-db-instance``, ``gcloud dns ... delete``."""
    if call.is_prose or not call.arguments:
        return None
    said = [word for word in call.arguments[:_CLOUD_REACH] if not word.startswith("--")]
    if call.program in _RUN_TOGETHER:
        said = [_parted(word) for word in said]
    resource = _cloud_resource(call.program, said)
    operation = _cloud_operation(said[1:] if call.program == "aws" else said) or _cloud_operation(said)
    if operation is None:
        return (Operation.UNKNOWN, Resource.INFRASTRUCTURE) if "--" in call.line else None
    if any(word.startswith(_HARMLESS_CREDENTIALS) for word in said) or said[0] == "config":
        return Operation.READ, Resource.UNKNOWN
    if "--master-user-password" in call.line or "set-user-password" in call.line:
        return Operation.MODIFY, Resource.SECRET
    return _done_in_cloud(call, said, operation, resource)


def _parted(word: str) -> str:
    """``authorizesecuritygroup`` as other clouds write it."""
    verb = next((verb for verb in _API_VERBS if word.startswith(verb) and word != verb), None)
    if verb is None:
        return word
    return "-".join((verb, *filter(None, _API_THINGS.split(word.removeprefix(verb)))))


def _done_in_cloud(call: Call, said: list[str], operation: Operation, resource: Resource) -> Does:
    shows = operation is Operation.CREATE or not _DECRYPTING.isdisjoint(call.arguments)
    if resource is Resource.SECRET and shows:
        return Operation.REVEAL, resource
    if any(word in _DEPLOYING for word in said):
        return Operation.DEPLOY, Resource.SERVICE
    if operation is Operation.EXPORT and call.has("--delete", "-d"):
        return Operation.DELETE, resource
    if operation is Operation.EXPORT and any("://" in word for word in call.operands):
        return _copied_object(call)
    return operation, _really(call, said, operation, resource)


def _really(call: Call, said: list[str], operation: Operation, resource: Resource) -> Resource:
    """What is in a store, what it runs on, and the network that is only made."""
    if operation in _DESTROYING and resource is Resource.DATABASE and _holds_people(call):
        return Resource.CUSTOMER_DATA
    if operation in _DESTROYING and any(word.startswith("purge-") for word in said):
        return Resource.DATABASE
    resized = operation is Operation.MODIFY and any(word.endswith(_INSTANCES) for word in said)
    created = operation is Operation.CREATE and any(word in _NETS for word in said)
    gone = operation is Operation.DELETE and resource is Resource.NETWORK
    gone = gone and any(word.endswith(_SOLID_NETS) for word in said)
    return Resource.INFRASTRUCTURE if resized or created or gone else resource


def _holds_people(call: Call) -> bool:
    """A store whose name says so: ``s3://customer-invoices``."""
    names = [word for word in call.operands if "://" in word or "-" in word.strip("-")]
    return heaviest([name for name in names if not name.startswith(_SUBCOMMANDS)]) is Resource.CUSTOMER_DATA


def _copied_object(call: Call) -> Does:
    """A file that is brought to a bucket, or from one; names may say that it holds more than files."""
    names = [word.split("://")[-1] for word in call.operands if "/" in word or "." in word]
    uploads = "://" in call.operands[-1] and not any("://" in word for word in call.operands[:-1])
    if (stored := heaviest(names)) and not (uploads and stored is Resource.DATA):
        return Operation.EXPORT, stored
    return (
        (Operation.DEPLOY, Resource.SERVICE)
        if "://" in call.operands[-1]
        else (Operation.EXPORT, Resource.DATA)
    )


def _cloud_resource(program: str, said: list[str]) -> Resource:
    """The service: a word of its own, or part of what is done; the name of what it is done to says less."""
    found = Resource.DATABASE if program in _STORE_CLIENTS else Resource.INFRASTRUCTURE
    strongest = None
    settled = False
    for word in said:
        whole = CLOUD_SERVICES.get(word)
        named = whole or _named_in(word)
        if named in (Resource.SECRET, Resource.PERMISSION):
            strongest = named if strongest is not Resource.SECRET else strongest
        if named and (whole or not settled or word.partition("-")[0] in CLOUD_VERBS):
            found = named
        settled = settled or whole is not None
    return strongest or found


def _named_in(word: str) -> Resource | None:
    """In ``delete-db-instance``."""
    parts = word.split("-")
    named = None
    for start in range(1, len(parts)):
        named = (
            named
            or CLOUD_SERVICES.get("-".join(parts[start:]))
            or CLOUD_SERVICES.get("-".join(parts[start : start + 2]))
        )
    return named


def _cloud_operation(said: list[str]) -> Operation | None:
    vague: Operation | None = None
    for word in said:
        parts = word.split("-")
        found = CLOUD_VERBS.get(word) or CLOUD_VERBS.get(parts[0])
        if found is None and parts[0] in {"admin", "batch", "force", "schedule"} and len(parts) > 1:
            found = CLOUD_VERBS.get(parts[1])
        if found and word in _AMBIGUOUS and word == said[0]:
            vague = found
        elif found:
            return found
    return vague
