"""Cut the tokens into sentences and clauses, so that each clause says one thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.commas import (
    chinese_verb_ahead,
    ends_in_infinitive,
    ends_in_tag,
    german_order_ahead,
    wonders,
)
from domain.risk.reading.joints import (
    LEADING,
    begins_anew,
    gives_a_reason,
    is_wrapped,
    joins_mentions,
    joins_names,
    lead_of,
    lists_mentions,
    orders_by_unknown_word,
)
from domain.risk.reading.marks import COMMAS, breaks_at_mark
from domain.risk.reading.tokens import Token, helps, is_end, is_infinitive, is_verb

_BULLETS = frozenset("-*\u2022#\u2013")
_LONGEST = 80
"""Tokens of a clause: keeps the work on each word bounded, whatever is sent."""
_ARROWS = frozenset(">\u2192\u21d2")
_OR = frozenset({"or", "nor", "oder", "ni", "ou", "o", "u", "或者"})
_THEN = frozenset(
    {"then", "and then", "danach", "dann", "puis", "luego", "finally", "afterwards", "然后", "再"}
)
_SWALLOWING = frozenset({VerbClass.READ, VerbClass.WRITE})
_BETWEEN = frozenset({"between", "zwischen", "entre", "versus", "vs"})
_QUANTIFIERS = frozenset({"all", "every", "everyone", "everybody", "each", "any"})
_QUANTIFIED = 4
"""Words in which it is said that all of something are meant."""
_ALL_BUT = frozenset({"nothing", "anything", "all", "everything", "none"})
_CONTRAST = frozenset({"but", "sondern", "mais", "pero", "sino", "aber", "但是", "但", "而是", "yet"})


@dataclass(slots=True)
class Clause:
    """``alternative``: it continues the one before with "or", so a negation there goes on here."""

    tokens: list[Token]
    sentence: int
    question: bool = False
    alternative: bool = False
    first: bool = True
    arrow: bool = False
    """An arrow leads to it: "build 12 -> staging"."""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def split(tokens: list[Token], text: str) -> list[Clause]:
    """The clauses in order; none is empty."""
    clauses: list[Clause] = []
    for number, (sentence, question) in enumerate(_sentences(tokens, text)):
        clauses += _clauses(sentence, number, text, question=question and not ends_in_tag(sentence))
    return clauses


def _sentences(tokens: list[Token], text: str) -> Iterator[tuple[list[Token], bool]]:
    current: list[Token] = []
    for place, token in enumerate(tokens):
        if current and _begins_line_item(tokens, place, text):
            yield current, False
            current = []
        if is_end(token):
            if current:
                yield current, token.punctuation[0] in "?？"
            current = []
        else:
            current.append(token)
    if current:
        yield current, False


def _begins_line_item(tokens: list[Token], place: int, text: str) -> bool:
    """A bullet that stands first in its line."""
    token = tokens[place]
    if token.punctuation not in _BULLETS or not _begins_line(tokens, place, text):
        return False
    return text[token.end : token.end + 1].isspace()


def _begins_line(tokens: list[Token], place: int, text: str) -> bool:
    return place > 0 and text.find("\n", tokens[place - 1].end, tokens[place].start) >= 0


def _clauses(sentence: list[Token], number: int, text: str, *, question: bool) -> list[Clause]:
    found: list[Clause] = []
    current: list[Token] = []
    alternative = False
    for place, token in enumerate(sentence):
        if current and _is_boundary(sentence, place, current, text):
            _keep(found, current, number, question=question, alternative=alternative)
            alternative = token.text in _OR
            current = []
        if current or not token.punctuation:
            current.append(token)
    _keep(found, current, number, question=question, alternative=alternative)
    for before, clause in pairwise(found):
        between = text[before.end : clause.start]
        clause.arrow = not _ARROWS.isdisjoint(between) and not _is_order(before.tokens)
    return found


def _is_order(tokens: list[Token]) -> bool:
    lead = lead_of(tokens)
    return is_verb(lead, Form.BASE) and not lead.word.noun


def _keep(
    found: list[Clause], tokens: list[Token], number: int, *, question: bool, alternative: bool
) -> None:
    while tokens and tokens[-1].punctuation:
        tokens.pop()
    if tokens:
        found.append(Clause(tokens, number, question, alternative, first=not found))


def _is_boundary(sentence: list[Token], place: int, current: list[Token], text: str) -> bool:
    token = sentence[place]
    if len(current) >= _LONGEST:
        return True
    if _begins_line(sentence, place, text) and _orders(sentence, place):
        return not is_wrapped(sentence, place, current)
    if mark := token.punctuation:
        return breaks_at_mark(mark, sentence, place, current, text)
    behind_comma = sentence[place - 1].punctuation in COMMAS and not wonders(current)
    if behind_comma and (_predicate_at(sentence, place) or lists_mentions(sentence, place, text)):
        return _orders_behind_comma(sentence, place, current, text)
    if behind_comma and _goes_on_anew(sentence, place, current):
        return True
    return _joins(sentence, place, current) and not _is_one_phrase(sentence, place, text)


def _orders_behind_comma(sentence: list[Token], place: int, current: list[Token], text: str) -> bool:
    if lists_mentions(sentence, place, text):
        return False
    return _adds_an_order(sentence, place, current) or not _coordinates(current, sentence[place])


def _goes_on_anew(sentence: list[Token], place: int, current: list[Token]) -> bool:
    """What stands behind the comma says something else."""
    ends = ends_in_infinitive(current) or gives_a_reason(sentence, place, current)
    ends = ends or german_order_ahead(sentence, place, current)
    return ends or orders_by_unknown_word(sentence, place) or chinese_verb_ahead(sentence, place)


def _is_one_phrase(sentence: list[Token], place: int, text: str) -> bool:
    """As in "nothing but send mails"."""
    all_but = sentence[place].text in _CONTRAST and sentence[place - 1].text in _ALL_BUT
    all_but = all_but or _excepts(sentence, place)
    if sentence[place].text == "plus" and any(token.text in {"ne", "n"} for token in sentence[:place]):
        return True
    return all_but or joins_mentions(sentence, place, text) or joins_names(sentence, place)


def _excepts(sentence: list[Token], place: int) -> bool:
    """In "all regions but Japan" no other clause begins."""
    said = [token.text for token in sentence[max(0, place - _QUANTIFIED) : place]]
    following = sentence[place + 1 : place + 2]
    if sentence[place].text != "but" or _QUANTIFIERS.isdisjoint(said) or not following:
        return False
    return not (
        is_verb(following[0]) or following[0].has("pronoun", "negation", "modal", "auxiliary", "politeness")
    )


def _joins(sentence: list[Token], place: int, current: list[Token]) -> bool:
    token = sentence[place]
    joins = "conjunction" in token.word.roles and not sentence[place - 1].has("conjunction")
    if token.text == "next" and sentence[place - 1].has("preposition", "determiner"):
        return False
    if joins and _predicate_at(sentence, place) and not _coordinates(current, token):
        return True
    contrasts = token.text in _CONTRAST or "argues" in token.word.roles
    return contrasts or begins_anew(sentence, place)


def _orders(sentence: list[Token], place: int) -> bool:
    token = sentence[place]
    name = token.word.noun is not None or token.text == "back up" or is_infinitive(token)
    ends_a_name = name and place + 1 == len(sentence)
    links = token.has("determiner", "preposition")
    return is_verb(token, Form.BASE) and not (ends_a_name or links) and not _is_subcommand(sentence, place)


def _is_subcommand(sentence: list[Token], place: int) -> bool:
    """It follows its program, or another subcommand of that ("docker stack deploy")."""
    text = sentence[place].text
    for program in range(place - 1, max(-1, place - 3), -1):
        spoken_of = program > 0 and sentence[program - 1].has("preposition")
        spoken_of = spoken_of or (program < place - 1 and _goes_on_in_prose(sentence, place))
        if not spoken_of and text in SUBCOMMANDS.get(sentence[program].text, ()):
            return True
    return False


def _goes_on_in_prose(sentence: list[Token], place: int) -> bool:
    """In "npm test", and on the next line "deploy to production", that is no subcommand."""
    following = sentence[place + 1 : place + 2]
    if not following:
        return False
    return following[0].has("preposition", "determiner") or following[0].text.startswith(("all ", "every "))


def _predicate_at(sentence: list[Token], place: int) -> bool:
    """A verb that could be an order stands here, after words that only lead in."""
    for token in sentence[place : place + 5]:
        if is_verb(token, Form.BASE) or token.has("negation") or helps(token) or token.has("dry"):
            return True
        says = token.has("pronoun", "modal", "subordinator", "question")
        if says and not token.has("determiner", "conjunction"):
            return True
        if not token.has(*LEADING):
            return False
    return False


def _adds_an_order(sentence: list[Token], place: int, current: list[Token]) -> bool:
    """In "document how we rotate keys, and rotate the Stripe key" the second verb is no item of a list."""
    if sentence[place].text != "and" or any(item.punctuation in COMMAS for item in current[:-1]):
        return False
    verb, behind = sentence[place + 1 : place + 2], sentence[place + 2 : place + 3]
    return bool(verb and behind) and is_verb(verb[0], Form.BASE) and behind[0].has("determiner")


def _coordinates(current: list[Token], joint: Token) -> bool:
    """The verb goes on with one inside what is only read or written about ("how to stop and delete")."""
    if joint.text in _THEN:
        return False
    head = next((token for token in current if not token.has(*LEADING) and not helps(token)), current[0])
    if head.has("question") or any(item.text in _BETWEEN for item in current[-2:-1]):
        return True
    if head.word.verb not in _SWALLOWING or head.word.form is not Form.BASE:
        return False
    for before, token in pairwise(current[1:]):
        if is_verb(token, Form.BASE) and (
            before.text in {"to", "we", "you", "zu", "de", "如何"} or before.has("question")
        ):
            return True
    between = next((n for n, item in enumerate(current) if item.text in _BETWEEN), None)
    if between is not None and all(is_verb(item) or item.punctuation for item in current[between + 1 :]):
        return True
    last = current[-1]
    nominal = last.word.nominal and not any(item.has("determiner") for item in current[-2:-1])
    mentioned = nominal or any(item.text in _BETWEEN for item in current[-2:-1])
    return bool(mentioned and last is not head and is_verb(last, Form.BASE))
