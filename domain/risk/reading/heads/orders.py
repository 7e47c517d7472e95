"""Orders: a verb in front, a German infinitive at the end, an order behind a circumstance."""

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment, Modality, Resource
from domain.risk.reading.heads.head import SWALLOWING, Head, asked_at, described
from domain.risk.reading.negation import is_negated
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, is_infinitive, is_verb

_CIRCUMSTANCE = 9
"""Words in which a place or a purpose in front comes to its order."""
_MAKING = frozenset({VerbClass.CREATE, VerbClass.CHANGE, VerbClass.PROVISION})
_HARMLESS = frozenset({VerbClass.FIX, VerbClass.AID, VerbClass.CHANGE, VerbClass.CREATE, *SWALLOWING})
_GERMAN = words(
    """
    der die das den dem ein eine einen auf von vom zum zur im alle
    """
)
_ENDS_RELATIVE = frozenset({"im", "ist", "sind", "war", "waren", "hat", "hatte", "wurde", "wurden", "worden"})
"""They cannot go with an infinitive, so they belong to what stands between ("die inaktiv sind")."""
_MUST_BE = frozenset({"ist", "sind", "waren"})
_NAMES_DOING = frozenset({"zu", "zum", "beim", "am", "vom", "das"})
_NAMES_A_PART = frozenset({Resource.CODE, Resource.UNKNOWN, Resource.SERVICE})
_SPANISH_MAKES = words(
    """
    haz haga hagan hagas hacer hagamos haced hace
    """
)
_STARTS = words(
    "lance lancer lancez relance relancer relancez declenche declencher declenchez arranca lanza lanzar"
)
_NEAR = 2
"""Words in which what is started comes: "lance la migration"."""
_INFINITIVE = frozenset({"to", "zu"})
_IS = frozenset({"is", "are", "was", "were", "has", "had", "isnt", "wasnt"})
"""Behind such a word's subject: "file is uploaded"."""
_RECEIVERS = frozenset({"it", "us", "them"})


def verb_last(tokens: list[Token], start: int) -> bool:
    """A German infinitive at the end ("Port 22 in der Firewall öffnen"), with nothing finite before it."""
    last = tokens[-1]
    if not is_infinitive(last) or start == len(tokens) - 1 or tokens[start].has("question", "subordinator"):
        return False
    finite = any(
        token.has("modal") or (token.has("auxiliary", "finite") and not _ends_relative(tokens, place))
        for place, token in enumerate(tokens[:-1])
        if place >= start
    )
    if tokens[-2].text == "zu":
        return _is_to_be_done(tokens[start:])
    return not finite and tokens[-2].text not in _NAMES_DOING


def _ends_relative(tokens: list[Token], place: int) -> bool:
    """In "alle, die nie kamen, löschen" the verb at ``place`` ends what stands between."""
    comma = bool(tokens[place + 1].punctuation) and place + 2 < len(tokens)
    return tokens[place].text in _ENDS_RELATIVE or comma or place == len(tokens) - 2


def _is_to_be_done(tokens: list[Token]) -> bool:
    """In "... sind zu entfernen"; not in "..., um sie zu entfernen"."""
    texts = [token.text for token in tokens]
    wonders = texts[:2] in (["ist", "es"], ["war", "es"])
    return not _MUST_BE.isdisjoint(texts) and "um" not in texts and not wonders


def unknown_last(tokens: list[Token], start: int) -> bool:
    """As :func:`verb_last`, for a word that we do not know ("den DNS-Eintrag auf web-2 umbiegen")."""
    last = tokens[-1]
    if last.word.known or not last.text.endswith("en") or tokens[start].has("question", "subordinator"):
        return False
    said = any(is_verb(token) or token.has("modal", "auxiliary", "finite") for token in tokens[start:-1])
    return not said and any(token.text in _GERMAN for token in tokens[start:-1])


def plain_order(token: Token) -> bool:
    """A verb that can be nothing else, and would be dangerous."""
    word = token.word
    return is_verb(token, Form.BASE) and not word.noun and not word.nominal and word.verb not in _HARMLESS


def after_subordinate(clause: Clause, start: int) -> list[Head]:
    """In "once approved deploy": the order begins behind the participle; without one all is circumstance."""
    tokens = clause.tokens
    short = tokens[start + 2 : start + 3]
    if short and is_verb(short[0], Form.BASE) and not tokens[start + 1].has("pronoun", "determiner"):
        return imperative(clause, start + 2)
    for place in range(start + 3, len(tokens)):
        if is_verb(tokens[place], Form.BASE) and _ends_circumstance(tokens, place):
            return [*described(tokens[: place - 1], start), *imperative(clause, place)]
    return described(tokens, start)


def behind_circumstance(tokens: list[Token], start: int) -> int | None:
    """In "on the live server remove all orders" the order comes behind the place; None without one."""
    if not tokens[start].has("preposition") or tokens[start].has("subordinator", "question"):
        return None
    for place in range(start + 2, min(len(tokens) - 1, start + _CIRCUMSTANCE)):
        token, before, following = tokens[place], tokens[place - 1], tokens[place + 1]
        if token.has("auxiliary", "finite", "modal", "subordinator", "pronoun") and not token.has(
            "determiner"
        ):
            return None
        named = before.has("preposition", "determiner", "conjunction", "auxiliary", "negation")
        if is_verb(token, Form.BASE) and not named and before.text != "to":
            return (
                place
                if following.has("determiner") or following.text.startswith(("all ", "every "))
                else None
            )
    return None


