"""Clauses without a verb that says what is: Chinese, headlines, words that stand like a verb."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment, Modality, Resource
from domain.risk.reading.heads.head import OUTSIDE, SPEAKERS, SWALLOWING, Asks, Head, asked_at, described
from domain.risk.reading.names import is_address
from domain.risk.reading.phrases import OF, noun_phrase
from domain.risk.reading.tokens import Token, helps, is_verb

_HABIT = words(
    """
    every each always usually normally often typically regularly sometimes used never
    """
)
_REQUESTED = frozenset({"requested", "ordered", "demanded", "commissioned", "instructed", "mandated"})
_MERELY = frozenset({"just", "only", "merely", "simply", "a"})
_GUARDS = frozenset({Resource.NETWORK, Resource.PERMISSION})
_POLITE = frozenset({"please", "pls", "plz", "bitte", "svp"})
_MORE = frozenset({"mehr", "weitere", "plus", "davantage", "mas", "更多"})
_FRENCH = frozenset({"le", "la", "les", "l", "un", "une", "mon", "ma", "notre", "cette", "ce"})
_SUBJECT = 2
"""Words of the shortest subject: an article and a noun."""
_ABOUT = frozenset({"sur", "about", "on", "uber", "zum", "zur", "concernant"})
_RELATIVES = frozenset({"die", "der", "das", "den", "dem", "denen", "deren", "dessen", "welche", "welcher"})
_THE = frozenset({"the", "our", "all", "every", "this", "that"})
_ARTICLES = frozenset({"the", "our", "this", "its"})
_RECORDS = words("log logs history queue queues rate rates count counts event events metrics statistics")
_WHEN = frozenset({"after", "before", "when", "while", "upon"})
_ANOTHER = frozenset({"new", "another", "additional", "second"})
_TO_SOMEBODY = frozenset({"para", "pour", "fur"})
_TERSE = 4
"""Words of a text that does not even say what it wants."""
_RUNNING = (Resource.INFRASTRUCTURE, Resource.SERVICE)
_SPANISH = words(
    """
    el la los las un una unos unas este esta ese esa mi tu su nuestro nuestra cada
    """
)
_ADJECTIVES = frozenset({"vacia", "vacias", "limpia", "activa", "completa", "sana"})
_IS_FOR = words(
    """
    to zum of for de about on beim
    """
)


def has_finite_verb(tokens: list[Token], start: int) -> bool:
    """It says what is, or what somebody does."""
    if tokens[start].text in SPEAKERS:
        if any(token.text in _HABIT for token in tokens):
            return True
        return not any(is_verb(token, Form.BASE) for token in tokens[start + 1 : start + 3])
    for place in range(start, len(tokens)):
        token = tokens[place]
        if place > start and _ends_main_clause(tokens, place):
            return False
        german_im = token.text == "im" and place > start
        if token.has("finite", "auxiliary") and not token.word.environment and not german_im:
            return True
        if is_verb(token, Form.PAST, Form.THIRD) and place > start and not token.word.noun:
            return not tokens[place - 1].has("determiner")
    return False


def _ends_main_clause(tokens: list[Token], place: int) -> bool:
    """A relative clause or parentheses: what they say is of no account."""
    token = tokens[place]
    relative = token.text in _RELATIVES and bool(tokens[place - 1].punctuation)
    return relative or token.has("subordinator") or token.punctuation == "("


def fragment(tokens: list[Token], start: int) -> list[Head]:
    """A verb at the end, the name of a doing, or a word that stands like a verb."""
    heads: list[Head] = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if _tells_in_spanish(tokens, place, start):
            return described(tokens, start)
        if _describes(tokens, place):
            continue
        acts = is_verb(token, Form.BASE, Form.GERUND) and not helps(token) and _acts(tokens, place, start)
        if acts and not _has_subject(tokens, place):
            at_end = place == len(tokens) - 1 or noun_phrase(tokens, place + 1).empty
            heads.append(Head(place, asked_at(tokens, place), passive=at_end and place > start))
            if token.word.verb in SWALLOWING:
                return heads
        elif token.word.nominal and not (_done_to_code(tokens, place) or _is_told_of(tokens, place)):
            heads.append(Head(place, asked_at(tokens, place), nominal=True))
    return heads or _without_verb(tokens, start)


def _describes(tokens: list[Token], place: int) -> bool:
    """In "una base de datos vacía" it is no order."""
    return place > 0 and tokens[place].text in _ADJECTIVES and tokens[place - 1].word.noun is not None


def _tells_in_spanish(tokens: list[Token], place: int, start: int) -> bool:
    """In "el dragón destruye el castillo" a subject stands before what would be an order in front."""
    token, following = tokens[place], tokens[place + 1 : place + 2]
    if place < start + 2 or tokens[start].text not in _SPANISH or not is_verb(token, Form.BASE):
        return False
    object_ = bool(following) and following[0].text in _SPANISH | {"a", "al"}
    return object_ and token.text.endswith(("a", "e")) and not token.word.noun and not helps(token)


def _has_subject(tokens: list[Token], place: int) -> bool:
    """In "le formulaire efface le champ" the French verb at ``place`` says what its subject does."""
    token = tokens[place]
    if place < _SUBJECT or not token.text.endswith("e") or not token.word.lemma.endswith("er"):
        return False
    before, article = tokens[place - 1], tokens[place - 2]
    bare = (
        before.punctuation or before.has("preposition", "pronoun", "politeness", "determiner") or before.inner
    )
    opens = place == _SUBJECT or bool(tokens[place - 3].punctuation)
    return article.text in _FRENCH and not bare and opens


def _is_told_of(tokens: list[Token], place: int) -> bool:
    """In "le chapitre sur les mises en production" a text tells of the doing at ``place``."""
    joint = place - 2 if place > 1 and tokens[place - 1].has("determiner") else place - 1
    about = joint > 0 and tokens[joint].text in _ABOUT
    return about and tokens[joint - 1].word.noun is Resource.CODE


def _done_to_code(tokens: list[Token], place: int) -> bool:
    """What the doing at ``place`` is done to, behind its "of", is part of the working copy."""
    of = tokens[place + 1 : place + 2]
    if of and of[0].text in OF:
        if any(tokens[at].word.environment in OUTSIDE for at in range(place + 2, len(tokens))):
            return False
        return noun_phrase(tokens, place + 2).resource is Resource.CODE
    return noun_phrase(tokens, place, depth=0).resource is Resource.CODE


def plays_down(tokens: list[Token], start: int) -> list[Head]:
    """In "it is just a tiny deploy to staging": what it says it is, is what is to be done."""
    opens = [token.text for token in tokens[start : start + 2]]
    if opens[:1] not in (["it"], ["this"], ["its"], ["that"], ["thats"]) or len(tokens) < start + 4:
        return []
    if _MERELY.isdisjoint(token.text for token in tokens[start + 1 : start + 4]):
        return []
    named = (n for n in range(start + 2, min(len(tokens), start + 8)) if tokens[n].word.nominal)
    return [Head(place, asked_at(tokens, place), nominal=True) for place in named]


def is_requested(tokens: list[Token], start: int) -> list[Head]:
    """In "erasure of all accounts is hereby requested" the doing is named, and then asked for."""
    asked = next((n for n in range(start + 2, len(tokens)) if tokens[n].text in _REQUESTED), None)
    if asked is None or not any(token.text in {"is", "are"} for token in tokens[asked - 2 : asked]):
        return []
    if any(token.text == "by" for token in tokens[asked:]):
        return []
    for place in range(start, asked):
        if tokens[place].has("preposition", "negation"):
            return []
        if tokens[place].word.nominal:
            return [Head(place, asked_at(tokens, asked), nominal=True)]
    return []


def is_only_a_place(tokens: list[Token]) -> bool:
    """An environment's name and nothing else that matters, as behind the arrow in "3.2 -> prod"."""
    shared = any(token.word.environment in OUTSIDE for token in tokens)
    others = (token for token in tokens if not token.word.environment)
    return shared and all(token.punctuation or token.has("politeness", "determiner") for token in others)


