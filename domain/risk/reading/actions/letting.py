"""Letting somebody have or see something: "let the new colleague have the private key"."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.nouns import NounPhrase
from domain.risk.reading.phrases import later_phrases, noun_phrase
from domain.risk.reading.tokens import Token

_LETS = words(
    """
    let allow permit enable authorise authorize lass lasse lassen laisse laisser laissez deja dejar
    """
)
_GETS = words(
    """
    have get see view read know use borrow copy take keep peek look browse consult inspect download
    haben sehen lesen kennen nutzen benutzen voir avoir lire consulter utiliser connaitre ver tener leer usar
    """
)
_THEIR = frozenset({"their", "ihre", "ihren", "leurs", "leur", "sus"})
_NO_PERSON = frozenset({Resource.CODE, Resource.SERVICE})
_LOOKED_AT = frozenset({"at", "into", "in", "of", "auf"})
_REACH = 8
"""Words in which it is said what somebody is let do."""


def let_have(scene: Scene) -> Action | None:
    """A secret, or what is stored of customers, that somebody is let see; not what a program is let do."""
    if scene.token.text not in _LETS and scene.lemma not in _LETS:
        return None
    tokens = scene.clause.tokens
    start = scene.head.place + 1
    if _may_change_their_own(scene, tokens[start:]):
        return EDITS
    near = range(start, min(len(tokens), start + _REACH))
    gets = next((n for n in near if not _GETS.isdisjoint(tokens[n].text.split())), None)
    if gets is None or gets == start:
        return None
    who = noun_phrase(tokens[:gets], start)
    got = [noun_phrase(tokens, gets + 1), *later_phrases(tokens, gets + 1)]
    got = [phrase for phrase in got if not phrase.joint or phrase.joint in _LOOKED_AT]
    if any(phrase.resource is Resource.CODE for phrase in got):
        return EDITS if scene.named.anywhere is Environment.UNKNOWN else None
    if who.resource in _NO_PERSON or scene.in_code:
        return None
    return _given_away(who, got)


def _may_change_their_own(scene: Scene, behind: list[Token]) -> bool:
    """In "let customers change their address" a feature is asked for."""
    own = scene.phrase.resource is Resource.CUSTOMER_DATA and any(token.text in _THEIR for token in behind)
    guarded = any(token.word.noun in (Resource.SECRET, Resource.NETWORK) for token in behind)
    return own and not guarded and scene.named.anywhere is Environment.UNKNOWN


def _given_away(who: NounPhrase, got: list[NounPhrase]) -> Action | None:
    """What is their own, customers may see."""
    found = {phrase.resource for phrase in got if not (phrase.theirs or phrase.made_up)}
    if Resource.SECRET in found:
        return Action(Operation.REVEAL, Resource.SECRET)
    if Resource.CUSTOMER_DATA in found and who.resource is not Resource.CUSTOMER_DATA:
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA)
    return None
