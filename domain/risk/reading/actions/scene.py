"""A verb with what stands around it, and what it amounts to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.receivers import behind_receiver
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import Mentions
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import Head
from domain.risk.reading.nouns import NounPhrase
from domain.risk.reading.phrases import WEIGHT, noun_phrase
from domain.risk.reading.tokens import Token, is_han


@dataclass(frozen=True, slots=True)
class Action:
    """``refers``: the object is a pronoun or left out, so what was spoken of before counts."""

    operation: Operation
    resource: Resource = Resource.UNKNOWN
    refers: bool = False
    environment: Environment = Environment.UNKNOWN
    touches: bool = False
    """Its object is a pronoun, and what is done to it would matter if that were a secret or a guard."""


EDITS = Action(Operation.EDIT, Resource.CODE)
"""Work on the working copy."""
WITHIN = words(
    """
    to in into on onto at inside within of from im in zu zum zur dans du de en del a 在 从
    """
) | {""}


_SYSTEMS_OF_CODE = frozenset({"repo", "repos", "repository", "repositories", "wiki", "tracker"})
_EXCEPT = frozenset({"except", "besides", "ausser", "sauf", "excepto", "salvo"})
"""What stands behind them is left alone."""
_RECEIVERS = frozenset({"lui", "leur", "moi", "nous"})
"""In "coupe-lui ses accès"."""
_PARTICLES = frozenset({"out", "up", "down", "over", "away", "back", "off"})
_IN = frozenset({"en", "in", "im", "dans"})
_PLACING = frozenset({"a", "al", "en", "del", "desde", "hacia"})
_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas", "todos", "todas"})
_INSIDE = words(
    """
    里 里的 中 中的 上 上的 里面 里面的 内 内的 下 下的
    """
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A verb with what stands around it."""

    clause: Clause
    head: Head
    token: Token
    phrase: NounPhrase
    later: tuple[NounPhrase, ...]
    named: Mentions

    @property
    def lemma(self) -> str:
        return self.token.word.lemma

    @property
    def object(self) -> Resource:
        """What it is done to; Chinese verbs may hold it themselves ("删库", "换密码")."""
        if self.phrase.resource is Resource.UNKNOWN and not self.token.text.isascii():
            return self.token.word.noun or Resource.UNKNOWN
        return self.phrase.resource

    @property
    def refers(self) -> bool:
        return self.phrase.pronoun or (self.phrase.empty and not self.phrase.everything)

    def around(self, *resources: Resource) -> Resource | None:
        """The first of ``resources`` that the object or a later phrase names."""
        later = (phrase.resource for phrase in self.later if phrase.joint not in _EXCEPT)
        named = {self.object, *later}
        return next((resource for resource in resources if resource in named), None)

    @property
    def in_code(self) -> bool:
        """Something is done in a part of the working copy: "... to the upload view"."""
        if any(is_within(self.clause.tokens, phrase) for phrase in self.later):
            return True
        before = self.clause.tokens[: self.head.place]
        if before and before[0].text in _IN and noun_phrase(before, 1).resource is Resource.CODE:
            return True
        if before and not self.token.text.isascii() and before[-1].word.noun is Resource.CODE:
            return True
        return any(
            token.text in _INSIDE and code.word.noun is Resource.CODE for code, token in pairwise(before)
        )

    @property
    def clause_names_files(self) -> bool:
        """A path, or the call of a function: it is done in the working copy."""
        return any(token.path or token.call for token in self.clause.tokens)

    @property
    def receives(self) -> bool:
        """A secret stands behind the one who gets it ("mándale al consultor la clave")."""
        return any(phrase.resource is Resource.SECRET and not phrase.joint for phrase in self.later)

    @property
    def second(self) -> Resource:
        """What stands behind the first object ("give Bob the admin role")."""
        if self.phrase.end >= len(self.clause.tokens):
            return Resource.UNKNOWN
        return noun_phrase(self.clause.tokens, self.phrase.end).resource

    @property
    def told(self) -> Resource:
        """The other object of a verb with two, where the first one names nothing ("tell me the password")."""
        vague = self.phrase.pronoun or self.object is Resource.UNKNOWN
        return self.second if vague else Resource.UNKNOWN


def is_within(tokens: list[Token], phrase: NounPhrase) -> bool:
    """It says that something is part of the working copy; the owners of a repository are not."""
    if phrase.resource is not Resource.CODE or phrase.joint not in WITHIN:
        return False
    return not (phrase.joint == "of" and tokens[phrase.end - 1].text in _SYSTEMS_OF_CODE)


