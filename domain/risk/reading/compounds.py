"""German words that end in one that we know: "Suchdienst" is a service, "Artikelliste" a list."""

from domain.risk.lexicon import german, german_nouns
from domain.risk.lexicon.classes import Word
from domain.risk.lexicon.index import WORDS, fold
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource

_SHORTEST_TAIL = 5
_SHORTEST_WORD = 8
_SHORTEST_FIRST = 3
_NO_TAILS = words(
    """
    rechte kunde kunden patch dispatch ports stand suche rolle rollen netze adresse stage leads release import
    export index proxy image images route routes filter users types links build gaste titel
    service services admin admins token daten seite texte umzug zugang laufen
    """
)
"""They end too many other words ("Sekunde", "Kontrolle", "supports")."""
_GERMAN_ENDINGS = ("s", "es", "n", "en", "e")


def _tails() -> dict[str, Word]:
    tables = (*german_nouns.NOUNS.values(), *german.NOMINAL.values())
    items = {fold(" ".join(item.split())) for table in tables for item in table.split(",")}
    long = {item for item in items if len(item) >= _SHORTEST_TAIL and item.isalpha()} - _NO_TAILS
    return {item: WORDS[item] for item in long if item in WORDS} | {
        "daten": WORDS["daten"],
        "liste": Word(noun=Resource.DATA),
    }


_TAILS = _tails()
_LONGEST_TAIL = max(map(len, _TAILS))


def tail_of(word: str) -> tuple[str, Word] | None:
    """The last part of ``word`` (folded) and what it is; None where it is no compound that we know."""
    if len(word) < _SHORTEST_WORD or not word.isalpha() or word.startswith(_PERSONS):
        return None
    for ending in ("", *_GERMAN_ENDINGS):
        stem = word.removesuffix(ending) if ending else word
        if ending and stem == word:
            continue
        if found := _tail(stem):
            return found
    return None


_PERSONS = ("kandidat", "soldat", "sekund", "urkund", "updat")


def _tail(stem: str) -> tuple[str, Word] | None:
    for cut in range(max(_SHORTEST_FIRST, len(stem) - _LONGEST_TAIL), len(stem) - _SHORTEST_TAIL + 1):
        if (known := _TAILS.get(stem[cut:])) and known.known:
            return stem[cut:], known
    return None
