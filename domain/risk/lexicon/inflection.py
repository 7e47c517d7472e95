"""English verb forms, by rule and by exception."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words

_IRREGULAR = """
    put put, cut cut, set set, get got, take took taken, bring brought, shut shut, throw threw thrown,
    give gave given, send sent, tear tore torn, blow blew blown, let let, make made, build built,
    rebuild rebuilt, write wrote written, rewrite rewrote rewritten, read read, spin spun, stand stood,
    run ran run, do did done, go went gone, find found, tell told, show showed shown, undo undone,
    overwrite overwrote overwritten, freeze froze frozen, begin began begun, keep kept, see saw seen,
    sell sold, feed fed, reset reset, say said, burn burned burnt, pull pulled, leave left, hold held,
    buy bought, split split, know known, rerun reran, understand understood, think thought,
    hide hid hidden, override overridden"""
_PAST = {lemma: past for lemma, *past in (entry.split() for entry in _IRREGULAR.split(","))}
"""Lemma -> its past forms, where no rule makes them."""
_DOUBLING = words(
    """
    drop ship trim zap plan stop chop scrap strip put cut set get shut let run spin begin swap
    map tag flip bin log dim pin wrap skip stub ban grab scan commit permit reset offset gut
    scrub hit quit slip snap split submit debug trap transfer unset rerun dub
    """
)
_VOWELS = "aeiou"


def forms(lemma: str) -> list[tuple[str, Form]]:
    """Every form of a verb; in a phrase only the first word bends ("rolled out")."""
    first, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    made = [(first, Form.BASE), (_third(first), Form.THIRD), (_gerund(first), Form.GERUND)]
    made += [(past, Form.PAST) for past in _past(first)]
    return [(word + tail, form) for word, form in made]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ing"


def _past(verb: str) -> list[str]:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return [verb + "d"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ied"]
    return [(verb + verb[-1] if verb in _DOUBLING else verb) + "ed"]
