"""What is settled: it has happened, runs by itself, can wait, is somebody's plan or only imagined.

In "I shall merge it myself", "the rollback can wait", "yesterday's deploy went well" nothing is asked for.
"""

from itertools import pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.heads.persons import is_name_of_somebody, is_somebody, wishes
from domain.risk.reading.tokens import Token, helps, is_verb

_WE = frozenset({"we", "well", "weve"})
_I = frozenset({"i", "ill", "ive"})
_HAVE = frozenset({"have", "had", "ve"})
_DID = _I | {"we", "weve", "it", "they", "he", "she"}
_WAS = frozenset({"was", "were"})
_LASTS = frozenset({"for", "since"})
_ONESELF = frozenset({"myself", "ourselves"})
_URGENT = words("now tonight today immediately asap first already")
_SPAN = words("week month year quarter spring summer autumn fall winter release train sprint time")
_SPANS = words("weeks months days years sprints")
_COUNTS = words("a an one two three four five six eight ten few couple")
_CONDITIONS = frozenset({"when", "once", "as soon as", "after", "afterwards"})
_OUT = words("goes ships go ship leaves travels reaches follows")
_BY_ITSELF = ("by itself", "by themselves", "of itself", "without me")
_ON_ITS_OWN = ("on its own", "on their own")
_STAYS = ("stay", "stays", "remain", "remains", "keeps running")
_AS_IT_IS = ("in place", "as it", "as they", "as is", "where", "untouched", "unchanged", "the same", "until")
_WAITS = frozenset({"wait", "waits"})
_CAN = frozenset({"can", "may", "must", "to", "will", "has", "should"})
_WENT = words("happen happens went was were took had caused did came")
_OVER = words("over done finished complete closed history settled underway behind postponed cancelled past")
_NO_AGENT = words(
    """
    you now then noon midnight hand default force means way all virtue batch eod eob cob easter christmas
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday tomorrow tonight today this that these those the a an our end
    next close lunch dawn evening morning
    """
)
_OPENING = 3
"""Words in which it is said who speaks."""
_NEAR = 4
"""Words in which it is said who did it."""


def is_settled(tokens: list[Token]) -> bool:
    """The statement tells of what nobody has to be asked for."""
    opens = next((token for token in tokens if not token.has("politeness", "conjunction")), tokens[0])
    if is_verb(opens, Form.BASE) and opens is tokens[0]:
        return False
    ways = (_does_it_later, _goes_with_the_next, _runs_by_itself, _is_done_by, _has_been_done, _we_did, _was)
    return any(way(tokens) for way in ways)


def _texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def _does_it_later(tokens: list[Token]) -> bool:
    """In "I will deploy it when I am back", "we put it in the release of next month"."""
    texts = _texts(tokens)
    late = tokens[0].text in _CONDITIONS
    first = next((n for n, token in enumerate(tokens[:_OPENING]) if token.text in _I | _WE), None)
    again = (n for n, token in enumerate(tokens) if n >= _OPENING and token.text in _I)
    opens = next(again, first) if late and first is not None else first
    if opens is None or not _URGENT.isdisjoint(texts):
        return False
    if not _ONESELF.isdisjoint(texts) or _later(texts):
        return True
    will = any(text in {"will", "shall", "ll", "ill"} for text in texts[opens : opens + 2])
    waits = late or any(token.text in _CONDITIONS for token in tokens[opens + 2 :])
    together = any(pair in (("with", "him"), ("with", "her"), ("with", "them")) for pair in pairwise(texts))
    return texts[opens] in _I and will and (waits or together or "later" in texts)


def _we_did(tokens: list[Token]) -> bool:
    """In "we rolled production back on Friday", "I have already restarted it"."""
    if tokens[0].text not in _DID:
        return False
    behind = [token for token in tokens[1:] if not token.has("politeness") and token.text not in _HAVE]
    if len(behind) < _NEAR - 2 or not is_verb(behind[0], Form.PAST) or helps(behind[0]):
        return False
    return behind[1].text != "to"