def _ends_circumstance(tokens: list[Token], place: int) -> bool:
    before = tokens[place - 1]
    done = before.word.form is Form.PAST or before.has("finite") or not before.word.known
    return done and not before.punctuation and not tokens[place - 2].has("determiner")


def is_subject(tokens: list[Token], start: int) -> bool:
    """The verb begins a name that has a verb of its own: "Drop shadow on the button looks wrong"."""
    if tokens[start].text == "let":
        return False
    following = tokens[start + 1 : start + 2]
    named = len(tokens) > start + 2 and tokens[start + 2].glued
    if following and following[0].text in _IS and not named and tokens[start].text not in {"let", "make"}:
        return True
    if not _has_own_verb(tokens[start + 1 :]):
        return False
    phrase = noun_phrase(tokens, start + 1)
    if phrase.determined or phrase.pronoun or phrase.owned or phrase.resource not in _NAMES_A_PART:
        return False
    if phrase.empty and not tokens[start].word.nominal and not tokens[start].word.noun:
        return False
    return mentions(tokens[start:]).anywhere is Environment.UNKNOWN


def _has_own_verb(tokens: list[Token]) -> bool:
    for token in tokens:
        if not token.word.roles:
            continue
        if token.has("pronoun") and not token.has("determiner"):
            return False
        if token.has("subordinator", "question") or (is_verb(token, Form.BASE) and token.has("conjunction")):
            return False
        finite = token.has("finite", "auxiliary", "modal") and not token.has("determiner", "conjunction")
        if finite and not token.word.noun:
            return not token.has("negation")
    return False


def imperative(clause: Clause, start: int) -> list[Head]:
    """The order at ``start``, and what else in the clause it has done: "run ... to delete", "by deleting"."""
    tokens = clause.tokens
    modality = asked_at(tokens, start)
    heads = [Head(start, modality)]
    rest = described(tokens, start + 1)
    if tokens[start].word.verb in SWALLOWING and tokens[start].text != "get":
        return heads + rest
    for head in rest:
        if _gets_done(tokens, start, head.place):
            passive = tokens[head.place - 1].text not in {"it", "them"}
            heads.append(Head(head.place, modality, passive=passive))
        elif _has_done(tokens, start, head):
            asked = Modality.NEGATED if is_negated(tokens, head.place) else modality
            heads.append(Head(head.place, asked, nominal=head.nominal))
        else:
            heads.append(head)
    return heads


def _gets_done(tokens: list[Token], start: int, place: int) -> bool:
    """In "get the tables dropped"."""
    return tokens[start].text in {"get", "have"} and is_verb(tokens[place], Form.PAST) and place > start + 1


def _has_done(tokens: list[Token], start: int, head: Head) -> bool:
    verb, token, before = tokens[start].word.verb, tokens[head.place], tokens[head.place - 1]
    if tokens[start].text in _SPANISH_MAKES and _makes_code(tokens, start):
        return False
    if verb is VerbClass.RUN and not (token.word.noun and not token.word.nominal):
        return True
    if head.nominal and tokens[start].text in _STARTS and head.place <= start + _NEAR:
        return True
    lets = before.text in _RECEIVERS or (token.word.verb is VerbClass.DEPLOY and before.text != "de")
    if verb is VerbClass.GIVE and is_verb(token, Form.BASE) and lets:
        return True
    return _is_means(tokens, start, head.place) or _is_purpose(tokens, start, head.place)


def _makes_code(tokens: list[Token], start: int) -> bool:
    """In "haz un borrador del plan para migrar", "haz que el linter avise" nothing is run."""
    that = tokens[start + 1 : start + 2]
    here = start + 1 + (bool(that) and that[0].text == "que")
    return noun_phrase(tokens, here).resource is Resource.CODE


def _is_means(tokens: list[Token], start: int, place: int) -> bool:
    """In "free space by deleting", "start deleting"."""
    if not is_verb(tokens[place], Form.GERUND) or tokens[start].text == "stop":
        return False
    goes_on = tokens[start].word.verb is VerbClass.OPERATE and place == start + 1
    return tokens[place - 1].text == "by" or goes_on


def _is_purpose(tokens: list[Token], start: int, place: int) -> bool:
    """In "use the tool to delete"; not in "fix the bug to ...", nor in "create a script to ..."."""
    verb = tokens[start].word.verb
    if not is_verb(tokens[place], Form.BASE) or tokens[place - 1].text not in _INFINITIVE:
        return False
    explains = place > 1 and tokens[place - 2].has("question")
    if verb in (VerbClass.FIX, VerbClass.GIVE, VerbClass.GRANT) or explains:
        return False
    return not (verb in _MAKING and noun_phrase(tokens, start + 1).resource is Resource.CODE)
