"""What a verb is done to: where the noun phrase beside it begins and ends, and what it names."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.nouns import ROMANCE, NounPhrase, take
from domain.risk.reading.tokens import Token, is_han, is_verb

OF = words(
    """
    of de del du des d di von vom der zum zur aller unserer samtlicher dieser
    """
)
_KEEPS_ITS_NAME = frozenset({Resource.CODE, Resource.SECRET, Resource.PERMISSION, Resource.NETWORK})
_ALL = words(
    """
    everything all alles tout todo 一切
    """
) | {"all of it", "the lot", "the whole thing", "le tout"}
_NAMED = (Resource.DATABASE, Resource.INFRASTRUCTURE)
"""What names of its own are given to: "the namespaces demo-a to demo-f"."""
_REST = words(
    """
    rest others other remainder remaining leftovers ones
    """
)
_TRIALS = words(
    """
    prueba pruebas ejemplo demo demostracion mentira juguete test tests essai exemple demonstration
    """
)
"""What is only there "for" them."""
_MADE_UP_DATA = frozenset({"datos ficticios", "datos de prueba", "datos de ejemplo", "datos de demo"})
_STORES = frozenset({"base de datos", "bases de datos", "bd", "cola", "colas", "bucket", "base"})
_NAMED_AFTER = (Resource.SERVICE, Resource.INFRASTRUCTURE)
_NAMING = (Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATA)
_OF_PEOPLE = words("names surnames birthdays mails ages numbers signatures logins genders")
_PART_OF_NAMES = frozenset("()$#'")
_STOPS = frozenset({"subordinator", "question", "modal", "auxiliary", "negation", "argues"})
_BEGINS = frozenset({"determiner", "pronoun"})
_ENDS = _STOPS | _BEGINS
WEIGHT: dict[Resource, int] = {
    Resource.UNKNOWN: 0,
    Resource.CODE: 1,
    Resource.BRANCH: 2,
    Resource.SERVICE: 3,
    Resource.DATA: 4,
    Resource.MAIN_BRANCH: 5,
    Resource.DATABASE: 6,
    Resource.INFRASTRUCTURE: 7,
    Resource.PRODUCTION_BRANCH: 8,
    Resource.NETWORK: 9,
    Resource.PERMISSION: 10,
    Resource.CUSTOMER_DATA: 11,
    Resource.SECRET: 12,
}
"""Which of two resources of one phrase is the one that matters."""
_LONGEST = 14
"""Words of a phrase."""
_DEPTH = 3
"""How many "of" are followed."""


def noun_phrase(tokens: list[Token], start: int, depth: int = _DEPTH, *, joint: str = "") -> NounPhrase:
    """The phrase that begins at ``start``; of "X of Y" the one that matters. Looks at few words.

    ``joint``: the "of" in front, which may be an article as well ("du").
    """
    phrase = _simple(tokens, start, joint)
    place = phrase.end
    if depth and place < len(tokens) and not phrase.pronoun and not phrase.empty:
        of = tokens[place].text
        if of == "de" and _is_named_after(tokens, place, phrase):
            phrase.end = noun_phrase(tokens, place + 1, depth - 1).end
        elif of in OF and phrase.resource is Resource.CUSTOMER_DATA and _for_trials(tokens, place + 1):
            phrase.resource, phrase.end = Resource.DATA, place + 2
        elif _says_of_people(tokens, place, phrase):
            phrase.resource = Resource.CUSTOMER_DATA
            phrase.end = noun_phrase(tokens, place + 1, depth - 1).end
        elif of in OF and phrase.resource not in _KEEPS_ITS_NAME:
            other = noun_phrase(tokens, place + 1, depth - 1, joint=of)
            if tokens[place - 1].text == "order" and other.resource is Resource.CODE:
                phrase.resource = Resource.CODE
            _take_if_heavier(phrase, other)
        elif phrase.resource is not Resource.CODE and _joins_a_noun(tokens, place):
            _take_if_heavier(phrase, _simple(tokens, place + 1))
    return phrase


def _is_named_after(tokens: list[Token], joint: int, phrase: NounPhrase) -> bool:
    """In "el servidor de reservas", "le service de paiement" it says which; "de los clientes" whose."""
    start = joint + 1
    if start >= len(tokens) or tokens[start].has("determiner") or tokens[start].text in _TRIALS:
        return False
    if phrase.resource in _NAMED_AFTER:
        return noun_phrase(tokens, start, 0).resource in _NAMING
    if tokens[joint - 1].text in _MADE_UP_DATA:
        return noun_phrase(tokens, start, 0).resource is Resource.CUSTOMER_DATA
    return tokens[joint - 1].text in _STORES and noun_phrase(tokens, start, 0).resource is Resource.CODE


def _says_of_people(tokens: list[Token], joint: int, phrase: NounPhrase) -> bool:
    """In "names and phone numbers", "the birthdays of all members"."""
    named = phrase.resource in (Resource.CODE, Resource.UNKNOWN, Resource.DATA)
    if not named or tokens[joint - 1].text not in _OF_PEOPLE:
        return False
    joined = tokens[joint].text in OF or tokens[joint].has("conjunction")
    return joined and noun_phrase(tokens, joint + 1, 0).resource is Resource.CUSTOMER_DATA


def _for_trials(tokens: list[Token], start: int) -> bool:
    """In "los pedidos de prueba"."""
    return start < len(tokens) and tokens[start].text in _TRIALS


def _joins_a_noun(tokens: list[Token], place: int) -> bool:
    if not tokens[place].has("conjunction") or place + 1 >= len(tokens):
        return False
    return not is_verb(tokens[place + 1], Form.BASE)


def _take_if_heavier(phrase: NounPhrase, other: NounPhrase) -> None:
    unknown = phrase.resource is Resource.UNKNOWN
    if other.resource is Resource.CODE and phrase.resource in (Resource.DATABASE, Resource.DATA):
        phrase.resource = Resource.CODE
    elif WEIGHT[other.resource] > WEIGHT[phrase.resource] and (
        unknown or other.resource is not Resource.CODE
    ):
        phrase.resource = other.resource
    phrase.end = max(phrase.end, other.end)


def _simple(tokens: list[Token], start: int, joint: str = "") -> NounPhrase:
    phrase = NounPhrase(end=start, romance=joint in ROMANCE)
    place = start
    last = min(len(tokens), start + _LONGEST)
    while place < last:
        token = tokens[place]
        if token.inner:
            phrase.quoted = True
            phrase.empty = False
        elif _stops(tokens, place, phrase):
            break
        elif _continues_a_name(tokens, place, phrase):
            pass
        elif phrase.empty and token.has("pronoun") and not token.has("determiner"):
            phrase.pronoun, phrase.everything = True, token.text in _ALL
            place += 1
            break
        else:
            take(token, phrase)
        place += 1
    phrase.end = place
    if phrase.empty and place > start and tokens[place - 1].has("pronoun"):
        phrase.pronoun = True
        phrase.everything = tokens[place - 1].text in _ALL
    if phrase.empty and any(token.text in _ALL for token in tokens[start:place]):
        phrase.everything = True
    phrase.pronoun = phrase.pronoun or _is_the_rest(tokens, start, place)
    return phrase


def _is_the_rest(tokens: list[Token], start: int, end: int) -> bool:
    """In "bin the rest", "get rid of the other 38": of what was spoken of."""
    named = tokens[start:end]
    of = end < len(tokens) and tokens[end].text in OF
    if of or not named or not any(token.text in _REST for token in named):
        return False
    return all(
        token.text in _REST
        or token.has("determiner", "politeness")
        or token.text.isdigit()
        or token.punctuation == ","
        for token in named
    )


def _continues_a_name(tokens: list[Token], place: int, phrase: NounPhrase) -> bool:
    """In "the table newsletter_old" what the parts of the name mean does not make it anything else."""
    phrase.possessive = phrase.possessive or tokens[place].punctuation.startswith(("'", "’"))
    if phrase.resource not in _NAMED or tokens[place].word.noun is not Resource.CODE:
        return False
    labelled = any(token.word.noun is phrase.resource for token in tokens[place - 1 : place])
    return (
        labelled
        and not tokens[place].glued
        and tokens[place + 1 : place + 2] != []
        and tokens[place + 1].glued
    )


def _stops(tokens: list[Token], place: int, phrase: NounPhrase) -> bool:
    token = tokens[place]
    if token.punctuation:
        return token.punctuation not in _PART_OF_NAMES or (phrase.owned and token.punctuation == "(")
    roles = token.word.roles
    content = bool(token.word.noun or token.word.environment)
    if not content and is_verb(token, Form.BASE) and is_han(token):
        following = tokens[place + 1 : place + 2]
        return not (following and following[0].word.noun)
    if "preposition" in roles:
        return not (phrase.empty and "determiner" in roles)
    if content or "conjunction" in roles:
        return not content
    if phrase.empty:
        return not _STOPS.isdisjoint(roles) and _BEGINS.isdisjoint(roles)
    return not token.word.nominal and _ends_name(tokens, place)


def _ends_name(tokens: list[Token], place: int) -> bool:
    ends = not _ENDS.isdisjoint(tokens[place].word.roles)
    return ends or _ends_before_verb(tokens, place)


def _ends_before_verb(tokens: list[Token], place: int) -> bool:
    """A verb that goes on with an object of its own, or a form that cannot be part of a name."""
    token = tokens[place]
    if token.has("finite") or is_verb(token, Form.THIRD, Form.PAST, Form.GERUND):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return is_verb(token, Form.BASE) and following is not None and following.has("determiner", "pronoun")


def later_phrases(tokens: list[Token], start: int) -> list[NounPhrase]:
    """The phrases after prepositions from ``start`` on, up to a new verb or a relative clause."""
    found: list[NounPhrase] = []
    place = start
    while place < len(tokens) and not tokens[place].has("subordinator"):
        article = tokens[place].text == "a" and place > start and tokens[place - 1].has("negation")
        if (tokens[place].has("preposition") and not article) or tokens[place].punctuation:
            phrase = noun_phrase(tokens, place + 1)
            phrase.joint = "" if tokens[place].punctuation else tokens[place].text
            found.append(phrase)
            place = max(phrase.end, place + 1)
        elif found and place == found[-1].end and tokens[place].has("determiner") and not article:
            found.append(noun_phrase(tokens, place))
            place = max(found[-1].end, place + 1)
        else:
            place += 1
    return found
