"""Programs of clusters and hosts whose arguments decide what they do."""

import re

from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import Call
from domain.risk.reading.commands.cmdlets import CMDLETS
from domain.risk.reading.commands.tables import KINDS, Does
from domain.risk.reading.facts import Operation, Resource

_READING_NETWORK = words(
    """
    -l -s status list --list-all --list show -nl -vnl -nvl -lnv -ln -lvn -vln -lv -vl
    """
)
_ANSIBLE_READS = ("--syntax-check", "--list-hosts", "--list-tasks", "--list-tags", "--version", "--help")
_ANSIBLE_READING_MODULES = frozenset({"ping", "setup", "debug", "stat", "command_uptime"})
_SECRET_OUTPUT = re.compile(r"password|secret|token|private_?key|api_?key|credential|kubeconfig")


_REPLACED_STORE = re.compile(
    r"--?replace=\S*(?:_db_|_sql_|_rds_|database|bucket|dynamodb|_volume|_disk|storage|elasticache|redis|postgres"
    r"|mysql|cosmosdb|bigtable|spanner|firestore|opensearch|elasticsearch|_efs_|filestore|keyspaces|redshift)"
)
_STORES = words(
    """
    postgres postgresql mysql mariadb mongo mongodb redis valkey cassandra elasticsearch opensearch clickhouse
    kafka rabbitmq minio etcd couchdb neo4j influxdb db database
    """
)
_DROPPING = re.compile(r"(?:drop|delete|purge|truncate|wipe|erase|destroy|flush|clear)_\w")
_DFS_REMOVES = frozenset({"-rm", "-rmr", "-rmdir", "-expunge", "-format"})
_DFS_LOOKS = frozenset({"-ls", "-cat", "-du", "-df", "-count", "-stat", "-tail", "-text", "-report", "-get"})
_MANIFEST = re.compile(r"(?:^|/)([a-z]+)\.(?:ya?ml|json)$")
"""A file that is called as what it describes: ``-f k8s/networkpolicy.yaml``."""
_MACRO = 3
"""Words in which a macro is named."""
_PARTS = re.compile(r"[^a-z0-9]+")


def _names_a_store(call: Call) -> bool:
    """In ``helm uninstall my-postgres`` what is removed keeps data."""
    return any(not _STORES.isdisjoint(_PARTS.split(word)) for word in call.operands)


def read_helm(_: str, call: Call, does: Does) -> Does:
    stored = does[0] is Operation.DELETE and _names_a_store(call)
    return (Operation.DELETE, Resource.DATABASE) if stored else does


def read_docker(subcommand: str, call: Call, does: Does) -> Does:
    if subcommand == "compose":
        return _compose(call)
    if does[1] is not Resource.DATA:
        return does
    if {"ls", "inspect", "list", "df", "info", "create"} & set(call.arguments):
        return Operation.READ, Resource.SERVICE
    if subcommand == "network":
        return Operation.MODIFY, Resource.SERVICE
    stored = subcommand == "volume" or _names_a_store(call)
    return Operation.DELETE, Resource.DATABASE if stored else Resource.DATA


def _compose(call: Call) -> Does:
    said = set(call.arguments)
    if {"down", "rm"} & said and {"-v", "--volumes"} & said:
        return Operation.DELETE, Resource.DATA
    starts = {"up", "restart", "down", "stop", "rm", "kill", "pull"} & said
    return (Operation.DEPLOY, Resource.SERVICE) if starts else (Operation.EDIT, Resource.CODE)


def read_kubernetes(verb: str, call: Call, does: Does) -> Does:
    kinds = [KINDS[part] for word in call.arguments if (part := word.split("/")[0]) in KINDS]
    kinds += [
        KINDS[match[1]] for word in call.arguments if (match := _MANIFEST.search(word)) and match[1] in KINDS
    ]
    if verb == "get" and Resource.SECRET in kinds:
        reveals = any(
            word.startswith(("-o", "--output", "--template")) and "wide" not in word
            for word in call.arguments
        )
        return Operation.REVEAL if reveals else Operation.READ, Resource.SECRET
    if does[0] is Operation.READ or verb == "config":
        return does
    if verb == "rollout":
        return _rollout(call)
    if verb == "create" and kinds[:1] == [Resource.INFRASTRUCTURE]:
        return Operation.CREATE, Resource.INFRASTRUCTURE
    return does[0], (kinds[0] if kinds else does[1])


def _rollout(call: Call) -> Does:
    if {"status", "history"} & set(call.arguments):
        return Operation.READ, Resource.SERVICE
    return (Operation.OPERATE if "restart" in call.arguments else Operation.DEPLOY), Resource.SERVICE


def read_store(_: str, call: Call, does: Does) -> Does:
    """A key that says that its value is a secret."""
    if not any(_SECRET_OUTPUT.search(word) for word in call.operands):
        return does
    return (Operation.REVEAL if does[0] is Operation.READ else Operation.MODIFY), Resource.SECRET


