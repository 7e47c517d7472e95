"""Turns of phrase that ask for something without a verb that says so: "green light for 5.2", "let him in"."""

from collections.abc import Iterator

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words as table_of_words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Modality
from domain.risk.reading.heads.head import SWALLOWING, Asks, Head
from domain.risk.reading.heads.leads import behind_courtesy
from domain.risk.reading.heads.turns import BY_FIRST, NUMBER, ORDER, matches
from domain.risk.reading.negation import is_negated
from domain.risk.reading.tokens import Token, helps, is_verb

_GETTING = frozenset({"get", "make", "close", "keep", "put", "have"})
_ELIDED = frozenset({"l", "d", "qu", "s", "n", "j", "m", "t", "c", "jusqu", "lorsqu", "puisqu", "aujourd"})
_ARTICLES = frozenset({"d", "du", "l", "un", "une", "le", "la", "les", "des"})
"""Behind them a French verb is a noun: "le cabinet d'audit"."""
_ENCLITIC = frozenset(
    {"le", "la", "les", "lui", "leur", "moi", "nous", "en", "ils", "elles", "vous", "tu", "on"}
)
_WORKING = SWALLOWING | {VerbClass.FIX, VerbClass.CREATE, VerbClass.CHANGE}
_REQUESTS = frozenset({"can", "could", "would", "will", "may", "might"})
_POSSIBLE = frozenset({"possible", "chance"})
_OPENING = 5
"""Words in which a question says that it asks for something."""
_CONDITIONS = table_of_words(
    """
    if whether while because why how when whenever usually normally always every
    """
)
_TELLING = frozenset({Asks.SECRET, Asks.VALUE})
"""A question may ask for these."""


def idioms_in(clause: Clause, start: int) -> list[Head]:
    """A head for each kind of thing that a turn of phrase in the clause asks for."""
    words, owners = _words(clause.tokens)
    nouns = _nouns(clause.tokens, owners)
    present = {*words, *nouns}
    found: dict[Asks, int] = {}
    for place, word in enumerate(words):
        for first in _seen_as(word, nouns[place], opens=place == 0):
            for idiom in BY_FIRST[first].that_may_fit(present) if first in BY_FIRST else ():
                fits = idiom.asks not in found and not (idiom.anchored and owners[place] > start)
                if fits and matches(idiom.parts, 0, words, nouns, place):
                    found[idiom.asks] = place
    in_order = sorted(found, key=lambda asks: (found[asks], ORDER[asks]))
    heads = (_head(clause, start, owners[found[asks]], asks) for asks in in_order)
    return [head for head in heads if head]


def _seen_as(word: str, noun: str, *, opens: bool) -> Iterator[str]:
    """What the first part of a turn may call it."""
    yield word
    if word[0].isdigit() or (word[0] == "v" and word[1:2].isdigit()):
        yield NUMBER
    if opens:
        yield "_"
    if noun:
        yield noun


def _words(tokens: list[Token]) -> tuple[list[str], list[int]]:
    """The words of all tokens, those written as one joined again, and the token that each is from."""
    words: list[str] = []
    owners: list[int] = []
    for place, token in enumerate(tokens):
        if token.glued and words and not token.punctuation and not _is_elided(tokens, place):
            words[-1] += ("_" if token.snake else "-") + token.text
            continue
        for word in (token.text or token.punctuation or '"').split():
            words.append(word)
            owners.append(place)
    return words, owners


def _is_elided(tokens: list[Token], place: int) -> bool:
    """In "qu'ils", "l'accès", "effacez-le": two words, written as one in French."""
    return tokens[place - 1].text in _ELIDED or tokens[place].text in _ENCLITIC


def _nouns(tokens: list[Token], owners: list[int]) -> list[str]:
    """The class of the noun that each word is the last part of, as it is written in a turn."""
    ends: dict[int, str] = {}
    owner = 0
    for place, token in enumerate(tokens):
        owner = owner if token.glued else place
        if token.word.noun:
            ends[owner] = f"<{token.word.noun.value}>"
    return [ends.get(owner, "") for owner in owners]


def _head(clause: Clause, start: int, place: int, asks: Asks) -> Head | None:
    tokens = clause.tokens
    if clause.question and not _begs(tokens) and asks not in _TELLING:
        return None
    if _is_spoken_of(tokens, min(start, place), place) and not (asks is Asks.SECRET and _is_easiest(tokens)):
        return None
    negated = is_negated(tokens, place) and not tokens[place].has("negation")
    return Head(place, Modality.NEGATED if negated else Modality.ASKED, asks=asks)


def _begs(tokens: list[Token]) -> bool:
    """The question is a request: "could it be on staging?", "is it possible to have it live?"."""
    return tokens[0].text in _REQUESTS or any(token.text in _POSSIBLE for token in tokens[:_OPENING])


def _is_spoken_of(tokens: list[Token], start: int, place: int) -> bool:
    """It is only written or read about, or a condition: "write a page on how to take a node out"."""
    for here in range(max(start, behind_courtesy(tokens)), place):
        token = tokens[here]
        if token.text in _CONDITIONS:
            return True
        named = bool(token.word.noun or token.word.nominal) and here > start
        named = named or (here > start and tokens[here - 1].text in _ARTICLES)
        if _works(token) and not named and not _says_what_is(tokens[here + 1]):
            return True
    return False


def _is_easiest(tokens: list[Token]) -> bool:
    """In "the quickest is if you show him": the condition is the order."""
    return any(
        before.has("auxiliary") and token.text == "if" and following.text in {"you", "we", "somebody"}
        for before, token, following in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _works(token: Token) -> bool:
    """A verb of work on text or code; to "get" something is none."""
    working = token.word.verb in _WORKING and token.text not in _GETTING
    return is_verb(token, Form.BASE) and working and not helps(token)


def _says_what_is(token: Token) -> bool:
    """Then the word before was its subject: "search needs bigger machines"."""
    return token.has("finite", "auxiliary", "modal") and not token.has("conjunction")
