"""Statements that ask: "must be deleted", "needs deleting", "I want it gone", "Bob needs root"."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.heads.head import OUTSIDE, SPEAKERS, TO, Asks, Head, asked_at
from domain.risk.reading.heads.leads import WISHES
from domain.risk.reading.heads.passing_on import is_ensured, is_passed_on, to_be_seen, to_know, wished_before
from domain.risk.reading.nouns import NounPhrase
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.staff import wants_account
from domain.risk.reading.tokens import Token, helps, is_verb

_BECOMING = words(
    """
    be get gets being been werden etre ser 被 soit soient sea sean quede queden este esten
    """
)
_OURS = words(
    """
    team teams people colleagues department vendor else crew folks provider
    """
)
_GONE = frozenset({"gone", "disappear", "vanish", "go", "away"})
_NEEDS = words(
    """
    needs need wants requires braucht necesita necesitan pide piden solicita solicitan exige exigen
    需要 要 想要 申请
    """
)
_MADE_OF_CODE = frozenset({Resource.SERVICE, Resource.BRANCH, Resource.UNKNOWN})
_RUNNING = frozenset({Resource.SERVICE, Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.DATA})
_SHOULD = frozenset({"should", "must", "ought", "shall"})
_ANSWERS = words(
    """
    return show display render log answer respond accept reject validate say tell print report handle not
    never
    """
)
"""What a program does: its code says so."""
_GOES = frozenset(
    {
        "goes",
        "moves",
        "ships",
        "geht",
        "kommt",
        "va",
        "passe",
        "sube",
        "pasa",
        "sale",
        "entra",
        "llega",
        "baja",
    }
)
_TO_A_PLACE = frozenset({"to", "on", "onto", "into", "live", "nach", "auf", "in", "en", "a"})
_INSTEAD = frozenset({"instead of", "rather than"})
_WHEN = words(
    """
    heute morgen abend nacht jetzt sofort gleich montag dienstag mittwoch donnerstag freitag samstag
    sonntag uhr ubermorgen nachher mittag wochenende demain soir nuit lundi mardi mercredi jeudi vendredi
    samedi dimanche midi matin
    """
)
_HABITS = words(
    """
    jede jeden jedes immer taglich wochentlich nachts morgens abends chaque tous toutes toujours
    quotidiennement nicht pas wenn falls si quand lorsque obwohl
    """
)
_SOMEBODY = frozenset({"jemand", "man", "quelqu"})
_IS_DONE = frozenset({"is", "are", "gets"})
_OPENING = 5
"""Words in which it is said who should do it."""
_IRREGULAR = frozenset({"dropped", "wiped", "sent", "rebuilt"})


@dataclass(slots=True)
class _Mood:
    """What was said before a word: a wish, a modal verb, "be" behind one of them."""

    wished: bool = False
    modal: bool = False
    becoming: bool = False
    ensured: bool = False
    """It begins with "make sure that"."""

    def hear(self, tokens: list[Token], place: int) -> None:
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        has_to = token.text in {"has", "have"} and (following.text == "to" or following.has("determiner"))
        self.wished = self.wished or token.text in WISHES or token.text in {"time", "supposed"} or has_to
        self.modal = self.modal or token.has("modal")
        before = tokens[place - 1].text if place else ""
        if token.text in _BECOMING and (self.modal or self.wished or before == "to"):
            self.becoming = True


def requests_in(tokens: list[Token], start: int) -> list[Head]:
    """The heads of what a statement asks for; empty where it asks for nothing."""
    if to_be_seen(tokens, start):
        return [Head(start, asked_at(tokens, len(tokens) - 1), asks=Asks.RELEASE)]
    speaker = any(token.text in SPEAKERS for token in tokens[start : start + 2])
    speaker = speaker or any(token.text in _SOMEBODY for token in tokens[start : start + _OPENING])
    speaker = speaker or is_passed_on(tokens, start)
    heads, mood = [], _Mood(wished=wished_before(tokens, start), ensured=is_ensured(tokens, start))
    for place in range(start, len(tokens)):
        if to_know(tokens, place):
            break
        if head := _request_at(tokens, place, mood, speaker=speaker, first=place == start):
            heads.append(head)
        mood.hear(tokens, place)
    if heads:
        return heads
    if wanted := _wants_access(tokens, start):
        return [wanted]
    if _goes_to(tokens, start):
        return [Head(start, asked_at(tokens, len(tokens) - 1), asks=Asks.RELEASE)]
    if mood.modal and (done := _unknown_participle(tokens, start)):
        return [done]
    return _must(tokens, start) if mood.modal else []


def let_it_be(tokens: list[Token], start: int) -> list[Head]:
    """In "Que la web apunte a la IP nueva", "Que se borren los pedidos"; not what a program does."""
    if not start or tokens[0].text != "que":
        return []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.has("subordinator", "question"):
            return []
        if is_verb(token, Form.BASE) and not helps(token) and not token.word.noun and place > 1:
            if noun_phrase(tokens[:place], start).resource is Resource.CODE:
                return []
            behind = noun_phrase(tokens, place + 1)
            return [Head(place, asked_at(tokens, place), passive=behind.empty and place > start + 1)]
    return []


def _request_at(tokens: list[Token], place: int, mood: _Mood, *, speaker: bool, first: bool) -> Head | None:
    token = tokens[place]
    if token.text in _GONE and (mood.wished or mood.modal) and not first and not is_verb(token, Form.PAST):
        return Head(place, asked_at(tokens, place), passive=True)
    if not is_verb(token):
        return None
    if token.word.form is Form.PAST:
        if _by_others(tokens, place):
            return None
        done = (
            mood.wished
            or mood.becoming
            or (mood.modal and not _english(token))
            or _until(tokens, place)
            or (mood.ensured and tokens[place - 1].text in _IS_DONE)
            or _may_be(tokens, place)
            or _will_be(tokens, place)
        )
        return Head(place, asked_at(tokens, place), passive=True) if done else None
    if token.word.form is Form.GERUND:
        return Head(place, asked_at(tokens, place), passive=token is tokens[-1]) if mood.wished else None
    return _infinitive_at(tokens, place, mood, speaker=speaker)


def _by_others(tokens: list[Token], place: int) -> bool:
    """In "the release will be done by the mobile team"."""
    agent = [token.text for token in tokens[place + 1 : place + 6]]
    if agent[:1] != ["by"] or agent[1:2] not in (["the"], ["our"], ["their"], ["another"], ["someone"]):
        return False
    return not _OURS.isdisjoint(agent[2:]) and any(token.text == "will" for token in tokens[:place])


def _infinitive_at(tokens: list[Token], place: int, mood: _Mood, *, speaker: bool) -> Head | None:
    token, before = tokens[place], tokens[place - 1].text if place else ""
    if not is_verb(token, Form.BASE):
        return None
    due = before == "a" and place > 1 and tokens[place - 2].text in {"est", "sont"}
    due = due or (before in {"sera", "seront"} and _will_be(tokens, place))
    if due or (before in _BECOMING and mood.becoming):
        return Head(place, asked_at(tokens, place), passive=True)
    if mood.modal and token.word.verb is VerbClass.DEPLOY and token.text.startswith("go "):
        return Head(place, asked_at(tokens, place))
    follows = mood.wished if before == "to" else speaker and mood.modal
    if helps(token) or not follows:
        return None
    return Head(place, asked_at(tokens, place), passive=not speaker and before not in TO)


def _wants_access(tokens: list[Token], start: int) -> Head | None:
    """As in "Bob needs root on web-1", "I need the root password"; not in "the client needs a token"."""
    for place in range(start, len(tokens) - 1):
        if tokens[place].text not in _NEEDS or any(item.has("question") for item in tokens[start:place]):
            continue
        wanted = noun_phrase(tokens, place + 1)
        if wanted.resource is Resource.SERVICE and mentions(tokens[place:]).target in OUTSIDE:
            return Head(place, asked_at(tokens, place), asks=Asks.RELEASE)
        if wanted.resource is Resource.PERMISSION or wants_account(tokens, place):
            return Head(place, asked_at(tokens, place), asks=Asks.ACCESS)
        if wanted.resource is Resource.SECRET and wanted.definite and tokens[place - 1].text in SPEAKERS:
            return Head(place, asked_at(tokens, place), asks=Asks.SECRET)
    return None


def _unknown_participle(tokens: list[Token], start: int) -> Head | None:
    """In "every number should be blanked on prod", whatever that is."""
    for place in range(start + 2, len(tokens)):
        token, before = tokens[place], tokens[place - 1]
        unknown = not token.word.known and token.text.endswith("ed") and token.text.isalpha()
        if (
            unknown
            and before.text in {"be", "get"}
            and any(item.has("modal") for item in tokens[start:place])
        ):
            return Head(place, asked_at(tokens, place), passive=True, unknown=True)
    return None


def _must(tokens: list[Token], start: int) -> list[Head]:
    """A modal verb without another that we know: the subject has to get somewhere, or is a network's."""
    instead = next((n for n, token in enumerate(tokens) if token.text in _INSTEAD and n > start), len(tokens))
    modality = asked_at(tokens, instead - 1)
    phrase = noun_phrase(tokens, start)
    subject = phrase.resource
    if subject in _MADE_OF_CODE and mentions(tokens).target in OUTSIDE:
        return [Head(start, modality, asks=Asks.RELEASE)]
    if subject is Resource.NETWORK:
        return [Head(start, modality, unknown=True)]
    if _runs_outside(phrase, tokens):
        return [Head(start, asked_at(tokens, phrase.end), unknown=True)]
    return []


