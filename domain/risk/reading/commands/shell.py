"""Read one command line: its program, subcommand and arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.risk.lexicon.tables import words
from domain.risk.reading.commands import scripts
from domain.risk.reading.commands.calls import Call, is_program, is_prose_word, parse, program_named
from domain.risk.reading.commands.dry import is_dry
from domain.risk.reading.commands.files import place_of_transfer
from domain.risk.reading.commands.git import read_hub, read_push
from domain.risk.reading.commands.places import environment_in
from domain.risk.reading.commands.programs import (
    read_docker,
    read_file_system,
    read_helm,
    read_kubernetes,
    read_macro,
    read_store,
    read_terraform,
)
from domain.risk.reading.commands.readers import ALWAYS, READERS
from domain.risk.reading.commands.tables import SUBCOMMANDS, Does
from domain.risk.reading.facts import HARMLESS, Environment, Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_SUBCOMMAND_REACH = 12
"""Words in which a subcommand comes."""
_CARRIERS = frozenset({"ansible", "xargs"})
"""Programs that run another one somewhere."""
_CONTEXTS = frozenset({"kubectx", "kubens"})
_OF_THE_WORKING_COPY: Does = (Operation.EDIT, Resource.CODE)
_OF_THE_HOST: Does = (Operation.MODIFY, Resource.SERVICE)
"""What is done to files of another host is no work on the working copy."""
_REMOTE_SHELLS = frozenset({"ssh", "mosh"})
_FLAGS_WITH_VALUE = frozenset({"-i", "-p", "-l", "-o", "-j", "-f", "-e"})
_ENVIRONMENT_DUMPS = frozenset({"env", "printenv"})
_SEPARATORS = frozenset({"&&", "||", "|", ";", "--", "xargs"})
_RUNNERS = frozenset(
    {"npm", "yarn", "pnpm", "bun", "composer", "turbo", "nx", "hatch", "poetry", "uv", "lerna"}
)
"""Programs that run scripts which are only named."""
_APPLYING = words(
    """
    terraform tofu terragrunt tf opentofu pulumi cdk cdktf serverless sls sam copilot sst amplify kubectl oc k
    argocd flux nomad
    """
)
_LOOKING = words(
    """
    uptime df free ls ps top w who date hostname uname journalctl du netstat ss dmesg lsof id pwd cat tail
    head
    less grep vmstat iostat last stat wc
    """
)
"""Programs that only look, when run on another host."""
_TELLING = words(
    """
    is are was were the a an it this that them our my your has have had does should must will can fails failed
    """
)
_COMMON_WORDS = words(
    """
    go helm vault consul nomad salt puppet flux fly cap cf kind hatch flask mix monit copilot serverless knife
    rails rake prisma diesel flyway vercel heroku nats curator influx airflow prefect dbt git docker
    terraform k
    tf op conjur teller chamber amplify restic borg barman gem uv nx brew snap apt caddy traefik haproxy nginx
    hugo jekyll gatsby astro zola vale pod nix elm gleam dune cabal expo julia volta mise
    velero cilium linkerd goose bundle gradle npm yarn cargo composer cdk poetry serverless pulumi kafka
    kubectl gh svn turbo changeset railway firebase netlify console render nuget dotnet maven tilt lima
    """
)
"""Programs whose names stand in sentences as well ("helm chart", "the vault list is long")."""


@dataclass(frozen=True, slots=True)
class Command:
    """``dry``: it is told to change nothing. ``place``: the environment that its arguments name.

    ``applied``: it brings a system to a described state, which is a deployment where nothing is production's.
    ``only_there``: no other environment in the clause counts, as where data comes from production.
    """

    operation: Operation
    resource: Resource
    dry: bool = False
    place: Environment = Environment.UNKNOWN
    only_there: bool = False
    applied: bool = False


def read_command(line: str) -> Command | None:
    """What ``line`` would do; None where it is prose that only begins with the name of a program."""
    call = parse(line)
    does = _read(call)
    if does is None:
        return None
    where = place_of_transfer(call) if call.program in {"rsync", "scp", "sftp"} else call.line
    place = environment_in(where)
    uploads = where != call.line and place is not Environment.UNKNOWN
    return Command(
        does[0], does[1], dry=is_dry(call), place=place, only_there=uploads, applied=call.program in _APPLYING
    )


def read_script_line(line: str) -> Command:
    """``./deploy.sh prod``: a script, by its name."""
    call = parse(line)
    operation, resource = scripts.read_script(call)
    return Command(operation, resource, dry=is_dry(call), place=environment_in(call.line))


def _read(call: Call) -> Does | None:
    if call.program in _REMOTE_SHELLS:
        return _on_another_host(call)
    if call.program in _CARRIERS and (inner := _executed(call)):
        return inner
    if reader := READERS.get(call.program):
        return reader(call)
    if call.program in _CONTEXTS:
        return None if call.is_prose else (Operation.READ, Resource.SERVICE)
    if does := ALWAYS.get(call.program):
        return None if call.is_prose else does
    return _subcommand(call) if SUBCOMMANDS.get(call.program) else None


def _on_another_host(call: Call) -> Does | None:
    rest = list(call.arguments)
    while rest and rest[0].startswith("-"):
        rest = rest[2 if rest[0] in _FLAGS_WITH_VALUE else 1 :]
    host, inner = (rest or [""])[0], rest[1:]
    named = any(not c.isalpha() for c in host) or environment_in(host) is not Environment.UNKNOWN
    if not named or call.is_prose:
        return None
    if not inner:
        return Operation.UNKNOWN, Resource.SERVICE
    found = _executed(Call("ssh", inner, call.line))
    if found:
        return _OF_THE_HOST if found == _OF_THE_WORKING_COPY else found
    return (Operation.READ if inner[0] in _LOOKING else Operation.RUN), Resource.SERVICE


def _executed(call: Call) -> Does | None:
    """What is run inside a container or on a host: "kubectl exec api-0 -- psql ..."; the worst of it."""
    worst: Does | None = None
    for place, word in enumerate(call.arguments):
        follows = place > 0 and call.arguments[place - 1] in _SEPARATORS
        if not follows and worst is not None:
            continue
        if word in _ENVIRONMENT_DUMPS:
            return Operation.REVEAL, Resource.SECRET
        if is_program(word):
            line = call.line[max(0, call.line.find(word)) :]
            found = _read(Call(program_named(word), call.arguments[place + 1 :], line))
            worst = max((does for does in (worst, found) if does), key=_weight, default=None)
    return worst


def _weight(does: Does) -> tuple[bool, int]:
    return does[0] not in HARMLESS, WEIGHT[does[1]]


def _subcommand(call: Call) -> Does | None:
    table = SUBCOMMANDS[call.program]
    found = _first(call, table)
    if found is None:
        return _without_subcommand(call, table)
    if found == "exec" and (inner := _executed(call)):
        return inner
    if found in {"run", "run-script", "exec"} and call.program in _RUNNERS:
        return _named_script(call, found)
    special = _SPECIAL.get(call.program)
    return special(found, call, table[found]) if special else table[found]


def _named_script(call: Call, found: str) -> Does | None:
    """``npm run deploy:prod``."""
    rest = call.arguments[call.arguments.index(found) + 1 :]
    if not rest or is_prose_word(rest[0]):
        return Operation.EDIT, Resource.CODE
    if is_program(rest[0]):
        return _read(Call(program_named(rest[0]), rest[1:], call.line[call.line.find(rest[0]) :]))
    return scripts.read_make(Call("make", [*rest, "-"], call.line))


def _without_subcommand(call: Call, table: Mapping[str, Does]) -> Does | None:
    goes_out = Operation.DEPLOY in {does[0] for does in table.values()} and "--prod" in call.arguments
    if goes_out:
        return Operation.DEPLOY, Resource.SERVICE
    if call.program in _RUNNERS and ":" in call.first:
        return scripts.read_make(call)
    flagged = any(
        (word.startswith("-") and word[1:2].isalpha()) or word.startswith("--") for word in call.arguments
    )
    return table["*"] if "*" in table and flagged and not call.is_prose else None


def _first(call: Call, table: Mapping[str, Does]) -> str | None:
    """The subcommand: the first word that is neither a flag nor a flag's value; two words where known."""
    value = False
    for place, word in enumerate(call.arguments[:_SUBCOMMAND_REACH]):
        if word in table and word != "*":
            return _longer(call, table, place)
        if word.startswith("-"):
            value = "=" not in word
        elif not value:
            return None
        else:
            value = False
    return None


