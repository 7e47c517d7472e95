"""How far a negation reaches."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, helps, is_infinitive, is_verb

_DOUBLE = words(
    """
    wait stop rest hesitate fail only just merely mind worry bother warten zogern attendre dudes
    pierdas 仅 只 只是
    """
)
_NEAR = frozenset(
    {
        "no",
        "without",
        "sans",
        "sin",
        "ohne",
        "none",
        "instead of",
        "rather than",
        "statt",
        "excluding",
    }
)
_BEHIND = frozenset({"pas", "nicht", "nichts", "jamais", "rien"})
_NOTHING = frozenset({"nothing", "none", "nada", "rien", "nichts"})
"""Behind the verb: "change nothing"."""
_BUT = frozenset({"but", "except", "besides", "other", "else", "more", "mas", "d", "ausser"})
_LEAVES = frozenset({"leave", "keep"})
_ALONE = frozenset({"alone", "untouched", "unchanged"})
"""In "leave prod alone"."""
_AS_IT_IS = (" as it is", " as they are", " in place", " where it is", " where they are", " as is")
_NOBODY = frozenset({"nobody", "no one", "none"})
_REACH = 12


def is_negated(tokens: list[Token], place: int) -> bool:
    """The word at ``place`` is told not to be done: "do not", "never", "without ...", "lösche nicht"."""
    if (place + 1 < len(tokens) and tokens[place + 1].text in _BEHIND) or _is_left_alone(tokens, place):
        return True
    if place + 1 < len(tokens) and tokens[place + 1].text in _NOTHING:
        return not any(token.text in _BUT for token in tokens[place + 2 : place + 5])
    if tokens[-1].text == "nicht" and place < len(tokens) - 1:
        return True
    for before in range(place - 1, max(-1, place - 1 - _REACH), -1):
        token = tokens[before]
        if token.has("negation"):
            return _reaches(tokens, before, place)
        if (
            is_verb(token, Form.BASE)
            and is_verb(tokens[place], Form.BASE)
            and not token.word.noun
            and not helps(token)
        ):
            return False
    return False


def _is_left_alone(tokens: list[Token], place: int) -> bool:
    """In "leave prod alone", and nothing behind it."""
    said = [token.text for token in tokens if not token.has("politeness")]
    alone = bool(said) and (said[-1] in _ALONE or " ".join(said).endswith(_AS_IT_IS))
    return tokens[place].text in _LEAVES and alone


def _ends_before_modal(between: list[Token]) -> bool:
    """In "accounts that were never confirmed should be deleted" it belongs to what stands in between."""
    done = next((place for place, token in enumerate(between) if is_verb(token, Form.PAST)), None)
    return done is not None and any(token.has("modal") for token in between[done:])


def _belongs_to_relative(tokens: list[Token], between: list[Token], place: int) -> bool:
    """In "alle Konten die nie bezahlt haben löschen" the last verb is asked for."""
    last = place == len(tokens) - 1 and is_infinitive(tokens[place]) and bool(between)
    return last and between[-1].has("auxiliary", "finite") and not tokens[place - 1].word.environment


def _ends_reach(token: Token) -> bool:
    return token.has("subordinator") or token.punctuation in {",", "\uff0c"}


def _reaches(tokens: list[Token], negation: int, place: int) -> bool:
    between = tokens[negation + 1 : place]
    if tokens[negation].text in _NOBODY and any(is_verb(token, Form.PAST) for token in between[:2]):
        return not any(token.has("modal") for token in between)
    if _belongs_to_relative(tokens, between, place) or _ends_before_modal(between):
        return False
    if any(token.text in _DOUBLE for token in between):
        return False
    chinese = not tokens[negation].text.isascii()
    if any(_ends_reach(token) or (chinese and token.text == "的") for token in between):
        return False
    if tokens[negation].text in _NEAR and is_verb(tokens[place], Form.BASE):
        return len(between) <= 1 and not (tokens[place].has("negation"))
    return True
