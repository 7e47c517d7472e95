"""From the tokens of a text to the facts of each clause, joined by what was spoken of before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.reading.actions import action_of
from domain.risk.reading.actions.scene import Action
from domain.risk.reading.clauses import Clause, split
from domain.risk.reading.code import command_facts, continues_command
from domain.risk.reading.commands.finding import command_at
from domain.risk.reading.environments import Mentions, mentions, most_dangerous
from domain.risk.reading.facts import (
    DANGER,
    HARMLESS,
    Environment,
    Fact,
    Modality,
    Operation,
    Resource,
)
from domain.risk.reading.headings import Heading
from domain.risk.reading.heads import find_heads
from domain.risk.reading.heads.head import Head
from domain.risk.reading.listing import Listing
from domain.risk.reading.own_machine import corrects_to_own_place, names_own_place
from domain.risk.reading.quotations import is_called
from domain.risk.reading.quoting import CALLS, is_grave, meant, names_something
from domain.risk.reading.rehearsal import heads_rehearsal, is_rehearsal
from domain.risk.reading.showing import shorten
from domain.risk.reading.tokens import Token, is_verb
from domain.risk.reading.topic import Topic

_STAYS_HARMLESS = frozenset({Operation.READ, Operation.EDIT, Operation.NONE})
_NOTHING_THAT_RUNS = frozenset({Resource.UNKNOWN, Resource.CODE, Resource.BRANCH})
_THERE = frozenset({"there", "dort", "alli", "la-bas", "那里"})
_NESTED = 2
"""How deep quotations in quotations are read."""
_AFTERTHOUGHT = 6
"""Tokens of a clause that may only add a place."""


def read_tokens(tokens: Sequence[Token], text: str, around: Environment, *, depth: int) -> list[Fact]:
    """The facts of every clause; ``around`` is where what is quoted is quoted, ``depth`` how deep."""
    by_clause = read_clauses(split(list(tokens), text), text, around, depth=depth)
    return list(chain.from_iterable(by_clause))


def read_clauses(
    clauses: Sequence[Clause], text: str, around: Environment = Environment.UNKNOWN, *, depth: int = 0
) -> list[list[Fact]]:
    """As :func:`read_tokens`, for tokens that are cut into clauses: the facts of each, which may be none."""
    named = [mentions(clause.tokens) for clause in clauses]
    by_sentence: dict[int, Environment] = {}
    for clause, mention in zip(clauses, named, strict=True):
        here = by_sentence.get(clause.sentence, Environment.UNKNOWN)
        by_sentence[clause.sentence] = most_dangerous(here, mention.anywhere)
    reader = _ClauseReader(text, by_sentence, around, depth)
    ends = [0]
    for clause, mention in zip(clauses, named, strict=True):
        reader.read(clause, mention)
        ends.append(len(reader.facts))
    return [reader.facts[first:end] for first, end in pairwise(ends)]


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
        self._topic = Topic(environment=around)
        self._listing = Listing(text)
        self._heading = Heading()
        self._negated = False
        self._rehearsed = False
        self._incomplete: list[tuple[int, int]] = []

    def read(self, clause: Clause, named: Mentions) -> None:
        if continues_command(
            clause, self._text, after=bool(self.facts) and "command" in self.facts[-1].notes
        ):
            return
        made = self._with_mood(clause, self._facts_of(clause, named))
        made += self._quoted(clause, made, named)
        if self._goes_on_telling(clause, made):
            made = [replace(fact, modality=Modality.DESCRIBED) for fact in made]
        made = self._listing.mean(clause, made)
        self._complete_from(made, clause)
        self._topic.remember(clause, made, named.anywhere)
        if all(fact.modality is Modality.DESCRIBED for fact in made):
            self._add_place(clause, named)
        self._heading.read(clause, self.facts, made, colon=self._is_heading(clause))
        self.facts += made

    def _is_heading(self, clause: Clause) -> bool:
        return self._text[clause.end : clause.end + 1] in {":", "："}

    def _goes_on_telling(self, clause: Clause, made: list[Fact]) -> bool:
        """In "a rule that finds DROP TABLE, DROP COLUMN and TRUNCATE" all three are spoken of."""
        if clause.first or not self.facts or self._topic.sentence != clause.sentence:
            return False
        before = self.facts[-1]
        spoken = "command" in before.notes and before.modality is Modality.DESCRIBED
        if not spoken or not made or any("command" not in fact.notes for fact in made):
            return False
        words = [token for token in clause.tokens if not token.has("conjunction")]
        return bool(words) and bool(command_at(words, 0, self._text, clause.end))

    def _facts_of(self, clause: Clause, named: Mentions) -> list[Fact]:
        shown = shorten(self._text[clause.start : clause.end])
        commands, lead = command_facts(clause, self._text, shown)
        if commands:
            made = [self._finish(fact, clause, refers=False) for fact in commands]
            return [*self._asked_in_front(clause, lead, named, shown), *made]
        return [self._from_head(clause, head, named, shown) for head in find_heads(clause)]

    def _asked_in_front(self, clause: Clause, lead: list[Token], named: Mentions, shown: str) -> list[Fact]:
        """In "delete all customers with psql -f x.sql" the command is only the means."""
        if len(lead) <= 1 or not any(is_verb(token, Form.BASE) for token in lead):
            return []
        made = [
            self._from_head(clause, head, named, shown) for head in find_heads(replace(clause, tokens=lead))
        ]
        return [fact for fact in made if fact.modality is Modality.ASKED and is_grave(fact)]

    def _with_mood(self, clause: Clause, made: list[Fact]) -> list[Fact]:
        """Negation goes on behind "or", a rehearsal behind a heading that says so."""
        several = sum("command" in fact.notes for fact in made) > 1
        dry = self._rehearsed or (not several and is_rehearsal(clause.tokens))
        self._rehearsed = self._is_heading(clause) and clause.first and heads_rehearsal(clause.tokens)
        if clause.alternative and self._negated:
            made = [replace(fact, modality=Modality.NEGATED) for fact in made]
        if dry:
            made = [_rehearsed(fact) for fact in made]
        self._negated = any(fact.modality is Modality.NEGATED for fact in made)
        return made

    def _from_head(self, clause: Clause, head: Head, named: Mentions, shown: str) -> Fact:
        action = action_of(clause, head, named)
        environment = action.environment if DANGER[action.environment] else _environment_for(action, named)
        fact = Fact(shown, action.operation, action.resource, environment, head.modality)
        if action.touches and (touched := self._topic.touch(fact, clause)):
            return self._finish(touched, clause, refers=False)
        return self._finish(fact, clause, refers=action.refers)

    def _finish(self, fact: Fact, clause: Clause, *, refers: bool) -> Fact:
        """Fill in what is only referred to."""
        if fact.modality is not Modality.ASKED or fact.operation in _STAYS_HARMLESS:
            return self._topic.fill_harmless(fact) if refers else fact
        if refers:
            filled = self._topic.fill(fact)
            if filled is None:
                self._incomplete.append((len(self.facts), clause.sentence))
            fact = filled or fact
        if fact.environment is Environment.UNKNOWN:
            there = refers or any(token.text in _THERE for token in clause.tokens)
            vague = fact.operation is Operation.UNKNOWN and fact.resource in _NOTHING_THAT_RUNS and not there
            environment, own = self._inherited(clause, refers=there, vague=vague)
            fact = replace(fact, environment=environment, inherited=not own)
        return fact

    def _inherited(self, clause: Clause, *, refers: bool, vague: bool) -> tuple[Environment, bool]:
        """The environment of the words around, and whether it is this clause's as good as its own.

        What is ``vague``, an unknown verb and nothing that runs, goes on in its own sentence only.
        """
        if self._around is not Environment.UNKNOWN:
            return self._around, True
        if self._topic.fronts(clause):
            return self._topic.environment, True
        here = self._by_sentence.get(clause.sentence, Environment.UNKNOWN)
        if DANGER[here] > DANGER[Environment.DEVELOPMENT]:
            return here, refers
        if self._topic.reaches(clause, refers=refers) and not vague:
            return self._topic.environment, refers
        return (here, True) if refers else (Environment.UNKNOWN, False)

    def _quoted(self, clause: Clause, made: list[Fact], named: Mentions) -> list[Fact]:
        """What quotations ask for, unless the clause only writes or reads about them."""
        quotations = [token.inner for token in clause.tokens if token.inner]
        if not quotations or self._depth >= _NESTED or any("command" in fact.notes for fact in made):
            return []
        places = [place for place, token in enumerate(clause.tokens) if token.inner]
        if all(names_something(clause.tokens, place) for place in places):
            return []
        inner: list[Fact] = []
        called = False
        fronted = self._topic.environment if self._topic.fronts(clause) else Environment.UNKNOWN
        around = most_dangerous(named.anywhere, fronted)
        for place, token in enumerate(clause.tokens):
            if token.inner:
                found = read_tokens(token.inner, self._text, around, depth=self._depth + 1)
                commands = bool(found) and all("command" in fact.notes for fact in found)
                called = called or (commands and is_called(clause.tokens, place))
                inner += meant(found, clause, place, made, commands=commands)
        if called:
            made[:] = [
                fact for fact in made if fact.resource is not Resource.UNKNOWN or fact.operation not in CALLS
            ]
        return inner

    def _complete_from(self, made: list[Fact], clause: Clause) -> None:
        """In "stop and delete the production database": the first verb shares the second one's object."""
        source = next((fact for fact in made if fact.resource is not Resource.UNKNOWN), None)
        if source is None:
            return
        for place, sentence in self._incomplete:
            if sentence == clause.sentence and place < len(self.facts):
                self.facts[place] = _completed(self.facts[place], source)
        self._incomplete.clear()

    def _add_place(self, clause: Clause, named: Mentions) -> None:
        """In "Restart the mail service. In production.", "reset the database, just on my laptop"."""
        if not self.facts or named.anywhere is Environment.UNKNOWN:
            return
        place = len(self.facts) - 1
        while place and self.facts[place].modality is Modality.DESCRIBED and self._is_beside(place):
            place -= 1
        last = self.facts[place]
        open_ = last.modality is Modality.ASKED and last.environment is Environment.UNKNOWN
        if not open_ or last.operation in HARMLESS:
            return
        shared = DANGER[named.anywhere] > DANGER[Environment.DEVELOPMENT]
        if shared and len(clause.tokens) <= _AFTERTHOUGHT:
            self.facts[place] = replace(last, environment=named.anywhere)
        elif names_own_place(clause.tokens) or (clause.first and corrects_to_own_place(clause.tokens)):
            self.facts[place] = replace(last, environment=named.anywhere, inherited=False)

    def _is_beside(self, place: int) -> bool:
        """The fact before was read in the same clause."""
        return self.facts[place].text == self.facts[place - 1].text


def _completed(fact: Fact, source: Fact) -> Fact:
    if fact.resource is not Resource.UNKNOWN or source.resource is Resource.CODE:
        return fact
    environment = most_dangerous(fact.environment, source.environment)
    return replace(fact, resource=source.resource, environment=environment)


def _environment_for(action: Action, named: Mentions) -> Environment:
    if action.operation in {Operation.DEPLOY, Operation.IMPORT} and named.target is not Environment.UNKNOWN:
        return named.target
    if action.operation is Operation.EXPORT and named.goal is Environment.DEVELOPMENT:
        return Environment.UNKNOWN
    return named.anywhere


def _rehearsed(fact: Fact) -> Fact:
    return replace(fact, modality=Modality.DRY_RUN) if fact.modality is Modality.ASKED else fact
