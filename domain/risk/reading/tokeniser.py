"""Cut a text into tokens. Linear in the text's length."""

import re
from dataclasses import replace
from itertools import pairwise

from domain.risk.lexicon.classes import Word
from domain.risk.lexicon.index import PHRASES
from domain.risk.reading.chunks import cut_word
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.identifiers import leads_to_order, settle_names
from domain.risk.reading.quotations import fold_quotations
from domain.risk.reading.separable import settle_separable
from domain.risk.reading.stories import settle_stories
from domain.risk.reading.tokens import Token
from domain.risk.reading.tongues import settle_tongues

_SOLID = (Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.NETWORK)
_CHUNK = re.compile(r"[\w@~/.\\$%+'’\-]+|[^\w\s]")


_SINGLE_QUOTED = re.compile(r"(?<![\w'=(])'(\w[\w ,.!?…]{1,200})'(?![\w'])")
"""Words between single quotation marks, none of which is an apostrophe; not what a shell would read."""
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sr", "Sra", "Fr", "Hr", "Mme"})
"""Behind them a full stop ends no sentence."""


def tokenise(text: str) -> list[Token]:
    """The tokens in order; known phrases of several words, and quotations, are one token each."""
    raw: list[Token] = []
    for match in _CHUNK.finditer(_SINGLE_QUOTED.sub(r"“\1”", text)):
        raw += _cut(match[0], match.start())
    for token, following in pairwise(raw):
        token.call = following.punctuation == "(" and following.start == token.end
    folded = _settled(_fold_phrases(raw))
    settle_names(folded, text)
    settle_stories(folded)
    settle_separable(folded)
    settle_tongues(folded)
    return fold_quotations(folded)


def _settled(tokens: list[Token]) -> list[Token]:
    """Spanish prepositions that are orders only in front: "del", "para"."""
    for place, token in enumerate(tokens):
        if token.text in {"del", "para"} and place and not leads_to_order(tokens[place - 1]):
            token.word = replace(token.word, verb=None, form=None)
    return tokens


def _cut(chunk: str, start: int) -> list[Token]:
    end = start + len(chunk)
    core = chunk.rstrip(".'’")
    if not core.isalnum() and not any(c.isalnum() for c in core):
        return [Token(chunk, start, end, punctuation=chunk)]
    cut = cut_word(core, start)
    if len(core) < len(chunk) and core not in _TITLES:
        tail = chunk[len(core) :]
        cut.append(Token(tail, start + len(core), end, punctuation="." if "." in tail else "'"))
    return cut


def _fold_phrases(raw: list[Token]) -> list[Token]:
    """Known phrases become one token each, the longest first."""
    out: list[Token] = []
    at = 0
    while at < len(raw):
        size, word = _phrase_at(raw, at)
        if word is None:
            out.append(raw[at])
        else:
            last = raw[at + size - 1]
            text = " ".join(token.text for token in raw[at : at + size])
            out.append(replace(raw[at], text=text, end=last.end, word=word, call=last.call))
        at += size
    return out


def _says_less(raw: list[Token], at: int, end: int, word: Word) -> bool:
    """In "the live search cluster" nothing is searched live."""
    if _cuts_a_name(raw, end):
        return True
    placed = word.noun is Resource.CODE and raw[at].word.environment is Environment.PRODUCTION
    return placed and end < len(raw) and raw[end].word.noun in _SOLID


def _cuts_a_name(raw: list[Token], end: int) -> bool:
    """The phrase would end within a name with underscores that it does not hold: "drop shadow_orders"."""
    inside = end < len(raw) and raw[end].glued and raw[end].snake
    return inside and not raw[end - 1].glued


def _phrase_at(raw: list[Token], at: int) -> tuple[int, Word | None]:
    if at + 1 < len(raw):
        for key, word in PHRASES.get((raw[at].text, raw[at + 1].text), ()):
            following = raw[at + 1 : at + len(key)]
            if (
                len(following) + 1 == len(key)
                and all(
                    token.text == part and not token.punctuation
                    for token, part in zip(following, key[1:], strict=True)
                )
                and not _says_less(raw, at, at + len(key), word)
            ):
                return len(key), word
    return 1, None
