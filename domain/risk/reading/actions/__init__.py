"""What a verb and its object amount to: the operation and the resource."""

from collections.abc import Callable
from dataclasses import replace

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.reading.actions.accounts import account_opened
from domain.risk.reading.actions.asked import asked_action
from domain.risk.reading.actions.behaviour import behaves
from domain.risk.reading.actions.carrying import resolve_transport
from domain.risk.reading.actions.caution import takes_up, touches_what_runs
from domain.risk.reading.actions.changing import resolve_change
from domain.risk.reading.actions.creating import resolve_create
from domain.risk.reading.actions.destroying import resolve_delete, resolve_rotate
from domain.risk.reading.actions.giving import resolve_give, resolve_grant
from domain.risk.reading.actions.importing import resolve_import
from domain.risk.reading.actions.letting import let_have
from domain.risk.reading.actions.merging import resolve_merge
from domain.risk.reading.actions.opening import resolve_open
from domain.risk.reading.actions.operating import resolve_plain
from domain.risk.reading.actions.particles import phrasal_class
from domain.risk.reading.actions.releasing import means_live, resolve_deploy
from domain.risk.reading.actions.repairing import resolve_fix
from domain.risk.reading.actions.running import resolve_run
from domain.risk.reading.actions.scene import EDITS, Action, Scene, before_verb, object_of
from domain.risk.reading.actions.schemas import names_a_schema
from domain.risk.reading.actions.sending import resolve_transfer
from domain.risk.reading.actions.telling import resolve_read
from domain.risk.reading.actions.wording import rewords
from domain.risk.reading.actions.writing import resolve_write
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import Mentions, mentions
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import Head
from domain.risk.reading.nouns import NounPhrase
from domain.risk.reading.phrases import WEIGHT, later_phrases, noun_phrase
from domain.risk.reading.tokens import Token, is_infinitive, is_verb

_AWAY = frozenset({"weg", "raus", "platt"})
"""Particles that make a German verb one of deletion ("hau ... weg")."""
_KEYS = frozenset({"key", "keys"})
_INTO = frozenset({"in", "into", "to", "onto", "on", "dans", "en", "a", "nach", "到"})
_AT = _INTO | {"through", "at", "from", "of", "on", "behind", "past", "around"}
_WITHIN = frozenset({"in", "inside", "within"})
_RUNNING = frozenset({Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.SERVICE})
_GUARDED = frozenset({Resource.SECRET, Resource.PERMISSION, Resource.NETWORK})
_GENITIVES = frozenset(
    {"der", "des", "aller", "samtlicher", "unserer", "unseres", "ihrer", "seiner", "dieser"}
)
_TAIL = 2
"""A German verb at the end, and an auxiliary behind it."""
_BEGINS_AWAY = ("weg", "platt", "raus", "leer", "fort", "kaputt")
"""As "wegputzen", which stands in no list."""
_RESOLVERS: dict[VerbClass, Callable[[Scene, VerbClass], Action]] = {
    VerbClass.READ: resolve_read,
    VerbClass.WRITE: resolve_write,
    VerbClass.FIX: resolve_fix,
    VerbClass.CHANGE: resolve_change,
    VerbClass.CREATE: resolve_create,
    VerbClass.PROVISION: resolve_create,
    VerbClass.DELETE: resolve_delete,
    VerbClass.REMOVE: resolve_delete,
    VerbClass.DEPLOY: resolve_deploy,
    VerbClass.ROTATE: resolve_rotate,
    VerbClass.GRANT: resolve_grant,
    VerbClass.GIVE: resolve_give,
    VerbClass.OPEN: resolve_open,
    VerbClass.TRANSFER: resolve_transfer,
    VerbClass.IMPORT: resolve_import,
    VerbClass.MERGE: resolve_merge,
    VerbClass.RUN: resolve_run,
    VerbClass.TRANSPORT: resolve_transport,
}


def _nominal(clause: Clause, head: Head, token: Token) -> Action:
    """In "a rollout to production", "deletion of all customers", "prod deploy"."""
    operation = token.word.nominal or Operation.UNKNOWN
    tokens = clause.tokens
    beside = [before_verb(tokens, head.place), *later_phrases(tokens, head.place + 1)]
    if tokens[head.place + 1 : head.place + 2] and tokens[head.place + 1].text in _GENITIVES:
        beside.append(noun_phrase(tokens, head.place + 1))
    resource = max(
        (phrase.resource for phrase in beside), key=lambda item: WEIGHT[item], default=Resource.UNKNOWN
    )
    if operation is Operation.MIGRATE and resource is Resource.UNKNOWN and names_a_schema(tokens):
        resource = Resource.DATABASE
    if operation is Operation.ROTATE and any(item.text in _KEYS for item in tokens[head.place + 1 :]):
        return Action(operation, Resource.SECRET)
    if means_live(token.text) and mentions(tokens).anywhere is Environment.UNKNOWN:
        return Action(operation, resource, environment=Environment.PRODUCTION)
    if resource is Resource.CODE:
        return Action(Operation.EDIT, resource) if beside[0].resource is Resource.CODE else Action(operation)
    return Action(operation, resource)


