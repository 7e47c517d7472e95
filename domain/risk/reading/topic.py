"""What was spoken of last: what "it", "there" and a missing environment refer to."""

from dataclasses import dataclass, replace

from domain.risk.lexicon.classes import Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import (
    DANGER,
    DESTRUCTIVE,
    HARMLESS,
    Environment,
    Fact,
    Modality,
    Operation,
    Resource,
)
from domain.risk.reading.phrases import WEIGHT, later_phrases, noun_phrase
from domain.risk.reading.tokens import Token, is_verb

_MEMORY = 2
"""Sentences that a doing is remembered for "do it"."""
_ABOUT = frozenset({"on", "about", "for", "of", "regarding"})
_OPENING = 8
"""Words in which a statement comes to what it is about."""
_SOURCES = frozenset({"as", "per", "according to", "like"})
_REFERENCE = 6
"""Words of a reference to a text."""
_ASIDE = 7
"""Words of a sentence that says nothing of its own: "We all agreed."."""
_DEFECTS = frozenset({"warning", "warnings", "typo", "typos", "flicker"})
_GUARDS = (Resource.SECRET, Resource.PERMISSION, Resource.NETWORK, Resource.INFRASTRUCTURE)
_ENDS = DESTRUCTIVE | {Operation.ROTATE}
_ROWS_OF = frozenset({"in", "from", "of", "aus", "dans", "de", "en"})
_WHENCE = frozenset({"from", "since", "because of", "thanks to", "due"})


