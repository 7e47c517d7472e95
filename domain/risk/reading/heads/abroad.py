"""Statements and orders of German, French and Spanish whose grammar is not that of English."""

from domain.risk.lexicon import regular_verbs
from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.conjugation import german_stem, split_particle
from domain.risk.lexicon.index import fold
from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, helps, is_verb

_HAVE = words("a ont ai avons avez avait avaient avais aura auront")
_PLUPERFECT = words("avait avaient hatte hatten habia habian had")
_BETWEEN = 3
"""Words between "a" and its participle: "a tous bien effacés"."""
_PARTICIPLE = (
    "e",
    "es",
    "ee",
    "ees",
    "i",
    "is",
    "ie",
    "ies",
    "it",
    "ite",
    "u",
    "us",
    "ue",
    "uit",
    "ert",
    "eint",
)
_WANTS = words("faut faudra faudrait doit doivent devra devront devrait besoin merci voudrais aimerais")


def tells_in_french(tokens: list[Token], start: int) -> bool:
    """In "la purge a effacé 300 dossiers" something has happened; nothing in it is asked for."""
    orders = is_verb(tokens[start], Form.BASE) and not tokens[start].has("determiner")
    if orders or any(token.text in _WANTS or token.has("modal") or helps(token) for token in tokens):
        return False
    told = next((n for n in range(start + 2, len(tokens)) if is_french_perfect(tokens, n)), start)
    return told > start and not any(token.has("subordinator", "question") for token in tokens[start:told])


def is_french_perfect(tokens: list[Token], place: int) -> bool:
    """The participle at ``place`` stands behind its "a": not English "a deleted user"."""
    token = tokens[place]
    if not is_verb(token, Form.PAST) or not token.text.endswith(_PARTICIPLE):
        return False
    for here in range(place - 1, max(0, place - 2 - _BETWEEN), -1):
        if tokens[here].text in _HAVE:
            return here > 0 and not tokens[here - 1].has("preposition") and not is_verb(tokens[here - 1])
        if tokens[here].punctuation or is_verb(tokens[here]):
            return False
    return False


def is_dealt_with(tokens: list[Token], place: int) -> bool:
    """In "la clé avait fuité", "... a fuité, le support l'a révoquée" what leaked at ``place`` is past."""
    behind = range(place, len(tokens))
    if any(tokens[here].text in _PLUPERFECT for here in behind):
        return True
    return any(is_verb(tokens[here], Form.PAST) and _is_done(tokens, here) for here in behind)


_DEALING = words("change revoque remplace renouvele regenere desactive retire invalide")
_WAS = words("a la l ete ont avons")


def _is_done(tokens: list[Token], place: int) -> bool:
    stem = tokens[place].text.removesuffix("s").removesuffix("e")
    dealt = tokens[place].text in _DEALING or stem in _DEALING or stem + "e" in _DEALING
    return dealt and tokens[place - 1].text in _WAS


def _plural_orders() -> frozenset[str]:
    """What a German verb is when several people are told: "löscht", "schaltet"."""
    found = set()
    for table in regular_verbs.GERMAN.values():
        for entry in table.split(","):
            particle, verb = split_particle(entry.strip())
            stem = german_stem(verb)
            if not particle:
                found.add(fold(stem + ("et" if stem.endswith(("t", "d")) else "t")))
    return frozenset(found)


_PLURAL_ORDERS = _plural_orders()


def is_plural_order(tokens: list[Token], start: int) -> bool:
    """In "löscht bitte alle Konten" the verb comes first and several people are told."""
    token, following = tokens[start], tokens[start + 1 : start + 2]
    if not is_verb(token, Form.THIRD) or token.text not in _PLURAL_ORDERS or not following:
        return False
    return following[0].has("determiner", "politeness", "pronoun", "negation", "preposition")