def _without_verb(tokens: list[Token], start: int) -> list[Head]:
    if asks := _asks_by_naming(tokens, start):
        return [Head(start, Modality.ASKED, asks=asks)]
    if _goes_somewhere(tokens, start):
        return [Head(start, Modality.ASKED, unknown=True)]
    if _stands_like_a_verb(tokens, start) or _is_terse(tokens, start):
        return [Head(start, asked_at(tokens, start), unknown=True)]
    return []


def _asks_by_naming(tokens: list[Token], start: int) -> Asks | None:
    """What is named is what is wanted: "two more pods", "new VM for the lab", "the db password please"."""
    more = next((n for n in range(start, min(len(tokens), start + 4)) if tokens[n].text in _MORE), None)
    around = () if more is None else (noun_phrase(tokens, more + 1), noun_phrase(tokens[:more], start))
    if any(phrase.resource in _RUNNING for phrase in around):
        return Asks.CAPACITY
    if tokens[start].text in _ANOTHER and noun_phrase(tokens, start).resource is Resource.INFRASTRUCTURE:
        return Asks.MACHINE
    if _right_for_somebody(tokens, start):
        return Asks.ACCESS
    if _begs_for_secret(tokens, start):
        return Asks.SECRET
    return Asks.TOUCH if _names_a_guard(tokens, start) or _names_addresses(tokens) else None


