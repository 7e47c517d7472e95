# ruff: noqa: PLR0911, PLR2004 - a list of cases reads best as early returns
"""Cut a text into words, phrases, quotations and punctuation."""

import re
from dataclasses import dataclass, field, replace

from domain.risk.lexicon.classes import UNKNOWN, Form, VerbClass, Word
from domain.risk.lexicon.code_nouns import FILE_ENDINGS
from domain.risk.lexicon.index import CHINESE_LENGTH, PHRASES, WORDS, fold
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.facts import Resource
from domain.risk.reading.typos import correct, cut_compound, stem_of_enclitic

_CHUNK = re.compile(r"[\w@~/.\\$%+'’\-]+|[^\w\s]")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}(/\d{1,2})?$")
_HOST = re.compile(
    r"(https?://)?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,5}\.(com|org|net|io|dev|de|fr|es|cn|eu|local|internal|example)$"
)
_CHINESE = re.compile(r"([\u3400-\u9fff]+)")
_CASE = {
    "secret": Resource.SECRET,
    "code": Resource.CODE,
    "data": Resource.DATABASE,
    "files": Resource.DATA,
    "host": Resource.NETWORK,
    "release": Resource.PRODUCTION_BRANCH,
    "branch": Resource.BRANCH,
}
_SECRET_FILE = re.compile(
    r"(^|/)(\.env(\.\w+)?|id_rsa|id_ed25519|.*\.(pem|key|pfx|p12|jks|keystore)|\.netrc|\.pgpass)$"
)
_DATA_ENDINGS = words(
    """
    csv xlsx xls sql dump bak parquet avro tar gz zip db sqlite tsv
    """
)
_QUOTES = {
    '"': '"',
    "“": "”",
    "„": "“",
    "«": "»",
    "»": "«",
    "`": "`",
    "「": "」",
    "《": "》",
    "‘": "’",
    "”": "”",
}
_ENDS = ".!?;。！？；…"


@dataclass(slots=True)
class Token:
    """``start`` and ``end`` are places in the text; ``inner`` are the tokens of a quotation."""

    text: str
    start: int
    end: int
    word: Word = UNKNOWN
    punctuation: str = ""
    path: bool = False
    call: bool = False
    glued: bool = False
    corrected: bool = False
    inner: list["Token"] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        return not self.word.roles.isdisjoint(roles)


def tokenise(text: str) -> list[Token]:
    """The tokens in order; phrases of several words are one token. Linear in the text's length."""
    raw: list[Token] = []
    for match in _CHUNK.finditer(text):
        _cut(match[0], match.start(), raw)
    for place, token in enumerate(raw[:-1]):
        token.call = raw[place + 1].punctuation == "(" and raw[place + 1].start == token.end
    return _quotations(_phrases(raw))


def _cut(chunk: str, start: int, out: list[Token]) -> None:
    if len(chunk) == 1 and not chunk.isalnum():
        out.append(Token(chunk, start, start + 1, punctuation=chunk))
        return
    core = chunk.rstrip(".'’")
    if not any(c.isalnum() for c in core):
        out.append(Token(chunk, start, start + len(chunk), punctuation=chunk))
        return
    _cut_word(core, start, out)
    if len(core) < len(chunk):
        tail = chunk[len(core) :]
        mark = "." if "." in tail else "'"
        out.append(Token(tail, start + len(core), start + len(chunk), punctuation=mark))


def _cut_word(core: str, start: int, out: list[Token]) -> None:
    end = start + len(core)
    folded = fold(core)
    known = WORDS.get(folded)
    if known:
        out.append(Token(folded, start, end, known))
    elif not core.isascii() and _CHINESE.search(core):
        _cut_chinese(core, start, out)
    elif folded in SUBCOMMANDS:
        out.append(Token(folded, start, end))
    elif _ADDRESS.match(folded):
        out.append(Token(folded, start, end, Word(noun=Resource.NETWORK)))
    elif kind := _path_kind(folded):
        out.append(Token(folded, start, end, Word(noun=_CASE[kind]), path=True))
        if "://" in folded or folded.startswith("/") or kind in ("data", "files"):
            _add_parts(folded, end, out)
    else:
        _cut_compound(folded, start, out)


