"""German orders whose verb comes apart: "bau ihn ab", "leg den Server an", "lad die Liste hoch"."""

from domain.risk.lexicon import regular_verbs
from domain.risk.lexicon.classes import Form, VerbClass, Word
from domain.risk.lexicon.conjugation import german_short_forms, german_stem, split_particle
from domain.risk.lexicon.index import WORDS, fold
from domain.risk.reading.tokens import Token

_REACH = 24
"""Words in which the particle comes."""
_LEADS = ("conjunction", "politeness", "pronoun", "argues")
_ENDS = ("conjunction", "politeness", "subordinator")


def _pairs() -> dict[str, dict[str, Word]]:
    """What each short form becomes with a particle at the clause's end; also those that look like nouns."""
    found: dict[str, dict[str, Word]] = {}
    for name, table in regular_verbs.GERMAN.items():
        for entry in table.split(","):
            particle, verb = split_particle(entry.strip())
            if not particle:
                continue
            word = Word(
                lemma=WORDS.get(fold(particle + verb), Word()).lemma, verb=VerbClass(name), form=Form.BASE
            )
            for stem in {german_stem(verb), *german_short_forms(verb)}:
                found.setdefault(fold(stem), {}).setdefault(fold(particle), word)
    return found


_PAIRS = _pairs()


def settle_separable(tokens: list[Token]) -> None:
    """Let the short form be the whole verb where its particle ends the clause."""
    for place, token in enumerate(tokens):
        pairs = _PAIRS.get(token.text)
        if pairs and not token.glued and _may_begin(tokens, place):
            token.word = _whole(tokens, place, pairs) or token.word


def _may_begin(tokens: list[Token], place: int) -> bool:
    before = tokens[place - 1] if place else None
    leads = before is None or bool(before.punctuation) or before.has(*_LEADS) or _helps(before)
    behind = tokens[place + 1 : place + 2]
    return leads and bool(behind) and not behind[0].punctuation


def _helps(token: Token) -> bool:
    return token.word.verb is VerbClass.AID


def _whole(tokens: list[Token], place: int, pairs: dict[str, Word]) -> Word | None:
    for here in range(place + 2, min(len(tokens), place + _REACH)):
        token = tokens[here]
        if token.punctuation and token.punctuation not in "()\"'":
            return None
        following = tokens[here + 1 : here + 2]
        ends = not following or bool(following[0].punctuation) or following[0].has(*_ENDS)
        if token.text in pairs and ends:
            return pairs[token.text]
    return None