@dataclass(slots=True)
class Topic:
    """``target``: what the last dangerous ``operation`` was done to."""

    resource: Resource = Resource.UNKNOWN
    environment: Environment = Environment.UNKNOWN
    sentence: int = -1
    operation: Operation = Operation.UNKNOWN
    target: Resource = Resource.UNKNOWN
    acted: int = -1
    """The sentence of that."""
    placed: int = -1
    """The sentence that named the environment."""
    fronted: int = -1
    """The sentence that began with a mere place ("On staging: ...")."""

    guard: Resource = Resource.UNKNOWN
    """A secret, rights, a network or machines that the last statement named, and nothing of the code."""
    guarded: int = -1
    """The sentence of that."""

    def touch(self, fact: Fact, clause: Clause) -> Fact | None:
        """The fact about what was named last; None where that is nothing that guards or runs."""
        near = self.guard is not Resource.UNKNOWN and self.guarded >= clause.sentence - 1
        if not near or fact.modality is not Modality.ASKED:
            return None
        if fact.operation in (Operation.READ, Operation.EXPORT):
            tells = self.guard is Resource.SECRET
            return replace(fact, operation=Operation.REVEAL, resource=self.guard) if tells else None
        return replace(fact, operation=Operation.UNKNOWN, resource=self.guard)

    def fill(self, fact: Fact) -> Fact | None:
        """The fact with what its pronoun refers to; None where nothing was spoken of yet."""
        known = self.operation not in (Operation.UNKNOWN, Operation.NONE)
        if fact.operation is Operation.RUN and known and self.sentence - self.acted <= _MEMORY:
            return replace(fact, operation=self.operation, resource=self.target)
        if fact.resource is not Resource.UNKNOWN:
            return fact
        if self.sentence < 0:
            return None
        lost = fact.operation in DESTRUCTIVE
        there = max(DANGER[fact.environment], DANGER[self.environment] if lost else 0)
        elsewhere = there > DANGER[Environment.DEVELOPMENT]
        code = self.resource is Resource.CODE and not elsewhere
        if code and fact.operation not in (Operation.DEPLOY, Operation.MERGE):
            return self._fill_code(fact)
        if self.resource is Resource.SECRET and fact.operation is Operation.EXPORT:
            return replace(fact, operation=Operation.REVEAL, resource=Resource.SECRET)
        return replace(fact, resource=self.resource)

    def _fill_code(self, fact: Fact) -> Fact:
        """In "the CNAME still points to the agency, delete it" a guard was named beside the code."""
        if fact.operation in _ENDS and self.guard is not Resource.UNKNOWN:
            return replace(fact, resource=self.guard)
        return replace(fact, operation=Operation.EDIT, resource=Resource.CODE)

    def fill_harmless(self, fact: Fact) -> Fact:
        """In "write a script that drops the tables and run it" the script does what it was written for."""
        if fact.operation is Operation.READ and self.resource is Resource.SECRET:
            return replace(fact, operation=Operation.REVEAL, resource=Resource.SECRET)
        edits = fact.operation is Operation.EDIT and fact.modality is Modality.ASKED
        if edits and self.operation not in HARMLESS | {Operation.UNKNOWN}:
            return replace(fact, operation=self.operation, resource=self.target)
        return fact

    def remember(self, clause: Clause, made: list[Fact], named: Environment) -> None:
        """Take in what ``clause`` spoke of and the facts that were ``made`` of it."""
        asked: list[Resource] = [
            fact.resource
            for fact in made
            if fact.resource is not Resource.UNKNOWN and fact.modality is Modality.ASKED
        ]
        if _is_a_reference(clause):
            return
        self._remember_resource(clause, asked)
        if not any(fact.modality is Modality.ASKED and fact.operation not in HARMLESS for fact in made):
            self._remember_guard(clause, made)
        if named is not Environment.UNKNOWN:
            self._remember_environment(clause, made, named)
        spoken = [fact for fact in made if fact.modality is not Modality.NEGATED]
        if dangerous := [fact for fact in spoken if fact.operation not in HARMLESS]:
            clear = [fact for fact in dangerous if fact.operation is not Operation.UNKNOWN]
            last = (clear or dangerous)[-1]
            self.operation, self.target, self.acted = last.operation, last.resource, clause.sentence
            named_only = not asked and not _speaks_about(clause.tokens)
            if named_only and WEIGHT[last.resource] > WEIGHT[self.resource]:
                self.resource = last.resource
        self.sentence = clause.sentence

    def _remember_guard(self, clause: Clause, made: list[Fact]) -> None:
        named = {token.word.noun for token in _without_source(clause.tokens) if not token.call}
        aside = named <= {None} and clause.first and not clause.tokens[0].has("subordinator")
        aside = aside and len(clause.tokens) <= _ASIDE
        if aside and self.guarded == clause.sentence - 1:
            self.guarded = clause.sentence
            return
        if _is_at_home(clause.tokens):
            named.discard(Resource.NETWORK)
        named |= {fact.resource for fact in made if fact.resource in _GUARDS}
        found = None if Resource.CODE in named else next((item for item in _GUARDS if item in named), None)
        if found or self.guarded < clause.sentence:
            self.guard, self.guarded = found or Resource.UNKNOWN, clause.sentence

    def _remember_resource(self, clause: Clause, asked: list[Resource]) -> None:
        if asked:
            self.resource = asked[-1]
        elif any(token.word.noun and not token.has("preposition") for token in clause.tokens):
            subject = _subject(clause.tokens) or self.resource
            if subject is Resource.NETWORK and _is_at_home(clause.tokens):
                subject = Resource.SERVICE
            rows = subject is Resource.DATABASE and self.resource is Resource.CUSTOMER_DATA
            if not (rows and self.sentence == clause.sentence):
                self.resource = subject

    def _remember_environment(self, clause: Clause, made: list[Fact], named: Environment) -> None:
        """An environment in a text that is only written does not reach the next clause."""
        opens = any(token.has("preposition") or token.word.environment for token in clause.tokens[:2])
        if not made and clause.first and opens:
            self.fronted = clause.sentence
        self.placed = clause.sentence
        asked = [fact for fact in made if fact.modality in (Modality.ASKED, Modality.NEGATED)]
        only_written = bool(asked) and all(fact.operation is Operation.EDIT for fact in asked)
        others = all(fact.operation is Operation.EDIT or fact not in asked for fact in made)
        self.environment = Environment.UNKNOWN if only_written and others else named

    def fronts(self, clause: Clause) -> bool:
        """The sentence of ``clause`` began with a mere place."""
        return self.fronted == clause.sentence and self.environment is not Environment.UNKNOWN

    def reaches(self, clause: Clause, *, refers: bool) -> bool:
        """The environment of the sentence before counts, if it is shared or a pronoun refers to it."""
        near = self.sentence >= clause.sentence - 1
        placed = self.placed >= clause.sentence - 1
        return near and ((refers and placed) or DANGER[self.environment] > DANGER[Environment.DEVELOPMENT])


