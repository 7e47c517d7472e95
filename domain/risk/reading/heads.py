# ruff: noqa: E501 - tables of words read best in long lines
# ruff: noqa: PLR0911, PLR2004, C901 - a list of cases reads best as early returns
"""Which words of a clause name something to be done, and how each is meant."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment, Modality, Resource
from domain.risk.reading.negation import is_negated
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, helps, is_verb

SWALLOWING = frozenset({VerbClass.READ, VerbClass.WRITE})
_REQUESTS = words(
    """
    can could would will may might shall let must kannst konntest peux pouvez puedes podrias
    """
)
_YOU = words(
    """
    you we i one y'all du sie wir tu vous nous nosotros usted 你 您 我们 someone somebody
    """
)
_SPEAKERS = words(
    """
    i we you ich wir je nous j tu vous 我 我们 yo nosotros someone somebody team bot agent
    assistant
    """
)
_WISHES = words(
    """
    want need needs like wants would require mochte will quiero necesito veux voudrais 需要 想
    """
)
_HABIT = words(
    """
    every each always usually normally often typically regularly sometimes used never
    """
)
_WHAT_IS = frozenset({"whats", "wheres", "什么", "是什么"})
_WHAT = frozenset({"what", "was", "wie", "quel", "quelle", "quels", "quelles", "cual", "cuales"}) | _WHAT_IS
_MAKING = frozenset({VerbClass.CREATE, VerbClass.CHANGE, VerbClass.PROVISION})
_ENGLISH_EN = words(
    """
    open harden widen tighten loosen shorten flatten broaden reopen strengthen
    """
)
OUTSIDE = (Environment.PRODUCTION, Environment.STAGING)
_TO = frozenset({"to", "zu", "de", "que", "a"})
_BECOMING = frozenset({"be", "get", "gets", "being", "been", "werden", "etre", "ser", "被"})
_GONE = frozenset({"gone", "disappear", "vanish", "go", "away"})


@dataclass(frozen=True, slots=True)
class Head:
    """The word at ``place`` of its clause. ``unknown``: it stands like a verb, but is none that we know."""

    place: int
    modality: Modality
    passive: bool = False
    unknown: bool = False
    nominal: bool = False
    goes: bool = False
    """Its subject is to get to an environment."""
    grants: bool = False
    """Somebody is said to need access."""
    tells: bool = False
    """A question whose answer would be a secret."""


def find_heads(clause: Clause) -> list[Head]:
    """In the clause's order; a head that takes the rest of the clause with it hides what follows."""
    tokens = clause.tokens
    start = _skip_lead(tokens)
    if start is None:
        return []
    if _verb_last(tokens, start):
        last = len(tokens) - 1
        return [Head(last, Modality.NEGATED if is_negated(tokens, last) else Modality.ASKED, passive=True)]
    if secret := _asks_for_secret(tokens, start):
        return [secret]
    if _asks_to_know(clause, start):
        return _described(tokens, start)
    token = tokens[start]
    if (
        not token.word.known
        and start + 1 < len(tokens)
        and tokens[start + 1].has("determiner")
        and token.text.isalpha()
    ):
        return [Head(start, Modality.NEGATED if is_negated(tokens, start) else Modality.ASKED, unknown=True)]
    if not token.word.known and start + 1 < len(tokens) and _plain_order(tokens[start + 1]):
        return _imperative(clause, start + 1)
    if token.has("subordinator") and not is_verb(token, Form.BASE):
        return _after_subordinate(clause, start)
    if is_verb(token, Form.BASE) and not _is_subject(tokens, start):
        return _imperative(clause, start)
    return _from_statement(clause, start)


