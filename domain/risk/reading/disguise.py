"""Take off what hides words: encodings, look-alike letters, invisible characters. Each step is linear."""

import base64
import binascii
import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.reading.commands.tables import SUBCOMMANDS

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")
_REVERSED = re.compile("\u202e([^\u202c\u2069\u202e\n]{1,2000})[\u202c\u2069]?")
"""What a reader sees backwards."""
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏвкмнтьґпгиз" + "αβεικνορτυχγωη",
    "aeopcyxijsdhlbkmhtbrnruz" + "abeiknoptuxywn",
)
_LEET = str.maketrans("013457@$!", "oieastasi")
_LEET_L = str.maketrans("013457@$!", "oleastasi")
_COMMENT = re.compile(r"(?<=\w)/\*[^*\s]{0,20}\*/(?=\w)")
_TEAR = re.compile(r"\\|''|\"\"|``")
_TORN = re.compile(r"(?<![\w\\:/.])[A-Za-z]{1,12}(?:(?:\\|''|\"\"|``)[A-Za-z]{1,12}){1,4}(?![\w\\/.])")
_PICTURES = str.maketrans(dict.fromkeys("\U0001f5d1\U0001f4a3\u2620\U0001f9e8", " delete "))
"""A waste basket, a bomb, a skull, dynamite."""
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(r"\\(?:[uU]([0-9a-fA-F]{4})|[xX]([0-9a-fA-F]{2}))")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_LEET_WORD = re.compile(r"(?<![\w@$])(?=[a-zA-Z]*[@$!0-9])[a-zA-Z@$!0-9]{3,24}(?![\w@$])")
_SPACED = re.compile(r"(?<!\w)(?:\w[\s._*\-|/,]{1,4}){3,60}\w(?!\w)")
_GAP = re.compile(r"[\s._*\-|/,]+")
_HAN = re.compile("[\u3400-\u9fff]")
_BASE64 = re.compile(r"(?<![\w+/=.\-])[A-Za-z0-9+/]{16,4000}={0,2}(?![\w+/=\-]|\.\w)")
_ROUNDS = 3
"""How often a text may be encoded over and over."""
_LAST_PLAIN = 0x2000
"""Behind it stand the letters of mathematics, circled, full-width and the like."""
_SHORTEST_LEET = 4
_LONGEST_WORD = 16


@dataclass(frozen=True, slots=True)
class Plain:
    """The text as a reader would see it. ``notes`` says what hid it; empty where nothing was disguised."""

    text: str
    notes: tuple[str, ...] = ()


def undisguise(text: str) -> Plain:
    """Never raises. Percent and entity encodings are undone silently: links and forms make them."""
    notes: list[str] = []
    text = _decode(text)
    if not text.isascii() or not text.isprintable():
        text = _visible(text, notes)
    for step in (_join_torn, _join_spaced, _read_leet, _read_base64):
        changed = step(text)
        if changed != text:
            notes.append(_NOTES[step.__name__])
            text = changed
    return Plain(text, tuple(notes))


_NOTES = {
    "_join_torn": "marks stand inside words",
    "_join_spaced": "letters of a word stand apart",
    "_read_leet": "digits stand for letters",
    "_read_base64": "a part is base64",
}


def _decode(text: str) -> str:
    for _ in range(_ROUNDS):
        if not _ENCODED.search(text):
            break
        text = unquote(text, errors="replace")
    text = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "+" in text and not any(c.isspace() for c in text) and "://" not in text:
        text = text.replace("+", " ")
    return text


def _join_torn(text: str) -> str:
    r"""``r\m``, ``k''ubectl``, ``DROP/**/TABLE``: what a shell or a database would read."""
    text = _COMMENT.sub(" ", text)
    return _TORN.sub(lambda match: _mended(match[0]), text)


def _mended(torn: str) -> str:
    whole = _TEAR.sub("", torn)
    known = WORDS.get(whole.casefold(), UNKNOWN)
    return whole if whole.casefold() in SUBCOMMANDS or known.verb else torn


def _visible(text: str, notes: list[str]) -> str:
    """Without invisible characters, in plain letters."""
    if not _OVERRIDES.isdisjoint(text):
        notes.append("the writing direction is overridden")
    text = _REVERSED.sub(lambda match: _turned(match[1]), text)
    shown = _drop_invisible(text.translate(_PICTURES), notes)
    plain = unicodedata.normalize("NFKC", shown)
    if plain != shown and any(ord(c) > _LAST_PLAIN and _is_fancy(c) for c in shown):
        notes.append("letters are written in look-alike forms")
    return _WORD.sub(lambda match: _unmix(match[0], notes), plain)


