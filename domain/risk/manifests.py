"""Kubernetes and Terraform texts: which kinds of things they would change, and where."""

import re
from dataclasses import dataclass

from domain.risk.reading.environments import environment_named, most_dangerous
from domain.risk.reading.facts import Environment, Operation, Resource

_API_VERSION = re.compile(r'(?:^|[{,\s])"?apiVersion"?\s*:', re.MULTILINE)
_KIND = re.compile(r'(?:^|[{,\s])"?kind"?\s*:\s*["\']?(\w+)', re.MULTILINE)
_HCL = re.compile(r'^[ \t]*(?:resource[ \t]+"(\w+)"|(module|provider)[ \t]+"\w+")[^\n{]*\{', re.MULTILINE)
_HCL_JSON = re.compile(r'"resource"\s*:\s*[{\[]')
_HCL_JSON_TYPE = re.compile(r'"([a-z]+_[a-z0-9_]+)"\s*:\s*[{\[]')
_PLACE = re.compile(
    r'(?:^|[{,\s])"?(?:namespace|environment|env|stage|cluster|context|workspace)"?'
    r'\s*[:=]\s*["\']?([\w.-]{1,100})',
    re.MULTILINE | re.IGNORECASE,
)
_KINDS = {
    Resource.SECRET: {"secret", "sealedsecret", "externalsecret", "secretstore"},
    Resource.PERMISSION: {
        "role",
        "clusterrole",
        "rolebinding",
        "clusterrolebinding",
        "serviceaccount",
        "podsecuritypolicy",
    },
    Resource.NETWORK: {"networkpolicy", "ingress", "gateway", "httproute", "virtualservice"},
    Resource.INFRASTRUCTURE: {
        "namespace",
        "node",
        "customresourcedefinition",
        "persistentvolume",
        "storageclass",
        "validatingwebhookconfiguration",
        "mutatingwebhookconfiguration",
    },
}
_TYPE_WORDS = {
    Resource.SECRET: {"secret", "secretsmanager", "password", "kms"},
    Resource.PERMISSION: {"iam", "role", "permission", "rbac", "member", "membership"},
    Resource.NETWORK: {"firewall", "dns", "route53", "record", "vpc", "subnet", "network", "security", "acl"},
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """``deeds`` are what applying it would do, or deleting by it."""

    deeds: tuple[tuple[Operation, Resource], ...]
    environment: Environment


def read_manifest(text: str, *, deletes: bool) -> Manifest | None:
    """None for a text that is no manifest. Linear in its length."""
    kubernetes = [_of_kind(kind.casefold()) for kind in _kinds(text)]
    terraform = [_of_type(name) for name in _types(text)]
    if not kubernetes and not terraform:
        return None
    deeds = [(_applied(resource), resource) for resource in kubernetes]
    deeds += [(Operation.MODIFY, resource) for resource in terraform]
    if deletes:
        deeds = [(Operation.DELETE, resource) for _, resource in deeds]
    places = (environment_named(match[1]) for match in _PLACE.finditer(text))
    return Manifest(tuple(dict.fromkeys(deeds)), most_dangerous(*places))


def _kinds(text: str) -> list[str]:
    return _KIND.findall(text) if _API_VERSION.search(text) else []


def _types(text: str) -> list[str]:
    names = [match[1] or match[2] for match in _HCL.finditer(text)]
    return names + (_HCL_JSON_TYPE.findall(text) if _HCL_JSON.search(text) else [])


def _of_kind(kind: str) -> Resource:
    return next((resource for resource, kinds in _KINDS.items() if kind in kinds), Resource.SERVICE)


def _of_type(name: str) -> Resource:
    words = set(name.casefold().split("_"))
    return next(
        (resource for resource, known in _TYPE_WORDS.items() if words & known), Resource.INFRASTRUCTURE
    )


def _applied(resource: Resource) -> Operation:
    return Operation.DEPLOY if resource is Resource.SERVICE else Operation.MODIFY