def first_of(scene: Scene, cases: Iterable[Callable[[Scene], Action | None]]) -> Action:
    """What the first case that applies makes of ``scene``; work on code where none does."""
    return next((action for case in cases if (action := case(scene))), EDITS)


def before_verb(tokens: list[Token], place: int) -> NounPhrase:
    """The heaviest phrase in front: the subject of a passive, the object of a verb that stands last."""
    best = NounPhrase(end=place)
    front = tokens[:place]
    at = max(0, place - 20)
    while at < place:
        phrase = noun_phrase(front, at)
        if _is_about(tokens, phrase):
            return phrase
        if WEIGHT[phrase.resource] > WEIGHT[best.resource] or (best.empty and not phrase.empty):
            best = phrase
        best.pronoun = best.pronoun or (phrase.pronoun and best.empty)
        at = max(phrase.end, at + 1)
    return best


def _is_about(tokens: list[Token], phrase: NounPhrase) -> bool:
    """In "the chapter about the VPN can go" it is the chapter that goes."""
    following = tokens[phrase.end : phrase.end + 1]
    text = phrase.resource is Resource.CODE and phrase.determined
    return text and bool(following) and following[0].text in {"about", "regarding", "concerning"}


def _ends_with_verb(tokens: list[Token], place: int) -> bool:
    """Nothing but adverbs behind: a language that puts its verb last."""
    return all(token.has("politeness", "negation", "particle", "auxiliary") for token in tokens[place + 1 :])


def _topic_of(tokens: list[Token], head: Head, phrase: NounPhrase) -> NounPhrase | None:
    """Chinese names in front what it speaks of ("防火墙加一条规则"), where the object says nothing to us."""
    if not head.place or phrase.resource is not Resource.UNKNOWN or tokens[head.place].text.isascii():
        return None
    before = before_verb(tokens, head.place)
    return None if before.empty or before.resource is Resource.UNKNOWN else before


def _has_particle(tokens: list[Token], start: int) -> bool:
    """In "swap out the secret" the object comes behind the verb's other half."""
    pair = tokens[start : start + 2]
    return len(pair) > 1 and pair[0].text in _PARTICLES and pair[1].has("determiner")


def _last_name(behind: list[Token]) -> Resource:
    """Chinese says first what something is like: in "删除三年没有登录的账号" the accounts stand last."""
    described = len(behind) > 1 and any(token.text == "的" for token in behind)
    return (behind[-1].word.noun if described else None) or Resource.UNKNOWN


def _behind_a_place(tokens: list[Token], start: int, phrase: NounPhrase) -> NounPhrase | None:
    """In "exporta a Excel los clientes", "borra de la base los pedidos" the object stands behind."""
    opens, end = tokens[start : start + 1], phrase.end
    if phrase.empty and start + 1 < len(tokens):
        end = noun_phrase(tokens, start + 1).end
    behind = tokens[end : end + 1]
    if not opens or opens[0].text not in _PLACING or not behind or behind[0].text not in _ARTICLES:
        return None
    found = noun_phrase(tokens, end)
    return None if found.resource is Resource.UNKNOWN else found


def _with_last_name(named: Resource, behind: list[Token]) -> Resource:
    """Also in "删除数据库里停用的账号", where a store is named before those who are in it."""
    last = _last_name(behind)
    people = named is Resource.DATABASE and last is Resource.CUSTOMER_DATA
    return last if people or named is Resource.UNKNOWN else named


def object_of(clause: Clause, head: Head) -> tuple[NounPhrase, int]:
    tokens = clause.tokens
    if not head.passive:
        glued = tokens[head.place + 1 : head.place + 2]
        receiver = bool(glued) and glued[0].glued and glued[0].text in _RECEIVERS
        start = behind_receiver(tokens, head.place, head.place + 1 + receiver)
        phrase = noun_phrase(tokens, start + _has_particle(tokens, start))
        if place_first := _behind_a_place(tokens, start, phrase):
            return place_first, phrase.end
        if is_han(tokens[head.place]):
            phrase.resource = _with_last_name(phrase.resource, tokens[start:])
        if not (phrase.empty and head.place and not phrase.pronoun):
            return _topic_of(tokens, head, phrase) or phrase, phrase.end
        if not _ends_with_verb(tokens, head.place):
            return phrase, phrase.end
        before = before_verb(tokens, head.place)
        return phrase if before.empty else before, phrase.end
    return before_verb(tokens, head.place), head.place + 1
