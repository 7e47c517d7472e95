# ruff: noqa: PLR2004, SIM102 - a list of cases reads best as early returns
"""From a text to everything that it asks for, clause by clause."""

from dataclasses import dataclass, replace

from domain.risk.reading.actions import action_of
from domain.risk.reading.actions.scene import Action
from domain.risk.reading.clauses import Clause, split
from domain.risk.reading.code import command_facts
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.environments import Mentions, mentions, most_dangerous
from domain.risk.reading.facts import DANGER, Environment, Fact, Modality, Operation, Reading, Resource, Sign
from domain.risk.reading.heads import Head, find_heads
from domain.risk.reading.legibility import is_legible
from domain.risk.reading.phrases import WEIGHT
from domain.risk.reading.tokens import Token, tokenise

_HARMLESS = frozenset({Operation.READ, Operation.EDIT, Operation.NONE, Operation.BACKUP})
_QUOTING = frozenset({Operation.EDIT, Operation.READ, Operation.CREATE, Operation.MODIFY})
_SHOWN = 160
"""Characters of a clause that are shown."""
_NESTED = 2


@dataclass(slots=True)
class _Topic:
    """What was spoken of last: what "it", "there" and a missing environment refer to."""

    resource: Resource = Resource.UNKNOWN
    environment: Environment = Environment.UNKNOWN
    sentence: int = -1
    operation: Operation = Operation.UNKNOWN
    target: Resource = Resource.UNKNOWN
    """What the last dangerous operation was done to."""
    fronted: int = -1
    """The sentence that began with a mere place ("On staging: ...")."""


def read(text: str) -> Reading:
    """Every clause's facts, in the text's order; at least one. Linear in the text's length; never raises."""
    plain = undisguise(text)
    tokens = tokenise(plain.text)
    signs = set()
    if plain.notes:
        signs.add(Sign.DISGUISED)
    if not is_legible(tokens, plain.text):
        signs.add(Sign.UNREADABLE)
    if any(token.has("argues") for token in tokens):
        signs.add(Sign.ARGUES)
    facts = _read_tokens(tokens, plain.text, Environment.UNKNOWN, depth=0)
    if not facts:
        facts = [Fact(_shorten(plain.text), Operation.NONE)]
    return Reading(tuple(facts), frozenset(signs), plain.notes)


def _shorten(text: str) -> str:
    squeezed = " ".join(text[: 2 * _SHOWN].split())
    return squeezed if len(squeezed) <= _SHOWN else squeezed[: _SHOWN - 1] + "…"


def _read_tokens(tokens: list[Token], text: str, around: Environment, *, depth: int) -> list[Fact]:
    clauses = split(tokens, text)
    named = [mentions(clause.tokens) for clause in clauses]
    by_sentence: dict[int, Environment] = {}
    for clause, mention in zip(clauses, named, strict=True):
        here = by_sentence.get(clause.sentence, Environment.UNKNOWN)
        by_sentence[clause.sentence] = most_dangerous(here, mention.anywhere)
    reader = _ClauseReader(text, by_sentence, around, depth)
    for clause, mention in zip(clauses, named, strict=True):
        reader.read(clause, mention)
    return reader.facts


