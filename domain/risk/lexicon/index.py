"""All words of all languages in one index, built once at import: a dictionary for words, one for phrases."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from domain.risk.lexicon import (
    chinese,
    chinese_nouns,
    conjugation,
    english,
    english_nouns,
    environments,
    french,
    french_nouns,
    german,
    german_nouns,
    regular_verbs,
    spanish,
    spanish_nouns,
)
from domain.risk.lexicon.classes import UNKNOWN, Form, VerbClass, Word
from domain.risk.lexicon.code_nouns import CODE
from domain.risk.lexicon.equivalents import ENGLISH
from domain.risk.lexicon.foreign import FOREIGN
from domain.risk.lexicon.inflection import forms
from domain.risk.reading.facts import Environment, Operation, Resource

_LANGUAGES = (english, german, french, spanish, chinese)
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": "'"})


def fold(text: str) -> str:
    """Lower case without accents: ``LÖSCHE`` and ``losche`` are one word."""
    text = text.casefold().translate(_PLAIN)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokeniser would cut them."""
    return tuple(fold(phrase).replace("-", " ").replace("/", " ").replace("'", "").split())


def _items(table: str) -> Iterator[str]:
    for item in table.split(","):
        if clean := " ".join(item.split()):
            yield clean


def _spellings(item: str) -> set[tuple[str, ...]]:
    """The folded form, and German umlauts written out."""
    written_out = item.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    apart = item.replace("'", " ").replace("’", " ")
    return {phrase_key(item), phrase_key(written_out), phrase_key(apart)} - {()}


class _Index:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Word] = {}
        self.accented: dict[str, Word] = {}

    def add(self, item: str, *, overwrite: bool = False, **what: object) -> None:
        """What is there stays, unless ``overwrite``; a word may be a noun, a verb and a role at once."""
        for key in _spellings(item):
            word = self.entries.get(key, UNKNOWN)
            new = {name: value for name, value in what.items() if overwrite or not getattr(word, name)}
            self.entries[key] = replace(word, **new)  # type: ignore[arg-type] # names are those of Word

    def add_verb(self, item: str, lemma: str, name: str, form: Form) -> None:
        """Also as it is spelt with its accents: "supprimé" is not "supprime", nor "résume" "resume"."""
        if form is not Form.THIRD or item[-1] not in "óé":
            self.add(item, lemma=lemma, verb=VerbClass(name), form=form)
        if not item.isascii():
            spelt = Word(lemma=lemma, verb=VerbClass(name), form=form)
            self.accented.setdefault(item.casefold(), spelt)

    def add_role(self, item: str, role: str) -> None:
        for key in _spellings(item):
            word = self.entries.get(key, UNKNOWN)
            self.entries[key] = replace(word, roles=word.roles | {role})


def _build() -> _Index:
    index = _Index()
    _add_verbs(index)
    for language in _LANGUAGES:
        for name, item in _rows(language.NOMINAL):
            index.add(item, nominal=Operation(name))
        for role, item in _rows(language.ROLES):
            index.add_role(item, role)
    _add_nouns(index)
    _add_environments(index)
    for item in _items(english.DRY_RUN):
        index.add_role(item, "dry")
    for language in _LANGUAGES[1:]:
        for item in language.FUNCTION_WORDS.split():
            index.add_role(item, "filler")
    for word in FOREIGN:
        if not index.entries.get(phrase_key(word), UNKNOWN).known:
            index.add_role(word, "foreign")
    return index


def _rows(tables: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each class with each of its words."""
    return ((name, item) for name, table in tables.items() for item in _items(table))


def _add_verbs(index: _Index) -> None:
    for form in (Form.BASE, Form.PAST, Form.GERUND, Form.THIRD):
        _add_english_verbs(index, form)
    for language in _LANGUAGES[1:]:
        for name, item in _rows(language.VERBS):
            index.add_verb(item, _lemma(item), name, Form.BASE)
        for name, item in _rows(getattr(language, "PARTICIPLES", {})):
            index.add_verb(item, _lemma(item), name, Form.PAST)
    for form in (Form.BASE, Form.PAST, Form.GERUND, Form.THIRD):
        _add_regular_verbs(index, form)


def _lemma(verb: str) -> str:
    """The English verb that is read as ``verb``, or itself."""
    return ENGLISH.get(fold(verb), fold(verb))


def _add_english_verbs(index: _Index, form: Form) -> None:
    """One form of all verbs at a time: a base form wins over another verb's past."""
    for name, lemma in _rows(english.VERBS):
        for text, made in forms(lemma):
            if made is form:
                index.add(text, lemma=lemma, verb=VerbClass(name), form=form)


_NOUNS_TOO = frozenset(fold(word) for word in conjugation.NOUNS_TOO)
_REGULAR = (
    (regular_verbs.GERMAN, conjugation.german),
    (regular_verbs.FRENCH, conjugation.french),
    (regular_verbs.SPANISH, conjugation.spanish),
)


def _add_regular_verbs(index: _Index, form: Form) -> None:
    for table, conjugate in _REGULAR:
        for name, entry in _rows(table):
            lemma = _lemma(entry.partition("/")[0].replace("+", ""))
            for text, made in conjugate(entry):
                if made is form and fold(text) not in _NOUNS_TOO:
                    index.add_verb(text, lemma, name, form)


_NOUNS = (
    english_nouns.NOUNS,
    german_nouns.NOUNS,
    french_nouns.NOUNS,
    spanish_nouns.NOUNS,
    chinese_nouns.NOUNS,
)


def _add_nouns(index: _Index) -> None:
    for table in _NOUNS:
        for name, item in _rows(table):
            index.add(item, noun=Resource(name))
    for item in _items(CODE):
        index.add(item, noun=Resource.CODE)


def _add_environments(index: _Index) -> None:
    for table in (environments.ENVIRONMENTS, *(language.ENVIRONMENTS for language in _LANGUAGES[1:])):
        for name, item in _rows(table):
            index.add(item, environment=Environment(name))


_INDEX = _build()
_ENTRIES = _INDEX.entries
WORDS: dict[str, Word] = {key[0]: word for key, word in _ENTRIES.items() if len(key) == 1}
"""Folded word -> what it can be."""
ACCENTED: dict[str, Word] = {
    text: replace(WORDS.get(fold(text), UNKNOWN), lemma=word.lemma, verb=word.verb, form=word.form)
    for text, word in _INDEX.accented.items()
}
"""Word with its accents, not folded -> what it is then, where the folded one could be another verb's."""


def _phrases() -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Word], ...]]:
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Word]]] = {}
    for key, word in _ENTRIES.items():
        if len(key) > 1:
            found.setdefault((key[0], key[1]), []).append((key, word))
    return {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in found.items()}


PHRASES = _phrases()
"""First two words -> the phrases that begin with them, longest first."""
CHINESE_LENGTH = max(len(word) for word in WORDS if not word.isascii())
"""Characters of the longest word in Chinese script."""
