"""All words of all languages in one index, built once at import: a dictionary for words, one for phrases."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from domain.risk.lexicon import chinese, english, english_nouns, environments, french, german, spanish
from domain.risk.lexicon.classes import UNKNOWN, Form, VerbClass, Word
from domain.risk.lexicon.code_nouns import CODE
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
    return {phrase_key(item), phrase_key(written_out)} - {()}


class _Index:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Word] = {}

    def add(self, item: str, *, overwrite: bool = False, **what: object) -> None:
        """What is there stays, unless ``overwrite``; a word may be a noun, a verb and a role at once."""
        for key in _spellings(item):
            word = self.entries.get(key, UNKNOWN)
            new = {name: value for name, value in what.items() if overwrite or not getattr(word, name)}
            self.entries[key] = replace(word, **new)  # type: ignore[arg-type] # names are those of Word

    def add_role(self, item: str, role: str) -> None:
        for key in _spellings(item):
            word = self.entries.get(key, UNKNOWN)
            self.entries[key] = replace(word, roles=word.roles | {role})


def _build() -> dict[tuple[str, ...], Word]:
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
    for word in environments.FOREIGN:
        if not index.entries.get(phrase_key(word), UNKNOWN).known:
            index.add_role(word, "foreign")
    return index.entries


def _rows(tables: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each class with each of its words."""
    return ((name, item) for name, table in tables.items() for item in _items(table))


def _add_verbs(index: _Index) -> None:
    for form in (Form.BASE, Form.PAST, Form.GERUND, Form.THIRD):
        _add_english_verbs(index, form)
    for language in _LANGUAGES[1:]:
        for name, item in _rows(language.VERBS):
            index.add(item, lemma=item, verb=VerbClass(name), form=Form.BASE)
        for name, item in _rows(getattr(language, "PARTICIPLES", {})):
            index.add(item, lemma=item, verb=VerbClass(name), form=Form.PAST)


def _add_english_verbs(index: _Index, form: Form) -> None:
    """One form of all verbs at a time: a base form wins over another verb's past."""
    for name, lemma in _rows(english.VERBS):
        for text, made in forms(lemma):
            if made is form:
                index.add(text, lemma=lemma, verb=VerbClass(name), form=form)


def _add_nouns(index: _Index) -> None:
    for table in (english_nouns.NOUNS, *(language.NOUNS for language in _LANGUAGES[1:])):
        for name, item in _rows(table):
            index.add(item, noun=Resource(name))
    for item in _items(CODE):
        index.add(item, noun=Resource.CODE)


def _add_environments(index: _Index) -> None:
    for table in (environments.ENVIRONMENTS, *(language.ENVIRONMENTS for language in _LANGUAGES[1:])):
        for name, item in _rows(table):
            index.add(item, environment=Environment(name))


_ENTRIES = _build()
WORDS: dict[str, Word] = {key[0]: word for key, word in _ENTRIES.items() if len(key) == 1}
"""Folded word -> what it can be."""


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