def _other_word(clause: Clause, head: Head, named: Mentions) -> Action:
    """In "gone" is a wish to delete; any other word that stands like a verb is unknown."""
    tokens = clause.tokens
    if head.passive and not head.unknown:
        return _gone(tokens, head, named)
    phrase = before_verb(tokens, head.place) if head.passive else noun_phrase(tokens, head.place + 1)
    away = tokens[head.place].text.startswith(_BEGINS_AWAY)
    away = away or (tokens[-1].text == "ab" and phrase.resource in _RUNNING)
    if away or any(token.text in _AWAY for token in tokens[head.place + 1 :]):
        return Action(Operation.DELETE, phrase.resource)
    if goes := _goes_into(tokens, head, phrase.resource):
        return goes
    vague = phrase.resource is Resource.UNKNOWN and not head.passive
    if guard := _into_a_guard(tokens, phrase.end) if vague else None:
        return Action(Operation.UNKNOWN, guard)
    harmless = phrase.resource not in _GUARDED and named.anywhere is Environment.UNKNOWN
    if phrase.resource is Resource.CODE or (harmless and _in_code(tokens, head)):
        return EDITS
    return Action(Operation.UNKNOWN, phrase.resource, refers=phrase.pronoun)


def _gone(tokens: list[Token], head: Head, named: Mentions) -> Action:
    subject = before_verb(tokens, head.place)
    if subject.resource is Resource.CODE and named.anywhere is Environment.UNKNOWN:
        return EDITS
    refers = subject.pronoun and subject.resource is Resource.UNKNOWN
    return Action(Operation.DELETE, subject.resource, refers)


def _goes_into(tokens: list[Token], head: Head, resource: Resource) -> Action | None:
    """Whatever the verb is: a branch that goes into main is merged, data that go into a store are loaded."""
    goals = [phrase for phrase in later_phrases(tokens, head.place + 1) if phrase.joint in _INTO]
    for goal in goals:
        if goal.resource in (Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH):
            return Action(Operation.MERGE, goal.resource)
        if goal.resource is Resource.DATABASE and resource is Resource.DATA:
            return Action(Operation.IMPORT, goal.resource)
    return None


def _into_a_guard(tokens: list[Token], start: int) -> Resource | None:
    """In "poke a hole in the firewall": whatever that is, it is done to what keeps others out."""
    behind = later_phrases(tokens, start)
    if any(phrase.resource is Resource.CODE for phrase in behind):
        return None
    guards = (phrase for phrase in behind if phrase.resource in _GUARDED and phrase.determined)
    return next((phrase.resource for phrase in guards if phrase.joint in _AT), None)


def _in_code(tokens: list[Token], head: Head) -> bool:
    behind = later_phrases(tokens, head.place + 1)
    return any(phrase.resource is Resource.CODE and phrase.joint in _WITHIN for phrase in behind)


def action_of(clause: Clause, head: Head, named: Mentions) -> Action:
    """What the head would do; never raises."""
    if head.asks:
        return asked_action(clause, head, named)
    action = _done(clause, head, named)
    return behaves(clause.tokens, head.place, action, named) or action


def _done(clause: Clause, head: Head, named: Mentions) -> Action:
    token = clause.tokens[head.place]
    if head.nominal:
        return _nominal(clause, head, token)
    if token.word.verb is None or (head.passive and token.word.verb is VerbClass.AID):
        return _other_word(clause, head, named)
    return _by_verb(clause, head, token.word.verb, named)


def _stands_last(clause: Clause, head: Head) -> bool:
    """A German infinitive or participle at the end: what it is done to, and where, stands in front."""
    token = clause.tokens[head.place]
    done = is_infinitive(token) or (is_verb(token, Form.PAST) and token.text.endswith("t"))
    return head.passive and done and len(clause.tokens) - head.place <= _TAIL


def _in_front(tokens: list[Token]) -> list[NounPhrase]:
    """The phrases behind prepositions, not the items of a list."""
    return [phrase for phrase in later_phrases(tokens, 0) if phrase.joint]


def _by_verb(clause: Clause, head: Head, verb: VerbClass, named: Mentions) -> Action:
    phrase, after = object_of(clause, head)
    beside = clause.tokens[: head.place] if _stands_last(clause, head) else None
    later = tuple(later_phrases(clause.tokens, after) if beside is None else _in_front(beside))
    scene = Scene(clause, head, clause.tokens[head.place], phrase, later, named)
    verb = phrasal_class(clause, head, verb)
    if rewords(scene, verb):
        return EDITS
    if settled := account_opened(scene, verb) or let_have(scene):
        return settled
    action = _RESOLVERS.get(verb, resolve_plain)(scene, verb)
    if action.resource is Resource.SECRET and action.operation is Operation.EXPORT:
        return Action(Operation.REVEAL, Resource.SECRET)
    action = touches_what_runs(scene, verb, action) or action
    return replace(action, touches=True) if takes_up(scene, verb, action) else action