class _ClauseReader:
    """Reads the clauses of one text in order, keeping the topic."""

    def __init__(
        self, text: str, by_sentence: dict[int, Environment], around: Environment, depth: int
    ) -> None:
        self.facts: list[Fact] = []
        self._text = text
        self._by_sentence = by_sentence
        self._around = around
        self._depth = depth
        self._topic = _Topic(environment=around)
        self._negated = False
        self._rehearsed = False
        self._incomplete: list[tuple[int, int]] = []

    def read(self, clause: Clause, named: Mentions) -> None:
        shown = _shorten(self._text[clause.start : clause.end])
        dry = _is_dry(clause.tokens) or self._rehearsed
        self._rehearsed = False
        heading = self._text[clause.end : clause.end + 1] in {":", "："}
        if heading and clause.first and all(token.has("dry") for token in clause.tokens):
            self._rehearsed = True
        heads: list[Head] = []
        made = [self._finish(fact, clause, refers=False) for fact in command_facts(clause, self._text, shown)]
        if not made:
            heads = find_heads(clause)
            made = [self._from_head(clause, head, named, shown) for head in heads]
        if clause.alternative and self._negated:
            made = [replace(fact, modality=Modality.NEGATED) for fact in made]
        if dry:
            made = [_as_dry(fact) for fact in made]
        self._negated = any(fact.modality is Modality.NEGATED for fact in made)
        made += self._quoted(clause, made, named)
        self._complete_from(made, clause)
        self._remember(clause, made, named)
        if not made and not named.anywhere:
            return
        if not made or not any(fact.modality is not Modality.DESCRIBED for fact in made):
            self._late_environment(clause, named)
        self.facts += made

    def _from_head(self, clause: Clause, head: Head, named: Mentions, shown: str) -> Fact:
        action = action_of(clause, head, named)
        environment = action.environment if DANGER[action.environment] else _environment_for(action, named)
        fact = Fact(shown, action.operation, action.resource, environment, head.modality)
        return self._finish(fact, clause, refers=action.refers)

    def _finish(self, fact: Fact, clause: Clause, *, refers: bool) -> Fact:
        """Fill in what is only referred to."""
        if refers and fact.operation is Operation.READ and self._topic.resource is Resource.SECRET:
            return replace(fact, operation=Operation.REVEAL, resource=Resource.SECRET)
        if fact.modality is not Modality.ASKED or fact.operation in {
            Operation.READ,
            Operation.EDIT,
            Operation.NONE,
        }:
            return self._run_of_script(fact, refers=refers)
        topic = self._topic
        if (
            refers
            and fact.operation is Operation.RUN
            and topic.operation not in (Operation.UNKNOWN, Operation.NONE)
        ):
            fact = replace(fact, operation=topic.operation, resource=topic.target)
        elif refers and fact.resource is Resource.UNKNOWN:
            fact = self._refer(fact, clause)
        if fact.environment is Environment.UNKNOWN:
            environment, own = self._inherited(clause, refers=refers)
            fact = replace(fact, environment=environment, inherited=not own)
        return fact

    def _run_of_script(self, fact: Fact, *, refers: bool) -> Fact:
        if refers and fact.operation is Operation.EDIT and fact.modality is Modality.ASKED:
            if self._topic.operation not in _HARMLESS | {Operation.UNKNOWN}:
                return replace(fact, operation=self._topic.operation, resource=self._topic.target)
        return fact

    def _refer(self, fact: Fact, clause: Clause) -> Fact:
        topic = self._topic
        if topic.sentence < 0:
            self._incomplete.append((len(self.facts), clause.sentence))
            return fact
        if topic.resource is Resource.CODE and fact.operation not in (Operation.DEPLOY, Operation.MERGE):
            return replace(fact, operation=Operation.EDIT, resource=Resource.CODE)
        if topic.resource is Resource.SECRET and fact.operation is Operation.EXPORT:
            return replace(fact, operation=Operation.REVEAL, resource=Resource.SECRET)
        return replace(fact, resource=topic.resource)

    def _inherited(self, clause: Clause, *, refers: bool) -> tuple[Environment, bool]:
        """The environment of the words around, and whether it is this clause's as good as its own."""
        if self._around is not Environment.UNKNOWN:
            return self._around, True
        topic = self._topic
        near = topic.sentence >= clause.sentence - 1
        if topic.fronted == clause.sentence and topic.environment is not Environment.UNKNOWN:
            return topic.environment, True
        here = self._by_sentence.get(clause.sentence, Environment.UNKNOWN)
        if DANGER[here] > DANGER[Environment.DEVELOPMENT]:
            return here, refers
        if near and (refers or DANGER[topic.environment] > DANGER[Environment.DEVELOPMENT]):
            return topic.environment, refers
        return (here, True) if refers else (Environment.UNKNOWN, False)

    def _quoted(self, clause: Clause, made: list[Fact], named: Mentions) -> list[Fact]:
        """What quotations ask for, unless the clause only writes or reads about them."""
        quotations = [token.inner for token in clause.tokens if token.inner]
        if not quotations or self._depth >= _NESTED or _is_command(made):
            return []
        leads = [fact for fact in made if fact.modality is not Modality.DESCRIBED]
        about = any(fact.operation in _QUOTING for fact in leads) or (bool(made) and not leads)
        about = about or any(token.has("finite", "auxiliary") for token in clause.tokens)
        inner: list[Fact] = []
        for tokens in quotations:
            inner += _read_tokens(tokens, self._text, named.anywhere, depth=self._depth + 1)
        if about:
            return [replace(fact, modality=Modality.DESCRIBED) for fact in inner]
        if any(fact.modality is Modality.NEGATED for fact in leads):
            return [replace(fact, modality=Modality.NEGATED) for fact in inner]
        return inner

    def _complete_from(self, made: list[Fact], clause: Clause) -> None:
        """In "stop and delete the production database": the first verb shares the second one's object."""
        source = next((fact for fact in made if fact.resource is not Resource.UNKNOWN), None)
        if source is None:
            return
        for place, sentence in self._incomplete:
            if sentence == clause.sentence and place < len(self.facts):
                fact = self.facts[place]
                environment = most_dangerous(fact.environment, source.environment)
                if fact.resource is Resource.UNKNOWN and source.resource is not Resource.CODE:
                    self.facts[place] = replace(fact, resource=source.resource, environment=environment)
        self._incomplete.clear()

    def _remember(self, clause: Clause, made: list[Fact], named: Mentions) -> None:
        topic = self._topic
        resources = [
            token.word.noun for token in clause.tokens if token.word.noun and not token.has("preposition")
        ]
        weighty = [
            fact.resource
            for fact in made
            if fact.resource is not Resource.UNKNOWN and fact.modality is Modality.ASKED
        ]
        if weighty:
            topic.resource = weighty[-1]
        elif resources:
            subject = _subject(clause.tokens) or topic.resource
            rows = subject is Resource.DATABASE and topic.resource is Resource.CUSTOMER_DATA
            topic.resource = topic.resource if rows and topic.sentence == clause.sentence else subject
        if not made and clause.first and named.anywhere is not Environment.UNKNOWN:
            topic.fronted = clause.sentence
        if named.anywhere is not Environment.UNKNOWN:
            only_written = bool(made) and all(
                fact.operation is Operation.EDIT or fact.modality is not Modality.ASKED for fact in made
            )
            topic.environment = Environment.UNKNOWN if only_written and clause.first else named.anywhere
            if not only_written:
                topic.environment = named.anywhere
            elif any(fact.modality is Modality.ASKED for fact in made):
                topic.environment = Environment.UNKNOWN
            else:
                topic.environment = named.anywhere
        dangerous = [fact for fact in made if fact.operation not in _HARMLESS]
        if dangerous:
            topic.operation, topic.target = dangerous[-1].operation, dangerous[-1].resource
            if WEIGHT[dangerous[-1].resource] > WEIGHT[topic.resource] and not weighty:
                topic.resource = dangerous[-1].resource
        topic.sentence = clause.sentence

    def _late_environment(self, clause: Clause, named: Mentions) -> None:
        """In "Restart the mail service. In production." only ever raises what was asked before."""
        if named.anywhere is Environment.UNKNOWN or not self.facts or len(clause.tokens) > 6:
            return
        last = self.facts[-1]
        if (
            last.modality is Modality.ASKED
            and last.environment is Environment.UNKNOWN
            and last.operation not in _HARMLESS
        ):
            if DANGER[named.anywhere] > DANGER[Environment.DEVELOPMENT]:
                self.facts[-1] = replace(last, environment=named.anywhere)


