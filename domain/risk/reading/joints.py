"""Where one sentence ends and the next begins without a full stop, and where words are only mentioned."""

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.tokens import Token, is_verb

LEADING = ("conjunction", "politeness")
_GOES_ON = ("preposition", "negation", "modal", "question", "subordinator")
_ARTICLES = words(
    """
    the a an all every my our der die das den le la les un une el los las una
    """
)
"""A line that ends with such a word goes on in the next one."""
_PARTICLES = words(
    """
    on over off out down up durch aus ab an ein hoch zuruck um zu los weg bereit auf vor mit bei nach zusammen
    nothing none nobody nichts niemand rien personne nada nadie
    """
)
"""They end an order: "turn it off", "change nothing"."""
_ENDS_A_QUESTION = frozenset({"who", "why", "wer", "warum", "qui", "pourquoi", "quien"})
"""As in "find out who"."""
_BUSY = frozenset({VerbClass.FIX, VerbClass.AID, VerbClass.READ, VerbClass.WRITE})
"""Verbs too common as nouns for a line's first word to be an order; in "check it is running" none begins."""
_QUOTES = frozenset("\"'`\u201c\u201d\u201e")
_RELATIVES = frozenset({"die", "der", "das", "den", "dem", "denen", "deren", "dessen", "welche"})
_SUBJECT = 6
"""Words in which a sentence behind a comma comes to its verb."""


def lead_of(tokens: list[Token]) -> Token:
    """The first word that is no courtesy."""
    return next((item for item in tokens if not item.has(*LEADING)), tokens[0])


def gives_a_reason(sentence: list[Token], place: int, current: list[Token]) -> bool:
    """Behind an order comes a sentence with its own subject ("Roll back, errors are rising")."""
    lead = lead_of(current)
    if not (is_verb(lead, Form.BASE) or lead.word.nominal) or _is_relative(sentence, place):
        return False
    for token in sentence[place : place + _SUBJECT]:
        if token.punctuation or token.has("subordinator", "conjunction", "question"):
            return False
        if token.has("finite", "auxiliary") and not token.word.environment:
            return token is not sentence[place]
    return False


def _is_relative(sentence: list[Token], place: int) -> bool:
    """In "lösche die Texte, die Kunden geschrieben haben": German puts the verb last."""
    if sentence[place].text not in _RELATIVES:
        return False
    end = next((n for n in range(place, len(sentence)) if sentence[n].punctuation), len(sentence))
    return sentence[end - 1].has("auxiliary")


def orders_by_unknown_word(sentence: list[Token], place: int) -> bool:
    """In "it is abandoned, reclaim it": a word that we do not know, and nothing but a pronoun behind."""
    word, object_ = sentence[place], sentence[place + 1 : place + 2]
    if word.word.known or not word.text.isalpha() or not object_ or object_[0].text not in {"it", "them"}:
        return False
    behind = sentence[place + 2 : place + 3]
    return not behind or bool(behind[0].punctuation) or behind[0].has("politeness", "preposition")


def joins_mentions(sentence: list[Token], place: int, text: str) -> bool:
    """In 'add "nuke" and "wipe" to the list' the words are only mentioned."""
    if not sentence[place].has("conjunction") or place + 1 >= len(sentence):
        return False
    before, after = sentence[place - 1], sentence[place + 1]
    return text[before.end : before.end + 1] in _QUOTES and text[after.start - 1 : after.start] in _QUOTES


def lists_mentions(sentence: list[Token], place: int, text: str) -> bool:
    """In 'add "drop", "truncate" and "delete" to the list' no order stands behind the comma."""
    comma, here = sentence[place - 1], sentence[place]
    if comma.punctuation != "," or place < 2:  # noqa: PLR2004 - a word and a comma
        return False
    before = text[comma.start - 1 : comma.start] in _QUOTES or text[comma.end : comma.end + 1] in _QUOTES
    return (
        before and text[here.start - 1 : here.start] in _QUOTES and text[here.end : here.end + 1] in _QUOTES
    )


def joins_names(sentence: list[Token], place: int) -> bool:
    """In "the delete and archive buttons" both verbs only name what follows them."""
    if not sentence[place].has("conjunction") or place < 2 or place + 2 >= len(sentence):  # noqa: PLR2004 - "the delete"
        return False
    named = is_verb(sentence[place - 1], Form.BASE) and sentence[place - 2].has("determiner")
    part = sentence[place + 2]
    return named and part.word.noun is Resource.CODE and not part.has("determiner", "pronoun")


def is_wrapped(sentence: list[Token], place: int, current: list[Token]) -> bool:
    """The line only goes on with the one before it, as where a line ends with "the"."""
    token, before = sentence[place], sentence[place - 1]
    goes_on = before.has(*_GOES_ON) and before.text not in _PARTICLES and not before.word.noun
    month = before.text == "may" and sentence[place - 2].has("preposition")
    goes_on = goes_on and not month and before.text not in _ENDS_A_QUESTION
    german = before.text == "an" and token.text[0] not in "aeiou"
    article = before.text in _ARTICLES and not (before.glued or german)
    if token.word.verb in _BUSY or goes_on or article:
        return True
    return current[0].text == "update" and any(item.text == "set" for item in (token, *current))


def begins_anew(sentence: list[Token], place: int) -> bool:
    """A new sentence without a full stop before it ("... to production It has been approved")."""
    token, before = sentence[place], sentence[place - 1]
    if before.inner and is_verb(token, Form.BASE) and not token.word.noun and place + 1 < len(sentence):
        return not any(item.has("determiner") for item in sentence[max(0, place - 2) : place - 1])
    if before.text in {"pls", "please", "plz", "asap"} and is_verb(token, Form.BASE):
        return not any(item.has("negation", "modal", "question") for item in sentence[:place])
    if token.text not in {"it", "this", "that"} or not any(
        t.has("auxiliary") for t in sentence[place + 1 : place + 2]
    ):
        return False
    checks = is_verb(before, Form.BASE, Form.GERUND) and before.word.verb in _BUSY
    return not checks and not before.has(*_GOES_ON, "conjunction", "auxiliary")
