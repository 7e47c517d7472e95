"""Web requests: those of ``curl`` and its like, and bare ones such as ``DELETE /v1/users``."""

import re

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import Call
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.phrases import WEIGHT

BARE = re.compile(
    r"(?<![\w/-])(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)(?:\s+request)?(?:\s+(?:to|on|against|at))?\s+"
    r"((?:https?://[\w.:-]{3,100})?/[^\s`\"']{0,200})([^\n]{0,160})",
    re.IGNORECASE,
)
"""Method, path and what follows."""
_METHODS = words(
    """
    get head options post put patch delete purge
    """
)
_READING = frozenset({"get", "head", "options"})
_URL = re.compile(r"^(?:https?://|\$|\w[\w.-]*:\d|localhost|[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)|:?/)")
_INDEX = re.compile(r":(?:9200|9243)/[a-z*]")
_PARTS = re.compile(r"[^a-z0-9]+")
_METHOD_FLAG = re.compile(r"-[a-z]{0,6}x(get|head|post|put|patch|delete|purge)?")
"""Also among other short flags: ``-sX POST``, ``-kXDELETE``."""
_PAYLOAD = (
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--json",
    "--form",
    "-t",
    "--upload-file",
    "--post-data",
)
_SECRETS = re.compile(
    r"\b(?:secrets?|passwords?|passwd|api[-_]?keys?|tokens?|credentials?|private[-_]?keys?|certificates?)\b"
)
_SECRET_BODY = re.compile(r"[\"']?\b(?:new_?)?(?:password|secret|api_?key|private_?key)\b[\"']?\s*[:=]")
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|oauth2?|auth|sessions?)\b(?!\.)")
_RIGHTS = re.compile(
    r"/(?:roles?|permissions?|members(?:hips?)?|collaborators?|grants?|admins|acls?|policies|iam|sudo)\b"
    r"|\b(?:role|is_?admin|superuser|permission)\b[\"']?\s*[:=]"
)
_NETWORK = re.compile(
    r"/(?:firewalls?|dns|dns_records|security-groups?|domains?|waf|zones?|routes|load-?balancers?)\b"
)
_PEOPLE = re.compile(
    r"/(?:users?|customers?|tenants?|accounts?|profiles?|patients?|orders?|invoices?|payments?|clients?|people"
    r"|subscribers?|subscriptions?|contacts?|employees?|guests?|persons?|transactions?|organi[sz]ations?|orgs?)\b"
)
_STORES = re.compile(
    r"/(?:databases?|db|backups?|buckets?|tables?|volumes?|collections?|indexes|indices|topics?|snapshots?)\b"
)
_MACHINES = re.compile(
    r"/(?:clusters?|servers?|instances?|nodes?|namespaces?|projects?|environments?|vms?|droplets?|deployments?|repos)\b"
)
_QUERYING = re.compile(
    r"/(?:_search|_count|search|query|graphql|validate|preview|dry-?run|_cat|_mget|lint|plan)\b"
)
_VERBS: tuple[tuple[re.Pattern[str], Operation], ...] = (
    (
        re.compile(
            r"/_?(?:delete\w*|purge\w*|wipe\w*|truncate\w*|flush\w*|destroy\w*|erase\w*|drop\w*|remove\w*)"
        ),
        Operation.DELETE,
    ),
    (re.compile(r"/(?:exports?|download|dumps?)\b"), Operation.EXPORT),
    (re.compile(r"/(?:imports?|uploads?|restore|bulk|_bulk)\b"), Operation.IMPORT),
    (re.compile(r"/(?:scale|resize)\b"), Operation.SCALE),
    (re.compile(r"/(?:migrat\w+)\b"), Operation.MIGRATE),
    (re.compile(r"/[\w-]*(?:deploy|release|rollback|promote|publish|rollout)"), Operation.DEPLOY),
)