def _subject(tokens: list[Token]) -> Resource | None:
    return next((token.word.noun for token in tokens if token.word.noun and not token.call), None)


def _environment_for(action: Action, named: Mentions) -> Environment:
    if action.operation in {Operation.DEPLOY, Operation.IMPORT} and named.target is not Environment.UNKNOWN:
        return named.target
    return named.anywhere


def _as_dry(fact: Fact) -> Fact:
    return replace(fact, modality=Modality.DRY_RUN) if fact.modality is Modality.ASKED else fact


def _is_command(facts: list[Fact]) -> bool:
    return any("command" in fact.notes for fact in facts)


_NO = frozenset(
    {
        "no",
        "not",
        "without",
        "skip",
        "skipping",
        "never",
        "sans",
        "ohne",
        "sin",
        "kein",
        "keinen",
        "forget",
        "cancel",
        "after",
    }
)


def _is_dry(tokens: list[Token]) -> bool:
    """It says that nothing is really done, and does not take that back ("no need for a dry run")."""
    for place, token in enumerate(tokens):
        if token.has("dry"):
            before = tokens[max(0, place - 4) : place]
            if not any(item.text in _NO or item.has("negation") for item in before):
                return not any(item.text in {"none", "false"} for item in tokens[place + 1 : place + 3])
    return False
