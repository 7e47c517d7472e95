"""Turns of phrase that ask for something without a verb that says so: "green light for 5.2", "let him in"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.idioms import GROUPS, IDIOMS
from domain.risk.lexicon.tables import words as table_of_words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Modality
from domain.risk.reading.heads.head import SWALLOWING, Asks, Head
from domain.risk.reading.heads.leads import behind_courtesy
from domain.risk.reading.negation import is_negated
from domain.risk.reading.tokens import Token, helps, is_verb

_GETTING = frozenset({"get", "make", "close", "keep", "put", "have"})
_JOINTS = frozenset({"on", "of", "for", "in", "about", "with", "to"})
"""Words that ``_`` does not stand for."""
_GAP = 6
"""Words that ``..`` stands for at most."""
_ELIDED = frozenset({"l", "d", "qu", "s", "n", "j", "m", "t", "c", "jusqu", "lorsqu", "puisqu", "aujourd"})
_ARTICLES = frozenset({"d", "du", "l", "un", "une", "le", "la", "les", "des"})
"""Behind them a French verb is a noun: "le cabinet d'audit"."""
_ENCLITIC = frozenset(
    {"le", "la", "les", "lui", "leur", "moi", "nous", "en", "ils", "elles", "vous", "tu", "on"}
)
_NUMBER = "#"
_ANY = "_"
_PLACEHOLDERS = frozenset({_ANY, "..", "^", "$"})
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


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a turn: ``choices`` by their first word, or a placeholder."""

    mark: str = ""
    optional: bool = False
    choices: dict[str, tuple[tuple[str, ...], ...]] | None = None
    nouns: frozenset[str] = frozenset()
    """Classes of nouns of which any will do: "<secret>"."""


@dataclass(frozen=True, slots=True)
class _Idiom:
    asks: Asks
    parts: tuple[_Part, ...]
    anchored: bool
    needs: tuple[frozenset[str], ...]
    """Of each of these sets a word must be there, or it cannot fit: most turns are out at a glance."""


def _choices(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for choice in table.split("|"):
        if wanted := tuple(choice.split()):
            found.setdefault(wanted[0], []).append(wanted)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}


def _parts(line: str) -> Iterator[_Part]:
    """The parts of one line of the table."""
    for name, group in GROUPS.items():
        line = line.replace("{" + name + "}", f"({group})")
    depth, piece = 0, ""
    for character in line + " ":
        depth += (character == "(") - (character == ")")
        if character.isspace() and not depth:
            if piece:
                yield _part(piece)
            piece = ""
        else:
            piece += character


def _part(piece: str) -> _Part:
    optional = piece.endswith("?")
    bare = piece.removesuffix("?")
    if bare in _PLACEHOLDERS:
        return _Part(bare, optional)
    table = bare.replace("(", "").replace(")", "")
    nouns = frozenset(choice.strip() for choice in table.split("|") if choice.strip().startswith("<"))
    return _Part("", optional, _choices(table), nouns)


class _Turns:
    """The turns that may begin with some word, by the other words that they need."""

    def __init__(self) -> None:
        self._always: list[_Idiom] = []
        self._by_need: dict[str, list[_Idiom]] = {}

    def add(self, idiom: _Idiom, first: str) -> None:
        others = [need for need in idiom.needs if first not in need]
        if not others:
            self._always.append(idiom)
            return
        for word in min(others, key=len):
            self._by_need.setdefault(word, []).append(idiom)

    def that_may_fit(self, present: AbstractSet[str]) -> Iterator[_Idiom]:
        """Those of which all needs are ``present``; one may come twice."""
        yield from self._always
        for word in self._by_need.keys() & present:
            for idiom in self._by_need[word]:
                if not any(map(present.isdisjoint, idiom.needs)):
                    yield idiom


def _index() -> dict[str, _Turns]:
    """First word -> the turns that may begin with it."""
    found: dict[str, _Turns] = defaultdict(_Turns)
    for asks, table in IDIOMS.items():
        for line in filter(None, map(str.strip, table.splitlines())):
            parts = tuple(_parts(line))
            anchored = parts[0].mark == "^"
            idiom = _Idiom(Asks(asks), parts[anchored:], anchored, _needs(parts))
            for first in _first_words(idiom.parts):
                found[first].add(idiom, first)
    return dict(found)


def _needs(parts: Sequence[_Part]) -> tuple[frozenset[str], ...]:
    firsts = (frozenset(part.choices) for part in parts if part.choices and not part.optional)
    return tuple(several for several in firsts if several.isdisjoint(_PLACEHOLDERS | {_NUMBER}))


def _first_words(parts: Sequence[_Part]) -> set[str]:
    firsts: set[str] = set()
    for part in parts:
        firsts |= set(part.choices) if part.choices else {"_"}
        if not part.optional:
            break
    return firsts


_BY_FIRST = _index()
_ORDER = {Asks(asks): place for place, asks in enumerate(IDIOMS)}


def idioms_in(clause: Clause, start: int) -> list[Head]:
    """A head for each kind of thing that a turn of phrase in the clause asks for."""
    words, owners = _words(clause.tokens)
    nouns = _nouns(clause.tokens, owners)
    present = {*words, *nouns}
    found: dict[Asks, int] = {}
    for place, word in enumerate(words):
        for first in _seen_as(word, nouns[place], opens=place == 0):
            for idiom in _BY_FIRST[first].that_may_fit(present) if first in _BY_FIRST else ():
                fits = idiom.asks not in found and not (idiom.anchored and owners[place] > start)
                if fits and _matches(idiom.parts, 0, words, nouns, place):
                    found[idiom.asks] = place
    in_order = sorted(found, key=lambda asks: (found[asks], _ORDER[asks]))
    heads = (_head(clause, start, owners[found[asks]], asks) for asks in in_order)
    return [head for head in heads if head]


def _seen_as(word: str, noun: str, *, opens: bool) -> Iterator[str]:
    """What the first part of a turn may call it."""
    yield word
    if word[0].isdigit() or (word[0] == "v" and word[1:2].isdigit()):
        yield _NUMBER
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


def _matches(parts: Sequence[_Part], at: int, words: Sequence[str], nouns: Sequence[str], place: int) -> bool:
    """The parts from ``at`` on fit the words from ``place`` on."""
    if at == len(parts):
        return True
    part = parts[at]
    if part.mark == "$":
        return place == len(words)
    if part.mark == "..":
        last = min(len(words), place + _GAP)
        return any(_matches(parts, at + 1, words, nouns, here) for here in range(place, last + 1))
    if place < len(words):
        if nouns[place] in part.nouns and _matches(parts, at + 1, words, nouns, place + 1):
            return True
        for size in _sizes(part, words, place):
            if _matches(parts, at + 1, words, nouns, place + size):
                return True
    ends = part.choices is not None and "$" in part.choices and place == len(words)
    return ends or (part.optional and _matches(parts, at + 1, words, nouns, place))


def _sizes(part: _Part, words: Sequence[str], place: int) -> Iterator[int]:
    """How many words the part takes at ``place``."""
    if part.choices is None:
        if words[place] not in _JOINTS:
            yield 1
        return
    word = words[place]
    for choice in part.choices.get(word, ()):
        if tuple(words[place : place + len(choice)]) == choice:
            yield len(choice)
    if _ANY in part.choices or (_NUMBER in part.choices and _is_numbered(word)):
        yield 1


def _is_numbered(word: str) -> bool:
    """A version or a count, not a name such as "audit_2019"."""
    return "_" not in word and any(character.isdigit() for character in word)


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