def _longer(call: Call, table: Mapping[str, Does], place: int) -> str | None:
    word, rest = call.arguments[place], call.arguments[place + 1 :]
    following = [item for item in rest[:4] if not item.startswith("-")]
    for size in (2, 1):
        if (longer := "+".join([word, *following[:size]])) in table and len(following) >= size:
            return longer
    ordered = word in _ORDERS and rest[:1] and rest[0] in _DETERMINERS
    if call.program in _COMMON_WORDS and place == 0 and rest and rest[0] in _TELLING and not ordered:
        return word if word.startswith("-") else None
    return word


_ORDERS = frozenset({"apply", "destroy"})
_DETERMINERS = frozenset({"the", "our", "my", "this", "that", "these", "all"})
"""In "terraform apply the network module" it is done, not told of."""

_SPECIAL: dict[str, Callable[[str, Call, Does], Does]] = {
    **dict.fromkeys(["docker", "podman", "nerdctl"], read_docker),
    **dict.fromkeys(["kubectl", "oc", "k", "microk8s.kubectl"], read_kubernetes),
    **dict.fromkeys(["terraform", "tofu", "terragrunt", "tf", "opentofu"], read_terraform),
    **dict.fromkeys(["gh", "glab"], read_hub),
    **dict.fromkeys(["consul", "etcdctl"], read_store),
    **dict.fromkeys(["helm", "helm3"], read_helm),
    "git": read_push,
    "dbt": read_macro,
    **dict.fromkeys(["hadoop", "hdfs"], read_file_system),
}
