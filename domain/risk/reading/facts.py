"""What can be read in a clause: an operation on a resource in an environment, and how it is meant."""

from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """What would be done. ``EDIT`` is work on code, tests and docs in the working copy."""

    NONE = "none"
    READ = "read"
    EDIT = "edit"
    CREATE = "create"
    MODIFY = "modify"
    DELETE = "delete"
    OVERWRITE = "overwrite"
    DEPLOY = "deploy"
    SCALE = "scale"
    MIGRATE = "migrate"
    OPERATE = "operate"
    REVEAL = "reveal"
    ROTATE = "rotate"
    GRANT = "grant"
    EXPORT = "export"
    IMPORT = "import"
    BACKUP = "backup"
    MERGE = "merge"
    RUN = "run"
    UNKNOWN = "unknown"


DESTRUCTIVE = frozenset({Operation.DELETE, Operation.OVERWRITE})


HARMLESS = frozenset({Operation.NONE, Operation.READ, Operation.EDIT, Operation.BACKUP})
"""Operations that change nothing outside the working copy, or nothing that was there."""


class Resource(StrEnum):
    """What it would be done to."""

    CUSTOMER_DATA = "customer_data"
    DATABASE = "database"
    DATA = "data"
    SECRET = "secret"  # noqa: S105 - the word, not one
    INFRASTRUCTURE = "infrastructure"
    NETWORK = "network"
    PERMISSION = "permission"
    PRODUCTION_BRANCH = "production_branch"
    MAIN_BRANCH = "main_branch"
    BRANCH = "branch"
    SERVICE = "service"
    CODE = "code"
    UNKNOWN = "unknown"


class Environment(StrEnum):
    """Where. Staging stands for every shared environment that is not production."""

    PRODUCTION = "production"
    STAGING = "staging"
    DEVELOPMENT = "development"
    UNKNOWN = "unknown"


class Modality(StrEnum):
    """How it is meant. Only ``ASKED`` is something that the task would do."""

    ASKED = "asked"
    NEGATED = "negated"
    DRY_RUN = "dry_run"
    DESCRIBED = "described"


class Sign(StrEnum):
    """What is remarkable about the text itself; a policy may raise the level for it."""

    UNREADABLE = "unreadable"
    DISGUISED = "disguised"
    ARGUES = "argues"
    CONTEXT_MORE_DANGEROUS = "context_more_dangerous"
    LIKE_MEDIUM = "like_medium"
    LIKE_HIGH = "like_high"
    LIKE_CRITICAL = "like_critical"


LIKENESSES = (Sign.LIKE_MEDIUM, Sign.LIKE_HIGH, Sign.LIKE_CRITICAL)
"""A passage is like the tasks that people rated so, or higher."""


DANGER: dict[Environment, int] = {
    Environment.UNKNOWN: 0,
    Environment.DEVELOPMENT: 1,
    Environment.STAGING: 2,
    Environment.PRODUCTION: 3,
}
"""Environments by how much harm can be done there."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a clause would do. ``environment`` is what the text says, before any context.

    ``inherited``: the environment is another clause's, so it may raise but not lower.
    """

    text: str
    operation: Operation
    resource: Resource = Resource.UNKNOWN
    environment: Environment = Environment.UNKNOWN
    modality: Modality = Modality.ASKED
    notes: tuple[str, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a text is to tasks of one level: the logarithm of the odds, in hundredths; like from 0 on.

    ``passage``: the part of the text that is most like them; ``words``: those in it that say so most.
    """

    score: int
    passage: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a text, in its order; there is at least one fact.

    ``likeness``: to the first of :data:`LIKENESSES`, as far as the text is like them somewhere.
    """

    facts: tuple[Fact, ...]
    signs: frozenset[Sign] = frozenset()
    notes: tuple[str, ...] = ()
    likeness: tuple[Likeness, ...] = ()