def _right_for_somebody(tokens: list[Token], start: int) -> bool:
    """In "acceso a prod para Ana", "admin para Juan"."""
    if len(tokens) - start > _TERSE + 2 or len(tokens) < start + 3 or tokens[-2].text not in _TO_SOMEBODY:
        return False
    return noun_phrase(tokens, start).resource is Resource.PERMISSION and _is_unknown_word(tokens[-1])


def _is_terse(tokens: list[Token], start: int) -> bool:
    """In "OK for prod", "prod upgrade" few words say that something becomes of production."""
    said = [token for token in tokens if not token.punctuation]
    if len(said) > _TERSE or len(said) == 1 or any(token.has("question", "negation") for token in said):
        return False
    if any(token.word.noun or token.path or token.call for token in said[start:]):
        return False
    if not any(token.text.isalpha() and not token.word.environment for token in said):
        return False
    return mentions(tokens).anywhere is Environment.PRODUCTION


def _begs_for_secret(tokens: list[Token], start: int) -> bool:
    """In "the password for the database, please", "the prod db password"."""
    phrase = noun_phrase(tokens, start)
    if phrase.resource is not Resource.SECRET:
        return False
    shared = mentions(tokens).anywhere in OUTSIDE
    if shared and phrase.end < len(tokens) and tokens[phrase.end].has("preposition"):
        return True
    whole = phrase.end == len(tokens) and (phrase.determined or shared)
    return whole or any(token.text in _POLITE for token in tokens)


def _names_a_guard(tokens: list[Token], start: int) -> bool:
    """In "8443 in the firewall for Ben please": a courtesy, and what keeps others out."""
    begged = any(token.text in _POLITE for token in tokens)
    begged = begged and not any(token.word.noun is Resource.CODE for token in tokens)
    return begged and any(token.word.noun in _GUARDS for token in tokens[start:] if not token.call)


def _names_addresses(tokens: list[Token]) -> bool:
    """Nothing but an address, as behind the arrow in "api.example.org -> 192.0.2.10"."""
    return len(tokens) == 1 and is_address(tokens[0].text)


def _goes_somewhere(tokens: list[Token], start: int) -> bool:
    """An unknown word first, and an environment to which it leads."""
    return _is_unknown_word(tokens[start]) and mentions(tokens).target in OUTSIDE


def _is_unknown_word(token: Token) -> bool:
    return not (token.word.known or token.path or token.inner) and token.text.isalpha()


def _acts(tokens: list[Token], place: int, start: int) -> bool:
    """Not only a part of a name, nor what something is for ("a script to delete", "guide for deleting")."""
    token = tokens[place]
    if place > start and (_names_a_part(tokens, place) or _is_circumstance(tokens, place, start)):
        return False
    if token.word.noun or token.word.nominal:
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is None:
            return False
        return following.has("determiner", "pronoun") and not following.has("preposition")
    if place == start:
        return True
    text = place > 1 and tokens[place - 1].text == "pour" and tokens[place - 2].word.noun is Resource.CODE
    return tokens[place - 1].text not in _IS_FOR and not text


def _names_a_part(tokens: list[Token], place: int) -> bool:
    """In "the release looks fine", "in the firewall's deny log" it is a noun, or part of one."""
    if not is_verb(tokens[place], Form.BASE):
        return False
    before, following = tokens[place - 1], tokens[place + 1 : place + 2]
    recorded = bool(before.word.noun and following) and following[0].text in _RECORDS
    return before.text in _ARTICLES or (recorded and place + 2 == len(tokens))


def _is_circumstance(tokens: list[Token], place: int, start: int) -> bool:
    """In "users wait after typing their password", "for the summer mailing"."""
    if not is_verb(tokens[place], Form.GERUND):
        return False
    return tokens[place - 1].text in _WHEN or (tokens[start].text == "for" and place == len(tokens) - 1)


def _noun_that_orders(tokens: list[Token], start: int) -> bool:
    """In "hook the live shop up" a noun stands where only a verb can."""
    token, following = tokens[start], tokens[start + 1]
    named = token.word.noun is not None and not (token.path or token.has("preposition", "determiner"))
    return named and start == 0 and following.text in _THE


def _stands_like_a_verb(tokens: list[Token], start: int) -> bool:
    if tokens[start].call or start + 1 >= len(tokens):
        return False
    if not _is_unknown_word(tokens[start]) and not _noun_that_orders(tokens, start):
        return False
    if tokens[start + 1].glued:
        return False
    phrase = noun_phrase(tokens, start + 1)
    return phrase.determined or phrase.pronoun or phrase.owned or phrase.resource is not Resource.UNKNOWN
