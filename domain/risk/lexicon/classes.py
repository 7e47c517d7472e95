"""What the classes of verbs mean, and what one known word can be."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.risk.reading.facts import Environment, Operation, Resource


class VerbClass(StrEnum):
    """How a verb acts on its object.

    ``READ`` and ``WRITE`` take the whole clause with them: what follows is only looked at or written of.
    ``FIX``, ``CHANGE``, ``CREATE``, ``REMOVE`` depend on what they are done to. ``AID`` only helps the next
    verb ("go ahead and"). ``TRANSPORT`` ("bring", "put") deploys if it goes to an environment.
    """

    READ = "read"
    WRITE = "write"
    FIX = "fix"
    CHANGE = "change"
    CREATE = "create"
    PROVISION = "provision"
    DELETE = "delete"
    REMOVE = "remove"
    DEPLOY = "deploy"
    SCALE = "scale"
    MIGRATE = "migrate"
    OPERATE = "operate"
    ROTATE = "rotate"
    GRANT = "grant"
    GIVE = "give"
    OPEN = "open"
    TRANSFER = "transfer"
    IMPORT = "import"
    BACKUP = "backup"
    MERGE = "merge"
    RUN = "run"
    TRANSPORT = "transport"
    AID = "aid"


OPERATIONS: dict[VerbClass, Operation] = {
    VerbClass.READ: Operation.READ,
    VerbClass.WRITE: Operation.EDIT,
    VerbClass.FIX: Operation.EDIT,
    VerbClass.CHANGE: Operation.MODIFY,
    VerbClass.CREATE: Operation.CREATE,
    VerbClass.PROVISION: Operation.CREATE,
    VerbClass.DELETE: Operation.DELETE,
    VerbClass.REMOVE: Operation.DELETE,
    VerbClass.DEPLOY: Operation.DEPLOY,
    VerbClass.SCALE: Operation.SCALE,
    VerbClass.MIGRATE: Operation.MIGRATE,
    VerbClass.OPERATE: Operation.OPERATE,
    VerbClass.ROTATE: Operation.ROTATE,
    VerbClass.GRANT: Operation.GRANT,
    VerbClass.GIVE: Operation.UNKNOWN,
    VerbClass.OPEN: Operation.MODIFY,
    VerbClass.TRANSFER: Operation.EXPORT,
    VerbClass.IMPORT: Operation.IMPORT,
    VerbClass.BACKUP: Operation.BACKUP,
    VerbClass.MERGE: Operation.MERGE,
    VerbClass.RUN: Operation.RUN,
    VerbClass.TRANSPORT: Operation.UNKNOWN,
    VerbClass.AID: Operation.NONE,
}


class Form(StrEnum):
    """``BASE`` is imperative or infinitive."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Word:
    """Everything that one word or phrase can be, over all languages."""

    lemma: str = ""
    verb: VerbClass | None = None
    form: Form | None = None
    nominal: Operation | None = None
    noun: Resource | None = None
    environment: Environment | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def known(self) -> bool:
        return bool(self.verb or self.noun or self.nominal or self.environment or self.roles)


UNKNOWN = Word()
