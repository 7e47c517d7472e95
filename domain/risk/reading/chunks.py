"""Cut one chunk of letters into known words: compounds, joined words, Chinese, slips of the finger."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from domain.risk.lexicon.chinese_scripts import SIMPLIFIED
from domain.risk.lexicon.classes import UNKNOWN, Form, Word
from domain.risk.lexicon.index import ACCENTED, CHINESE_LENGTH, WORDS, fold
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.compounds import tail_of
from domain.risk.reading.facts import Resource
from domain.risk.reading.names import environments_in, has_telling_parts, is_address, is_mail, named_resource
from domain.risk.reading.tokens import Token
from domain.risk.reading.typos import correct, cut_compound, stem_of_enclitic

_CHINESE = re.compile(r"([\u3400-\u9fff]+)")
_JOINTS = re.compile(r"([^0-9a-z%\u0080-\uffff]+)")
_LAST_ASCII = 127
_AS_WRITTEN = {"Mr": UNKNOWN} | dict.fromkeys(
    ("AUTHORS", "CODEOWNERS", "CONTRIBUTORS", "NOTICE", "COPYING"), Word(noun=Resource.CODE)
)
"""Words that capital letters make something else: a title, and files that have no ending."""
_THEIR_OWN = {"resume": "resumir", "pega": "pegar", "replica": "replicar"}
"""Stems that by themselves are another language's words."""
_ENCLITIC = frozenset({"le", "la", "les", "lui", "leur", "moi", "nous", "en", "y"})
_REMEMBERED = 8_192
"""Chunks whose pieces are kept: texts are made of the same few thousand words."""
_LONGEST_REMEMBERED = 40
"""Characters of such a chunk, so that hostile texts cannot fill the memory."""


def cut_word(core: str, start: int) -> list[Token]:
    """The tokens of ``core``, which stands at ``start``."""
    known = _pieces(core) if len(core) <= _LONGEST_REMEMBERED else _cut(core)
    return [_moved(piece, start) for piece in known]


def _moved(piece: Token, by: int) -> Token:
    return Token(
        piece.text,
        by + piece.start,
        by + piece.end,
        piece.word,
        path=piece.path,
        glued=piece.glued,
        snake=piece.snake,
        corrected=piece.corrected,
    )


@lru_cache(maxsize=_REMEMBERED)
def _pieces(core: str) -> tuple[Token, ...]:
    return tuple(_cut(core))


def _cut(core: str) -> list[Token]:
    """Places are counted from the start of ``core``."""
    folded, end = fold(core), len(core)
    bare = folded.lstrip("$")
    spelt = None if core.isascii() else ACCENTED.get(core.casefold())
    if known := _AS_WRITTEN.get(core) or spelt or WORDS.get(bare):
        return [Token(bare, 0, end, known)]
    if not core.isascii() and _CHINESE.search(core):
        return _cut_chinese(core.translate(SIMPLIFIED))
    if folded in SUBCOMMANDS or is_mail(folded):
        return [Token(folded, 0, end)]
    if is_address(folded):
        return [Token(folded, 0, end, Word(noun=Resource.NETWORK))]
    if named := named_resource(folded):
        path = Token(folded, 0, end, Word(noun=named), path=True)
        inside = environments_in(folded) if has_telling_parts(folded, named) else ()
        return [path, *(Token(part, end, end, word, glued=True) for part, word in inside)]
    return _cut_enclitic(core) or _cut_joined(folded, 0)


def _cut_enclitic(core: str) -> list[Token]:
    """In "résume-le" the accent tells the verb from another; empty for anything else."""
    verb, hyphen, rest = core.partition("-")
    spelt = ACCENTED.get(verb.casefold()) if hyphen and not verb.isascii() else None
    if spelt is None or spelt.form is not Form.BASE or fold(rest) not in _ENCLITIC:
        return []
    behind = _cut_joined(fold(rest), len(verb) + 1)
    behind[0].glued = True
    return [Token(fold(verb), 0, len(verb), spelt), *behind]


def _cut_joined(folded: str, start: int) -> list[Token]:
    """Words joined by hyphen, underscore, dot, slash or apostrophe."""
    joined = folded.replace("'", "").replace("’", "").replace("-", "")
    if joined in WORDS:
        return [Token(joined, start, start + len(folded), WORDS[joined])]
    out: list[Token] = []
    place, first = start, True
    for part in _JOINTS.split(folded):
        if part and (part[0].isalnum() or ord(part[0]) > _LAST_ASCII or part[0] == "%"):
            made = _words(part, place)
            made[0].glued = not first
            made[0].snake = "_" in folded
            if part != "s" or first:
                out += made
            first = False
        place += len(part)
    return out


def _words(part: str, start: int) -> list[Token]:
    """One token, or two for a compound written as one word ("Produktionsdatenbank")."""
    end = start + len(part)
    if known := WORDS.get(part):
        return [Token(part, start, end, known)]
    if pieces := cut_compound(part):
        first, second = pieces
        middle = end - len(second)
        return [
            Token(first, start, middle, WORDS[first]),
            Token(second, middle, end, WORDS[second], glued=True),
        ]
    if ordered := stem_of_enclitic(part):
        stem, names_thing = ordered
        return _with_pronoun(part, start, stem, names_thing=names_thing)
    word, corrected = correct(part)
    if not corrected and (compound := tail_of(part)):
        return [Token(part, start, end, compound[1])]
    return [Token(part, start, end, word, corrected=corrected)]


def _with_pronoun(part: str, start: int, stem: str, *, names_thing: bool) -> list[Token]:
    """A Spanish verb and what hangs on it: "bórralo", "elimínese", "reiniciarse", "mándame"."""
    end, middle = start + len(part), start + len(stem)
    word = WORDS[_THEIR_OWN.get(stem, stem)]
    if part.endswith("se") and stem.endswith("r"):
        return [Token(stem, start, end, replace(word, form=Form.PAST))]
    if not names_thing:
        return [Token(stem, start, end, word)]
    return [Token(stem, start, middle, word), Token("it", middle, end, WORDS["it"], glued=True)]


def _cut_chinese(core: str) -> list[Token]:
    out: list[Token] = []
    place = 0
    for run in _CHINESE.split(core):
        if run:
            out += _longest_matches(run, place) if _CHINESE.fullmatch(run) else _cut_joined(fold(run), place)
        place += len(run)
    return out


def _longest_matches(run: str, start: int) -> Iterator[Token]:
    at = 0
    while at < len(run):
        sizes = range(min(CHINESE_LENGTH, len(run) - at), 0, -1)
        size = next((size for size in sizes if run[at : at + size] in WORDS), 1)
        text = run[at : at + size]
        yield Token(text, start + at, start + at + size, WORDS.get(text, UNKNOWN))
        at += size