def _skip_lead(tokens: list[Token]) -> int | None:
    """Past greetings, "could you please", "we need to", "go ahead and", negations; None where nothing is left."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text in _REQUESTS and following in _YOU:
            place += 2
        elif token.text in _SPEAKERS and (jump := _wish(tokens, place)):
            place = jump
        elif _leads_in(token) or (
            token.text in _TO and place and (helps(tokens[place - 1]) or tokens[place - 1].has("dry"))
        ):
            place += 1
        else:
            return place
    return None


def _leads_in(token: Token) -> bool:
    if token.punctuation or helps(token) or token.has("argues"):
        return True
    if is_verb(token) or token.word.noun or token.word.environment:
        return False
    return token.has("conjunction", "politeness", "negation") and not token.has("subordinator", "question")


def _wish(tokens: list[Token], place: int) -> int:
    """The place after "I want (you) to", "we must", "I would like to"; 0 where it is something else."""
    here = place + 1
    seen = False
    while here < min(len(tokens), place + 6):
        token = tokens[here]
        if token.text in _WISHES or token.has("modal") or helps(token):
            seen = True
        elif token.text in _TO or token.text in {"you", "have", "am", "are", "going", "dich", "dass"}:
            pass
        elif (is_verb(token, Form.BASE) and seen and not token.word.noun) or (
            is_verb(token, Form.BASE) and tokens[here - 1].text in _TO
        ):
            return here
        else:
            return 0
        here += 1
    return 0


def _asks_to_know(clause: Clause, start: int) -> bool:
    token = clause.tokens[start]
    if token.has("question") and not is_verb(token, Form.BASE) and not token.word.noun:
        return True
    if not clause.question:
        return False
    return (
        token.has("auxiliary", "modal")
        or token.text in {"do", "should", "soll", "sollen", "sollten"}
        or clause.tokens[-1].has("question")
    )


def _verb_last(tokens: list[Token], start: int) -> bool:
    """A German infinitive at the end ("Port 22 in der Firewall öffnen"), with nothing finite before it."""
    last = tokens[-1]
    german = (
        is_verb(last, Form.BASE) and last.word.lemma.endswith("en") and last.word.lemma not in _ENGLISH_EN
    )
    if not german or len(tokens) - start < 2 or tokens[start].has("question", "subordinator"):
        return False
    return (
        not any(token.has("modal", "auxiliary", "finite") for token in tokens[start:-1])
        and tokens[-2].text != "zu"
    )


def _plain_order(token: Token) -> bool:
    """A verb that can be nothing else, and would be dangerous."""
    harmless = {VerbClass.FIX, VerbClass.AID, VerbClass.CHANGE, VerbClass.CREATE, *SWALLOWING}
    return (
        is_verb(token, Form.BASE)
        and not token.word.noun
        and not token.word.nominal
        and token.word.verb not in harmless
    )


def _asks_for_secret(tokens: list[Token], start: int) -> Head | None:
    """In "What is the database password?" wants it told."""
    if tokens[start].text not in _WHAT or tokens[start].has("subordinator"):
        last = tokens[-1]
        if not (last.has("question") and any(token.word.noun is Resource.SECRET for token in tokens[:-1])):
            return None
        return Head(len(tokens) - 1, Modality.ASKED, tells=True)
    place = start + 1
    while place < len(tokens) and tokens[place].has("auxiliary"):
        place += 1
    phrase = noun_phrase(tokens, place)
    named = phrase.determined or any(token.word.environment for token in tokens)
    if phrase.resource is Resource.SECRET and named and (place > start + 1 or tokens[start].text in _WHAT_IS):
        return Head(start, Modality.ASKED, tells=True)
    return None


def _described(tokens: list[Token], start: int) -> list[Head]:
    heads = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if is_verb(token) and not helps(token):
            heads.append(Head(place, Modality.DESCRIBED))
        elif token.word.nominal:
            heads.append(Head(place, Modality.DESCRIBED, nominal=True))
    return heads


def _after_subordinate(clause: Clause, start: int) -> list[Head]:
    """In "once approved deploy": the order begins behind the participle; without one all is circumstance."""
    tokens = clause.tokens
    short = tokens[start + 2 : start + 3]
    if short and is_verb(short[0], Form.BASE) and not tokens[start + 1].has("pronoun", "determiner"):
        return _imperative(clause, start + 2)
    for place in range(start + 3, len(tokens)):
        before, token = tokens[place - 1], tokens[place]
        done = before.word.form is Form.PAST or before.has("finite") or not before.word.known
        if (
            is_verb(token, Form.BASE)
            and done
            and not before.punctuation
            and not tokens[place - 2].has("determiner")
        ):
            return [*_described(tokens[: place - 1], start), *_imperative(clause, place)]
    return _described(tokens, start)


def _is_subject(tokens: list[Token], start: int) -> bool:
    """The verb is the first part of a name that has a verb of its own: "Drop shadow on the button looks wrong"."""
    phrase = noun_phrase(tokens, start + 1)
    if phrase.determined or phrase.pronoun or phrase.owned:
        return False
    if phrase.resource not in (Resource.CODE, Resource.UNKNOWN, Resource.SERVICE):
        return False
    if phrase.empty and not tokens[start].word.nominal and not tokens[start].word.noun:
        return False
    if mentions(tokens[start:]).anywhere is not Environment.UNKNOWN:
        return False
    for token in tokens[start + 1 :]:
        if token.has("pronoun") and not token.has("determiner"):
            return False
        if token.has("subordinator", "question") or (is_verb(token, Form.BASE) and token.has("conjunction")):
            return False
        if (
            token.has("finite", "auxiliary", "modal")
            and not token.has("determiner", "conjunction")
            and not token.word.noun
        ):
            return not token.has("negation")
    return False


def _imperative(clause: Clause, start: int) -> list[Head]:
    tokens = clause.tokens
    verb = tokens[start].word.verb
    modality = Modality.NEGATED if is_negated(tokens, start) else Modality.ASKED
    heads = [Head(start, modality)]
    rest = _described(tokens, start + 1)
    if verb in SWALLOWING and tokens[start].text != "get":
        return heads + rest
    for head in rest:
        token, before = tokens[head.place], tokens[head.place - 1]
        runs = verb is VerbClass.RUN and not (token.word.noun and not token.word.nominal)
        explains = head.place > 1 and tokens[head.place - 2].has("question")
        infinitive = is_verb(token, Form.BASE) and before.text in {"to", "zu"} and verb is not VerbClass.FIX
        means = is_verb(token, Form.GERUND) and (
            before.text == "by" or (verb is VerbClass.OPERATE and before is tokens[start])
        )
        means = means and tokens[start].text != "stop"
        lets = verb is VerbClass.GIVE and is_verb(token, Form.BASE) and before.text in {"it", "us", "them"}
        gets = tokens[start].text in {"get", "have"} and is_verb(token, Form.PAST) and head.place > start + 1
        if gets:
            heads.append(Head(head.place, modality, passive=before.text not in {"it", "them"}))
            continue
        infinitive = infinitive and not (
            verb in _MAKING and noun_phrase(tokens, start + 1).resource is Resource.CODE
        )
        if runs or lets or means or (infinitive and not explains):
            asked = modality if not is_negated(tokens, head.place) else Modality.NEGATED
            heads.append(Head(head.place, asked, nominal=head.nominal))
        else:
            heads.append(head)
    return heads


def _from_statement(clause: Clause, start: int) -> list[Head]:
    """A statement or a fragment: what in it is a request, if anything is."""
    tokens = clause.tokens
    if requests := _requests_in(tokens, start):
        return requests
    if chinese := _chinese(tokens, start):
        return chinese
    if _has_finite_verb(tokens, start):
        return _described(tokens, start)
    return _fragment(clause, start)


def _requests_in(tokens: list[Token], start: int) -> list[Head]:
    """In "must be deleted", "needs deleting", "I want it gone", "time to wipe"."""
    heads = []
    wished = modal = becoming = False
    speaker = any(token.text in _SPEAKERS for token in tokens[start : start + 2])
    for place in range(start, len(tokens)):
        token = tokens[place]
        before = tokens[place - 1].text if place else ""
        asked = Modality.NEGATED if is_negated(tokens, place) else Modality.ASKED
        if is_verb(token, Form.PAST) and (
            wished or becoming or (modal and not _english(token)) or _until(tokens, place)
        ):
            heads.append(Head(place, asked, passive=True))
        elif is_verb(token, Form.GERUND) and wished:
            heads.append(Head(place, asked, passive=token is tokens[-1]))
        elif is_verb(token, Form.BASE) and before in _BECOMING and becoming:
            heads.append(Head(place, asked, passive=True))
        elif modal and token.word.verb is VerbClass.DEPLOY and token.text.startswith("go "):
            heads.append(Head(place, asked))
        elif token.text in _GONE and (wished or modal) and token is not tokens[start]:
            heads.append(Head(place, asked, passive=True, unknown=False))
        elif (
            is_verb(token, Form.BASE)
            and not helps(token)
            and _infinitive(before, wished=wished, modal=modal, speaker=speaker)
        ):
            heads.append(Head(place, asked, passive=not speaker and before not in _TO))
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        has_to = token.text in {"has", "have"} and (following.text == "to" or following.has("determiner"))
        wished = wished or token.text in _WISHES or token.text in {"time", "supposed"} or has_to
        modal = modal or token.has("modal")
        becoming = becoming or (token.text in _BECOMING and (modal or wished or before == "to"))
    if not heads and (wanted := _wants_access(tokens, start)):
        return [wanted]
    if modal and not heads and _must_go_live(tokens, start):
        negated = is_negated(tokens, len(tokens) - 1)
        return [Head(start, Modality.NEGATED if negated else Modality.ASKED, goes=True)]
    if modal and not heads and noun_phrase(tokens, start).resource is Resource.NETWORK:
        return [
            Head(
                start,
                Modality.NEGATED if is_negated(tokens, len(tokens) - 1) else Modality.ASKED,
                unknown=True,
            )
        ]
    return heads


def _wants_access(tokens: list[Token], start: int) -> Head | None:
    """As in "Bob needs root on web-1"."""
    for place in range(start, len(tokens) - 1):
        if tokens[place].text in {"needs", "need", "wants", "requires", "braucht", "necesita"}:
            wanted = noun_phrase(tokens, place + 1).resource
            if wanted is Resource.PERMISSION:
                return Head(
                    place, Modality.NEGATED if is_negated(tokens, place) else Modality.ASKED, grants=True
                )
    return None


def _must_go_live(tokens: list[Token], start: int) -> bool:
    """In "version 3 must be in production tonight": something that is made of code has to get somewhere."""
    phrase = noun_phrase(tokens, start)
    return (
        phrase.resource in (Resource.SERVICE, Resource.BRANCH, Resource.UNKNOWN)
        and mentions(tokens).target in OUTSIDE
    )


def _infinitive(before: str, *, wished: bool, modal: bool, speaker: bool) -> bool:
    if before == "to":
        return wished
    return speaker and modal


def _english(token: Token) -> bool:
    """English says "should be deleted"; other languages put "be" behind, or nothing."""
    return token.text.endswith("ed") or (
        token.word.lemma.isascii() and token.text in {"dropped", "wiped", "sent", "rebuilt"}
    )


def _until(tokens: list[Token], place: int) -> bool:
    return any(token.text in {"until", "till"} for token in tokens[:place])


def _has_finite_verb(tokens: list[Token], start: int) -> bool:
    speaker = tokens[start].text in _SPEAKERS
    if speaker and any(token.text in _HABIT for token in tokens):
        return True
    if speaker:
        return not any(is_verb(token, Form.BASE) for token in tokens[start + 1 : start + 3])
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.has("subordinator") and place > start:
            return False
        if token.has("finite", "auxiliary") and not token.word.environment:
            return True
        if is_verb(token, Form.PAST, Form.THIRD) and place > start and not token.word.noun:
            return not (place and tokens[place - 1].has("determiner"))
    return False


def _chinese(tokens: list[Token], start: int) -> list[Head]:
    """The first verb leads, unless the clause begins with a preposition and ends in harmless work."""
    if not any("\u3400" <= token.text[:1] <= "\u9fff" for token in tokens):
        return []
    verbs = [n for n in range(start, len(tokens)) if is_verb(tokens[n], Form.BASE) and not helps(tokens[n])]
    if not verbs or any(token.has("finite") and not token.text.isascii() for token in tokens):
        return []
    safe = [n for n in verbs if tokens[n].word.verb in SWALLOWING]
    head = safe[-1] if safe and tokens[start].text in {"为", "对", "给", "关于"} else verbs[0]
    passive = any(token.text in {"把", "将", "被"} for token in tokens[:head]) or head == len(tokens) - 1
    modality = Modality.NEGATED if is_negated(tokens, head) else Modality.ASKED
    return [Head(head, modality, passive=passive)]


def _fragment(clause: Clause, start: int) -> list[Head]:
    """No verb that says what is: a verb at the end, the name of a doing, or a word that stands like a verb."""
    tokens = clause.tokens
    heads: list[Head] = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        modality = Modality.NEGATED if is_negated(tokens, place) else Modality.ASKED
        if is_verb(token, Form.BASE, Form.GERUND) and not helps(token) and _acts(tokens, place, start):
            at_end = place == len(tokens) - 1 or noun_phrase(tokens, place + 1).empty
            heads.append(Head(place, modality, passive=at_end and place > start))
            if token.word.verb in SWALLOWING:
                return heads
        elif token.word.nominal and noun_phrase(tokens, place).resource is not Resource.CODE:
            heads.append(Head(place, modality, nominal=True))
    if not heads and (tells := _begs_for_secret(tokens, start)):
        return [tells]
    if not heads and _goes_somewhere(tokens, start):
        return [Head(start, Modality.ASKED, unknown=True)]
    if not heads and _stands_like_a_verb(tokens, start):
        heads.append(
            Head(start, Modality.NEGATED if is_negated(tokens, start) else Modality.ASKED, unknown=True)
        )
    return heads


def _begs_for_secret(tokens: list[Token], start: int) -> Head | None:
    """In "the password for the database, please"."""
    phrase = noun_phrase(tokens, start)
    polite = any(token.text in {"please", "pls", "plz", "bitte", "svp"} for token in tokens)
    return Head(start, Modality.ASKED, tells=True) if phrase.resource is Resource.SECRET and polite else None


def _goes_somewhere(tokens: list[Token], start: int) -> bool:
    """An unknown word first, and an environment to which it leads."""
    known = tokens[start].word.known or tokens[start].path or tokens[start].inner
    return not known and tokens[start].text.isalpha() and mentions(tokens).target in OUTSIDE


def _acts(tokens: list[Token], place: int, start: int) -> bool:
    """Not only a part of a name, nor what something is for ("a script to delete", "guide for deleting")."""
    token = tokens[place]
    if token.word.noun or token.word.nominal:
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        return (
            following is not None
            and following.has("determiner", "pronoun")
            and not following.has("preposition")
        )
    before = tokens[place - 1] if place > start else None
    return before is None or before.text not in {"to", "zum", "of", "for", "de", "about", "on", "beim"}


def _stands_like_a_verb(tokens: list[Token], start: int) -> bool:
    token = tokens[start]
    if (
        token.word.known
        or token.path
        or token.call
        or token.inner
        or not token.text.isalpha()
        or start + 1 >= len(tokens)
    ):
        return False
    phrase = noun_phrase(tokens, start + 1)
    return phrase.determined or phrase.pronoun or phrase.owned or (phrase.resource is not Resource.UNKNOWN)