def _path_kind(word: str) -> str:
    """What a path names, empty where the word is none."""
    if "." not in word and "/" not in word:
        return ""
    if _HOST.match(word):
        return "host"
    if _SECRET_FILE.search(word):
        return "secret"
    ending = word.rsplit(".", 1)[-1] if "." in word else ""
    if ending in _DATA_ENDINGS:
        return "files"
    if word.startswith(("release/", "releases/")):
        return "release"
    if word.startswith(("feature/", "feat/", "fix/", "bugfix/", "chore/")):
        return "branch"
    if ending in FILE_ENDINGS or word.startswith("./") or (word.endswith("/") and not word.startswith("/")):
        return "code"
    if word.startswith(("/dev/", "/var/", "/data", "/mnt", "/srv", "/home", "/etc", "/opt", "/usr")):
        return "data"
    if "/" in word.strip("/") and not all(part in WORDS for part in word.split("/")):
        return "code"
    return ""


def _add_parts(word: str, end: int, out: list[Token]) -> None:
    """The environment in a path, as in ``s3://prod-uploads``."""
    if word.startswith("/dev/"):
        return
    for part in re.split(r"[^a-z0-9]+", word):
        known = WORDS.get(part, UNKNOWN)
        if known.environment:
            out.append(Token(part, end, end, Word(environment=known.environment), glued=True))


def _cut_compound(folded: str, start: int, out: list[Token]) -> None:
    """Words joined by hyphen, underscore, dot, slash or apostrophe."""
    joined = folded.replace("'", "").replace("’", "").replace("-", "")
    if joined in WORDS:
        out.append(Token(joined, start, start + len(folded), WORDS[joined]))
        return
    place, first = start, True
    for part in re.split(r"([^0-9a-z%\u0080-\uffff]+)", folded):
        if part and (part[0].isalnum() or ord(part[0]) > 127 or part[0] == "%"):
            made = _words(part, place)
            made[0].glued = not first
            if not (part == "s" and out and not first):
                out += made
            first = False
        place += len(part)


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
    if stem := stem_of_enclitic(part):
        return [
            Token(stem, start, start + len(stem), WORDS[stem]),
            Token("it", start + len(stem), end, WORDS["it"], glued=True),
        ]
    word, corrected = correct(part)
    return [Token(part, start, end, word, corrected=corrected)]


def _cut_chinese(core: str, start: int, out: list[Token]) -> None:
    place = start
    for run in _CHINESE.split(core):
        if run and not _CHINESE.fullmatch(run):
            _cut_compound(fold(run), place, out)
        elif run:
            _longest_matches(run, place, out)
        place += len(run)


def _longest_matches(run: str, start: int, out: list[Token]) -> None:
    at = 0
    while at < len(run):
        for size in range(min(CHINESE_LENGTH, len(run) - at), 0, -1):
            if known := WORDS.get(run[at : at + size]):
                break
        else:
            size, known = 1, None
        out.append(Token(run[at : at + size], start + at, start + at + size, known or UNKNOWN))
        at += size


def _phrases(raw: list[Token]) -> list[Token]:
    """Known phrases become one token each, the longest first."""
    out: list[Token] = []
    at = 0
    while at < len(raw):
        size, word = _phrase_at(raw, at)
        if size:
            last = raw[at + size - 1]
            text = " ".join(token.text for token in raw[at : at + size])
            out.append(replace(raw[at], text=text, end=last.end, word=word, call=last.call))
            at += size
        else:
            out.append(raw[at])
            at += 1
    return out


def _phrase_at(raw: list[Token], at: int) -> tuple[int, Word]:
    for key, word in PHRASES.get(raw[at].text, ()):
        if all(
            at + step < len(raw) and raw[at + step].text == part and not raw[at + step].punctuation
            for step, part in enumerate(key)
        ):
            return len(key), word
    return 0, UNKNOWN


def _quotations(tokens: list[Token]) -> list[Token]:
    """Quoted passages of two words or more become one token; a single quoted word stays a word."""
    closing: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        if token.punctuation:
            closing.setdefault(token.punctuation[0], []).append(place)
    for places in closing.values():
        places.reverse()
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _closing_place(tokens[at], at, closing)
        if end is None:
            out.append(tokens[at])
            at += 1
            continue
        inner = tokens[at + 1 : end]
        if len(inner) > 1:
            out.append(Token("", tokens[at].start, tokens[end].end, inner=inner))
        else:
            out.extend(inner)
        at = end + 1
    return out


def _closing_place(token: Token, at: int, closing: dict[str, list[int]]) -> int | None:
    mark = _QUOTES.get(token.punctuation)
    if mark is None:
        return None
    places = closing.get(mark, [])
    while places and places[-1] <= at:
        places.pop()
    return places.pop() if places else None


def is_end(token: Token) -> bool:
    return bool(token.punctuation) and token.punctuation[0] in _ENDS


def is_verb(token: Token, *forms: Form) -> bool:
    return token.word.verb is not None and (not forms or token.word.form in forms) and not token.call


def helps(token: Token) -> bool:
    return token.word.verb is VerbClass.AID
