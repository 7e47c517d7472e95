"""What a clause asks for without a verb that says so: access, a release, a secret, a removal."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, WITHIN, Action, before_verb, is_within
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import Mentions, audience, most_dangerous, whole_places
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import Asks, Head
from domain.risk.reading.phrases import later_phrases
from domain.risk.reading.tokens import Token

_ALWAYS = {
    Asks.ACCESS: Action(Operation.GRANT, Resource.PERMISSION),
    Asks.SECRET: Action(Operation.REVEAL, Resource.SECRET),
    Asks.ROTATION: Action(Operation.ROTATE, Resource.SECRET),
    Asks.TRAFFIC: Action(Operation.MODIFY, Resource.NETWORK),
    Asks.MACHINE: Action(Operation.CREATE, Resource.INFRASTRUCTURE),
    Asks.ERASURE: Action(Operation.DELETE, Resource.CUSTOMER_DATA),
    Asks.OVERWRITE: Action(Operation.OVERWRITE, Resource.DATABASE),
    Asks.MIGRATION: Action(Operation.MIGRATE, Resource.DATABASE),
    Asks.MERGE: Action(Operation.MERGE, Resource.MAIN_BRANCH),
    Asks.IMPORT: Action(Operation.IMPORT, Resource.DATA),
    Asks.SWITCH: Action(Operation.OPERATE, Resource.SERVICE),
    Asks.UPGRADE: Action(Operation.MODIFY, Resource.INFRASTRUCTURE),
}
_ON_CODE = frozenset({Asks.ACCESS, Asks.TRAFFIC, Asks.MIGRATION, Asks.OVERWRITE, Asks.IMPORT})
"""Of these, what is done within code is only work on code."""
_INSIDE = WITHIN - {"", "to"}
_TO_EVERYONE = words(
    """
    canary 100% 100 accounts traffic phone phones device devices handsets tablets terminals tills fleet
    用户 客户 顾客 玩家 会员 大家 读者 乘客 家长 商家
    clientes usuarios usuarias socios abonados lectores jugadores visitantes publico
    wild customers customer users user clients subscribers shoppers everybody everyone
    public
    """
)
_THEM = {("to", "them"), ("for", "them")}
_SHEDDABLE = frozenset(
    {
        Resource.CUSTOMER_DATA,
        Resource.DATABASE,
        Resource.INFRASTRUCTURE,
        Resource.SECRET,
        Resource.PERMISSION,
        Resource.NETWORK,
    }
)
"""What is gone for good when somebody takes "we no longer need it" as an order."""
_KNOWN_DATA = (Resource.CUSTOMER_DATA, Resource.DATABASE)
_RUNNING = (Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.SERVICE)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for, and ``resource``: the heaviest thing that its clause names."""

    tokens: list[Token]
    asks: Asks | None
    named: Mentions
    resource: Resource


def asked_action(clause: Clause, head: Head, named: Mentions) -> Action:
    """What ``head``, which has no verb, would do."""
    wish = _Wish(clause.tokens, head.asks, named, _resource_of(clause.tokens))
    if wish.resource is Resource.CODE and head.asks in _ON_CODE and _in_code(clause.tokens):
        return EDITS
    if head.asks in _ALWAYS:
        return _ALWAYS[head.asks]
    return _BY_RESOURCE[head.asks](wish) if head.asks in _BY_RESOURCE else EDITS


def _resource_of(tokens: list[Token]) -> Resource:
    """The heaviest thing that is named; code where it is something in the working copy."""
    return Resource.CODE if _in_code(tokens) else before_verb(tokens, len(tokens)).resource


def _in_code(tokens: list[Token]) -> bool:
    return any(phrase.joint in _INSIDE and is_within(tokens, phrase) for phrase in later_phrases(tokens, 0))


def _spoken_of(wish: _Wish) -> Action:
    known = wish.resource not in (Resource.CODE, Resource.UNKNOWN)
    if wish.asks is Asks.PROCEED and not known:
        return Action(Operation.RUN, refers=True)
    return Action(Operation.UNKNOWN, wish.resource if known else Resource.UNKNOWN, refers=not known)


def _release(wish: _Wish) -> Action:
    seen_by = most_dangerous(audience(wish.tokens), wish.named.anywhere)
    texts = [token.text for token in wish.tokens]
    if (
        whole_places(wish.tokens)
        or any(text in _TO_EVERYONE for text in texts)
        or _THEM & set(pairwise(texts))
    ):
        seen_by = Environment.PRODUCTION
    return Action(Operation.DEPLOY, Resource.SERVICE, environment=seen_by)


def _value(wish: _Wish) -> Action:
    secret = any(token.word.noun is Resource.SECRET for token in wish.tokens)
    return Action(Operation.REVEAL, Resource.SECRET) if secret else Action(Operation.READ)


def _taken_home(wish: _Wish) -> Action:
    return Action(Operation.EXPORT if wish.resource in _KNOWN_DATA else Operation.EDIT, wish.resource)


def _export(wish: _Wish) -> Action:
    known = wish.resource in _KNOWN_DATA
    return Action(Operation.EXPORT, wish.resource if known else Resource.CUSTOMER_DATA)


def _capacity(wish: _Wish) -> Action:
    return EDITS if wish.resource is Resource.CODE else Action(Operation.SCALE, wish.resource)


def _restart(wish: _Wish) -> Action:
    running = wish.resource in _RUNNING
    return Action(Operation.OPERATE, wish.resource if running else Resource.UNKNOWN, refers=not running)


def _removal(wish: _Wish) -> Action:
    if wish.resource is Resource.CODE or (wish.asks is Asks.SHED and _is_code(wish.tokens)):
        return EDITS
    production = wish.named.anywhere is Environment.PRODUCTION
    if wish.asks is Asks.SHED and wish.resource not in _SHEDDABLE and not production:
        return Action(Operation.EDIT, wish.resource)
    return Action(Operation.DELETE, wish.resource, refers=wish.resource is Resource.UNKNOWN)


def _is_code(tokens: list[Token]) -> bool:
    """In "we no longer need the test of the payments" the first name counts."""
    return next((token.word.noun for token in tokens if token.word.noun), None) is Resource.CODE


_BY_RESOURCE: dict[Asks, Callable[[_Wish], Action]] = {
    Asks.PROCEED: _spoken_of,
    Asks.TOUCH: _spoken_of,
    Asks.RENEWAL: _spoken_of,
    Asks.RELEASE: _release,
    Asks.VALUE: _value,
    Asks.HOME: _taken_home,
    Asks.EXPORT: _export,
    Asks.CAPACITY: _capacity,
    Asks.RESTART: _restart,
    Asks.REMOVAL: _removal,
    Asks.SHED: _removal,
}