def read_macro(_: str, call: Call, does: Does) -> Does:
    """``dbt run-operation drop_schema``: the name of the macro says what it does."""
    named = next((word for word in call.operands[:_MACRO] if _DROPPING.match(word)), None)
    return (Operation.DELETE, Resource.DATABASE) if named else does


def read_file_system(_: str, call: Call, does: Does) -> Does:
    """``hdfs dfs -rm``: what is done is said by a flag."""
    said = set(call.arguments)
    if _DFS_REMOVES & said:
        return Operation.DELETE, Resource.DATABASE
    return (Operation.READ, Resource.UNKNOWN) if _DFS_LOOKS & said else does


def read_cmdlet(call: Call) -> Does | None:
    """An account that is removed by itself is a right that ends; a filter takes all who are found."""
    if call.is_prose:
        return None
    operation, resource = CMDLETS[call.program]
    if call.program.endswith("user") and call.program.startswith("remove-") and call.has("-filter"):
        return Operation.DELETE, Resource.CUSTOMER_DATA
    return operation, resource


def read_terraform(subcommand: str, call: Call, does: Does) -> Does:
    """Outputs that are secrets are shown only where they are asked for by name.

    ``apply -destroy`` destroys, and so does ``-replace`` where what is made anew is empty.
    """
    if subcommand == "apply" and call.has("-destroy", "--destroy"):
        return Operation.DELETE, Resource.INFRASTRUCTURE
    if any(_REPLACED_STORE.match(word) for word in call.arguments):
        return Operation.DELETE, Resource.DATABASE
    named = any(_SECRET_OUTPUT.search(word) for word in call.operands)
    return (Operation.REVEAL, Resource.SECRET) if subcommand == "output" and named else does


def read_firewall(call: Call) -> Does | None:
    if call.is_prose or not call.arguments:
        return None
    reads = _READING_NETWORK & set(call.arguments)
    return Operation.READ if reads else Operation.MODIFY, Resource.NETWORK


def read_interfaces(call: Call) -> Does | None:
    """``ip``, ``ifconfig``, ``route``: words of prose as well."""
    changes = {"add", "del", "delete", "down", "up", "flush", "change", "replace", "set", "apply", "modify"}
    if call.is_prose or not changes & set(call.arguments[:6]):
        reads = (
            call.first in {"addr", "a", "r", "link", "-n", "route", "-br", "neigh"} and call.program == "ip"
        )
        return (Operation.READ, Resource.NETWORK) if reads else None
    objects = call.program != "ip" or call.first in {
        "route",
        "addr",
        "address",
        "link",
        "rule",
        "-6",
        "r",
        "a",
        "netns",
    }
    return (Operation.MODIFY, Resource.NETWORK) if objects else None


def read_lookup(call: Call) -> Does | None:
    """``dig``, ``ping``, ``df``: they only look."""
    return (Operation.READ, Resource.UNKNOWN) if call.is_technical and not call.is_prose else None


def read_power(call: Call) -> Does | None:
    """``reboot``, ``shutdown -h now``; as words of prose they are left to the prose reader."""
    flagged = call.first.startswith(("-", "+")) or call.first == "now"
    return (Operation.OPERATE, Resource.SERVICE) if flagged else None


def read_kill(call: Call) -> Does | None:
    target = call.first.startswith(("-", "$(")) or call.first.isdigit()
    named = call.program != "kill" and bool(call.arguments) and not call.is_prose
    return (Operation.OPERATE, Resource.SERVICE) if target or named else None


def read_crontab(call: Call) -> Does | None:
    if call.is_prose:
        return None
    if "-l" in call.arguments:
        return Operation.READ, Resource.SERVICE
    return (Operation.DELETE if "-r" in call.arguments else Operation.DEPLOY), Resource.SERVICE


def read_service(call: Call) -> Does | None:
    """``service nginx restart``."""
    done = call.arguments[1:2]
    if done and done[0] in {"restart", "stop", "start", "reload", "force-reload"}:
        return Operation.OPERATE, Resource.SERVICE
    return (Operation.READ, Resource.SERVICE) if done and done[0] == "status" else None


def read_playbook(call: Call) -> Does | None:
    if (call.is_prose and not call.has("-m", "-a", "-b")) or not call.arguments:
        return None
    if call.has(*_ANSIBLE_READS):
        return Operation.READ, Resource.SERVICE
    modules = [
        after for before, after in zip(call.arguments, call.arguments[1:], strict=False) if before == "-m"
    ]
    if call.program == "ansible" and (not call.is_technical or _ANSIBLE_READING_MODULES & set(modules)):
        return (Operation.READ, Resource.SERVICE) if modules else None
    if call.program == "ansible" and "reboot" in call.arguments:
        return Operation.OPERATE, Resource.SERVICE
    return Operation.DEPLOY, Resource.SERVICE


def read_packer(call: Call) -> Does | None:
    if call.first in {"validate", "fmt", "inspect", "init", "version"}:
        return Operation.READ, Resource.UNKNOWN
    return (
        (Operation.CREATE, Resource.INFRASTRUCTURE) if call.first == "build" and call.is_technical else None
    )