def _is_a_reference(clause: Clause) -> bool:
    """In "the orders are only ballast, see the ticket" the ticket is not what is spoken of."""
    short = len(clause.tokens) <= _REFERENCE and not clause.first
    return short and clause.tokens[0].text in {"see", "cf", "compare"}


def _without_source(tokens: list[Token]) -> list[Token]:
    """In "as the handbook says, the orders are ballast" what stands behind the comma."""
    if not tokens or tokens[0].text not in _SOURCES:
        return tokens
    comma = next((n for n, token in enumerate(tokens[:_OPENING]) if token.punctuation == ","), None)
    return tokens if comma is None else tokens[comma + 1 :] or tokens


def _is_at_home(tokens: list[Token]) -> bool:
    """In "something listens on port 3000 of my laptop" no network is meant that others use."""
    return mentions(tokens).anywhere is Environment.DEVELOPMENT


def _subject(tokens: list[Token]) -> Resource | None:
    """The head of the first name: a secret in "the prod db password is needed"."""
    tokens = _without_source(tokens)
    if _speaks_about(tokens):
        return Resource.UNKNOWN
    for place, token in enumerate(tokens):
        told = token.word.noun and not token.call and not _says_whence(tokens, place)
        if told and not _holds_another(tokens, place):
            start = place - 1 if place and tokens[place - 1].has("determiner") else place
            phrase = noun_phrase(tokens, start)
            if phrase.resource is Resource.SERVICE and _is_part_of_code(tokens, phrase.end):
                return Resource.CODE
            if phrase.resource is Resource.DATABASE and _holds_people(tokens, phrase.end):
                return Resource.CUSTOMER_DATA
            stored = phrase.resource is Resource.CODE and _lies_in_a_database(tokens, phrase.end)
            return Resource.DATABASE if stored else phrase.resource
    return None


def _holds_another(tokens: list[Token], place: int) -> bool:
    """In "库里有五千个僵尸用户" the users are spoken of."""
    behind = [token.text for token in tokens[place + 1 : place + 3]]
    there = behind[:1] in (["里"], ["中"], ["上"], ["里面"]) and behind[1:] == ["有"]
    return there and any(token.word.noun for token in tokens[place + 3 :])


def _speaks_about(tokens: list[Token]) -> bool:
    """In "the answer on rotating keys points nowhere" the topic is the answer, whatever that is."""
    start = next((place for place, token in enumerate(tokens[:_OPENING]) if token.has("determiner")), None)
    if start is None or start + 3 >= len(tokens):
        return False
    name, joint, behind = tokens[start + 1 : start + 4]
    unknown = not name.word.known or name.word.noun is Resource.CODE
    return unknown and joint.text in _ABOUT and is_verb(behind, Form.GERUND)


def _is_part_of_code(tokens: list[Token], start: int) -> bool:
    """In "the legacy flag in the CLI", "the build shows a warning", it is in the code."""
    for phrase in later_phrases(tokens, start)[:1]:
        if phrase.resource is Resource.CODE and phrase.joint in {"in", "of"}:
            return True
    return any(
        token.text in _DEFECTS and tokens[place - 1].has("determiner")
        for place, token in enumerate(tokens)
        if place
    )


def _lies_in_a_database(tokens: list[Token], start: int) -> bool:
    """In "stale customer docs in the live mongo" the docs are rows."""
    behind = later_phrases(tokens, start)
    return any(phrase.resource is Resource.DATABASE and phrase.joint in {"in", "from"} for phrase in behind)


def _holds_people(tokens: list[Token], start: int) -> bool:
    """In "alle Einträge in der Tabelle patienten" the rows are theirs."""
    behind = later_phrases(tokens, start)[:1]
    return any(phrase.resource is Resource.CUSTOMER_DATA and phrase.joint in _ROWS_OF for phrase in behind)


def _says_whence(tokens: list[Token], place: int) -> bool:
    """In "it is all rubbish from the old importer" nothing but where it came from is named."""
    return any(token.text in _WHENCE for token in tokens[max(0, place - 3) : place])