def read_request(call: Call) -> Does | None:
    """A web request: its method decides, and whether its answer is run. None without an address."""
    addresses = [word for word in call.arguments if _URL.match(word)]
    if not addresses or call.is_prose:
        return None
    if _is_run(call):
        return Operation.OPERATE, Resource.SERVICE
    body = " ".join(word for word in call.arguments if word not in addresses)
    address = next((word for word in addresses if "/" in word), addresses[0])
    return read_method(_method(call), address, body)


def _is_run(call: Call) -> bool:
    """The answer goes into a shell."""
    return bool(re.search(r"\|\s*(?:sudo\s+)?(?:-e\s+)?(?:ba|z|da|k)?sh?(?:\s|$)", call.line))


def _method(call: Call) -> str:
    for place, word in enumerate(call.arguments):
        following = call.arguments[place + 1 : place + 2]
        if word.startswith(("--request=", "--method=")):
            return word.partition("=")[2]
        if match := _METHOD_FLAG.fullmatch(word):
            return match[1] or (following[0] if following else "get")
        if word in {"--request", "--method"} and following:
            return following[0]
    if call.program != "curl" and call.first in _METHODS:
        return call.first
    sends = any(word.startswith(_PAYLOAD) for word in call.arguments)
    return "post" if sends and not call.has("-i", "--get", "-g") else "get"


def read_method(method: str, target: str, body: str = "") -> Does:
    """All in lower case. ``target``: a path or an address."""
    path = "/" + target.rpartition("://")[2].partition("?")[0]
    if method in _READING:
        return _asked_for(path)
    if (_SECRETS.search(path) or _SECRET_BODY.search(body)) and not _LOGIN.search(path):
        return Operation.MODIFY, Resource.SECRET
    if _QUERYING.search(path):
        return Operation.READ, Resource.UNKNOWN
    if method in {"delete", "purge"}:
        return Operation.DELETE, _resource(target, path)
    for pattern, operation in _VERBS:
        if pattern.search(path):
            return operation, _resource(
                target, path
            ) if operation is not Operation.DEPLOY else Resource.SERVICE
    return _sent(method, target, path, body)


def _asked_for(path: str) -> Does:
    if _SECRETS.search(path) and not _LOGIN.search(path) and "." not in path.rpartition("/")[2]:
        return Operation.REVEAL, Resource.SECRET
    return Operation.READ, Resource.UNKNOWN


def _sent(method: str, target: str, path: str, body: str) -> Does:
    if _RIGHTS.search(path) or _RIGHTS.search(body):
        return Operation.GRANT, Resource.PERMISSION
    if _NETWORK.search(path):
        return Operation.MODIFY, Resource.NETWORK
    found = _resource(target, path)
    if found in (Resource.UNKNOWN, Resource.CODE, Resource.SERVICE):
        return Operation.OPERATE, Resource.SERVICE
    return (Operation.CREATE if method == "post" else Operation.MODIFY), found


def _resource(target: str, path: str) -> Resource:
    for pattern, resource in (
        (_PEOPLE, Resource.CUSTOMER_DATA),
        (_STORES, Resource.DATABASE),
        (_NETWORK, Resource.NETWORK),
        (_RIGHTS, Resource.PERMISSION),
        (_MACHINES, Resource.INFRASTRUCTURE),
    ):
        if pattern.search(path):
            return resource
    if _INDEX.search(target):
        return Resource.DATABASE
    nouns = [WORDS.get(part, UNKNOWN).noun for part in _PARTS.split(_behind_host(target, path))]
    known = [noun for noun in nouns if noun and noun not in (Resource.CODE, Resource.NETWORK)]
    return max(known, key=lambda noun: WEIGHT[noun]) if known else Resource.UNKNOWN


def _behind_host(target: str, path: str) -> str:
    """In "https://qa-admin.example.org/api/reindex" the host's name does not say what is changed."""
    return path.lstrip("/").partition("/")[2] if "://" in target else path