def _was(tokens: list[Token]) -> bool:
    """In "our server was overrun on Sunday", "the toggle has been off in production for a year"."""
    for place, token in enumerate(tokens[:-1]):
        behind = [item for item in tokens[place + 1 :] if not item.has("politeness", "negation")]
        if token.text in _WAS and place:
            return bool(behind) and _is_participle(behind[0])
        if token.text in _HAVE and place and behind and behind[0].text == "been":
            return any(item.text in _LASTS for item in behind)
    return False


def _later(texts: list[str]) -> bool:
    """In "next week", "in two weeks", "in the spring", "with the regular release"."""
    for place, (text, following) in enumerate(pairwise(texts)):
        behind = texts[place + 2] if place + 2 < len(texts) else ""
        if text in {"next", "regular", "usual"} and following in _SPAN:
            return True
        if text == "in" and following in _COUNTS and (behind in _SPANS or "couple" in (following, behind)):
            return True
        if text == "in" and following == "the" and behind in _SPAN - {"week", "month", "year", "release"}:
            return True
    return False


def _goes_with_the_next(tokens: list[Token]) -> bool:
    """In "it goes out with the regular release", "that will be deployed with the next release"."""
    texts = _texts(tokens)
    opens = texts[0] in {"it", "that", "this", "they", "both", "all"} and _URGENT.isdisjoint(texts)
    goes = any(token.text.partition(" ")[0] in _OUT or is_verb(token, Form.PAST) for token in tokens)
    return opens and goes and _later(texts)


def _runs_by_itself(tokens: list[Token]) -> bool:
    """In "the release runs by itself", "the keys are rotated on their own"."""
    said = " ".join(_texts(tokens))
    return any(way in said for way in _BY_ITSELF) or said.endswith(_ON_ITS_OWN)


def _is_done_by(tokens: list[Token]) -> bool:
    """In "it will be merged by Tim", "the restart was carried out by the vendor"."""
    for place, token in enumerate(tokens[:-1]):
        if token.text != "by" or not any(map(_is_participle, tokens[max(0, place - _NEAR) : place])):
            continue
        agent = tokens[place + 1 : place + 1 + _NEAR]
        named = is_name_of_somebody(agent[0]) and agent[0].text not in _NO_AGENT
        somebody = any(is_somebody(agent, n) for n in range(len(agent)))
        if named or somebody:
            return True
    return False


def _is_participle(token: Token) -> bool:
    return is_verb(token, Form.PAST) or (not token.word.known and token.text.endswith("ed"))


def stays_so(tokens: list[Token]) -> bool:
    """In "the rollback can wait", "the flags stay as they are until it went out"."""
    waits = next((n for n, token in enumerate(tokens) if token.text in _WAITS), 0)
    if wishes(tokens, but=_CAN | {"until", "unless"}):
        return False
    said = " ".join(_texts(tokens))
    if any(f" {stays} {way}" in said for stays in _STAYS for way in _AS_IT_IS):
        return not is_verb(tokens[0], Form.BASE)
    return waits > 1 and (tokens[waits].text == "waits" or tokens[waits - 1].text in _CAN)


def _has_been_done(tokens: list[Token]) -> bool:
    """In "yesterday's deploy to production went well", "our restart of last night caused gaps"."""
    doing = next((n for n, token in enumerate(tokens[:5]) if token.word.nominal), None)
    if doing is None:
        return False
    for place in range(doing + 1, len(tokens)):
        token = tokens[place]
        following = tokens[place + 1 : place + 2]
        if token.text.partition(" ")[0] in _WENT:
            return True
        if token.text in _HAVE and following and _is_participle(following[0]):
            return True
        if token.text in {"is", "are"} and following and following[0].text in _OVER:
            return True
        if token.text in {"is", "are"} or token.has("modal", "conjunction"):
            return False
    return False