def _runs_outside(phrase: NounPhrase, tokens: list[Token]) -> bool:
    """In "the live gateway should time out after 60 s" a setting is wished; "should return 404" is code's."""
    runs = phrase.resource in _RUNNING and phrase.where is Environment.PRODUCTION and phrase.determined
    behind = tokens[phrase.end :]
    wished = bool(behind) and behind[0].text in _SHOULD
    return runs and wished and all(token.text not in _ANSWERS for token in behind)


def _goes_to(tokens: list[Token], start: int) -> bool:
    """In "release candidate 3 goes to uat": said as a plan."""
    going = next((n for n, token in enumerate(tokens[:-1]) if token.text in _GOES), None)
    if going is None or tokens[going + 1].text not in _TO_A_PLACE:
        return False
    return noun_phrase(tokens, start).resource is Resource.SERVICE and mentions(tokens).target in OUTSIDE


def _english(token: Token) -> bool:
    """English says "should be deleted"; other languages put "be" behind, or nothing."""
    return token.text.endswith("ed") or (token.word.lemma.isascii() and token.text in _IRREGULAR)


def _may_be(tokens: list[Token], place: int) -> bool:
    """In "die Tabelle kann geleert werden"."""
    becomes = any(token.text == "werden" for token in tokens[place + 1 : place + 2])
    return becomes and any(token.text in {"kann", "konnen"} for token in tokens[:place])


def _will_be(tokens: list[Token], place: int) -> bool:
    """In "wird heute Abend ausgerollt", "sera déployée ce soir": a plan, for it says when."""
    texts = {word for token in tokens for word in token.text.split()}
    if not _HABITS.isdisjoint(texts) or _WHEN.isdisjoint(texts):
        return False
    before = tokens[place - 1].text if place else ""
    german = place >= len(tokens) - 1 and any(token.text in {"wird", "werden"} for token in tokens[:place])
    return german or before in {"sera", "seront"}


def _until(tokens: list[Token], place: int) -> bool:
    return any(token.text in {"until", "till"} for token in tokens[:place])