def _turned(run: str) -> str:
    """In the direction in which it is made of more known words."""
    backwards = run[::-1]
    return f" {backwards} " if _known_words(backwards) > _known_words(run) else run


def _known_words(run: str) -> int:
    return sum(_says_something(word) for word in _WORD.findall(run))


def _is_fancy(char: str) -> bool:
    return char.isalpha() and unicodedata.normalize("NFKC", char).isascii()


def _drop_invisible(text: str, notes: list[str]) -> str:
    kept: list[str] = []
    hidden = False
    for place, char in enumerate(text):
        if char in _INVISIBLE or char in _BIDI:
            inside = kept and kept[-1].isalpha() and text[place + 1 : place + 2].isalpha()
            hidden = hidden or bool(inside)
        elif char.isprintable() or char in "\n\t\r":
            kept.append(char)
        elif char in " \x0b\x0c\x85\u2028\u2029" or char.isspace():
            kept.append(" ")
        elif unicodedata.category(char) == "Cc":
            inside = kept and kept[-1].isalpha() and text[place + 1 : place + 2].isalpha()
            hidden = hidden or bool(inside)
            kept.append("" if inside else " ")
        else:
            kept.append(" ")
    if hidden:
        notes.append("invisible characters stand inside words")
    return "".join(kept)


def _unmix(word: str, notes: list[str]) -> str:
    """A word of Latin and look-alike letters, all in Latin; any other word as it is."""
    if word.isascii():
        return word
    latin = word.casefold().translate(_LOOK_ALIKE)
    if (
        latin.isascii()
        and latin != word.casefold()
        and (any("a" <= c <= "z" for c in word.casefold()) or latin in WORDS)
    ):
        notes.append(f"{latin} is written with letters of another script")
        return latin
    return word


def _join_spaced(text: str) -> str:
    return _SPACED.sub(lambda match: _joined(match[0]), text)


def _joined(spaced: str) -> str:
    """The words whose letters stand apart, cut where the gap differs; as it was if none is known."""
    gaps = _GAP.findall(spaced)
    usual = max(set(gaps), key=lambda gap: (gaps.count(gap), -len(gap)))
    letters = [""]
    for letter, gap in zip(_GAP.split(spaced), [*gaps, ""], strict=True):
        letters[-1] += letter
        if gap not in (usual, ""):
            letters.append("")
    made = [part for run in letters if run for part in _cut_into_words(run)]
    known = [part for part in made if len(part) > 1 and _says_something(part)]
    return " ".join(made) if sum(map(len, known)) * 2 >= sum(map(len, made)) else spaced


def _says_something(word: str) -> bool:
    return WORDS.get(word.casefold(), UNKNOWN).known


def _cut_into_words(run: str) -> list[str]:
    """Letters without any gap between their words: the longest known word first, from the left."""
    if _says_something(run) or len(run) <= _SHORTEST_LEET:
        return [run]
    out: list[str] = []
    at = 0
    while at < len(run):
        sizes = range(min(len(run) - at, _LONGEST_WORD), 1, -1)
        size = next((size for size in sizes if _says_something(run[at : at + size])), 0)
        if not size:
            return [run]
        out.append(run[at : at + size])
        at += size
    return out


def _read_leet(text: str) -> str:
    return _LEET_WORD.sub(lambda match: _unleet(match[0]), text)


def _unleet(word: str) -> str:
    lower = word.casefold()
    if (
        lower.rstrip("!").isalpha()
        or lower in WORDS
        or not any(c.isalpha() for c in lower)
        or len(lower.rstrip("!")) < _SHORTEST_LEET
    ):
        return word
    for table in (_LEET, _LEET_L):
        plain = lower.rstrip("!").translate(table)
        known = WORDS.get(plain, UNKNOWN)
        if plain.isalpha() and (known.verb or known.environment or known.noun):
            return plain
    return word


def _read_base64(text: str) -> str:
    """The text with what its base64 parts say after them."""
    return _BASE64.sub(lambda match: _decoded(match[0]), text)


def _decoded(token: str) -> str:
    if token.isalpha() and (token.islower() or token.isupper()):
        return token
    try:
        hidden = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return token
    known = any(word.casefold() in WORDS or _HAN.search(word) for word in _WORD.findall(hidden))
    readable = hidden.isprintable() and known
    return f"{token}. {hidden}." if readable else token
