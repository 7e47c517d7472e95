"""Words with a slip of the finger: one edit away from a word that would be dangerous."""

from collections.abc import Iterator

from domain.risk.lexicon.classes import UNKNOWN, Form, VerbClass, Word
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.spelt_right import SPELT_RIGHT
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource

_SHORTEST, _LONGEST = 5, 18
"""Letters of a word that is corrected."""
_SHORTEST_PART = 4
"""Letters of the first part of a compound."""
_SHORTEST_STEM = 3
"""Letters of a verb in front of its pronoun."""
_HARMLESS_VERBS = frozenset({VerbClass.READ, VerbClass.WRITE, VerbClass.FIX, VerbClass.AID, VerbClass.CHANGE})
_NOUNS = frozenset(
    {Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.SECRET, Resource.NETWORK, Resource.INFRASTRUCTURE}
)
_REAL = words(
    """
    snowflakes remote remotes surge surges purse merger merges converge relate related elate staying
    stating stag starting stagnant stager protection prediction projection introduction
    reduction productive products product promotion induction stacking secrete sacred regret
    passport customize customise customized restate notate notated punish publicly emerge merged
    depot depots employ employs deployer dilate delegate deleter remover dropper reviver revoker
    roster rooster rebuilt skip clip shop shift shipper scalar scaled scaly skill kilt rolling
    trolls toll wiper wider relax relapse real realise replace realist server severs sever serve
    served serves serving severe clutter cluster's cluttered blaster plaster cloister faster
    master paster poster tester tablet stable table's cable fable able nodes modes node code
    mode usual usher uses used using owner orders border older folder holder elders ordeal tokes
    taken takes token's recover recovers resort export expert exports exert import impact impart
    reset rest resets present resent sender render tender gender lender grand grants grants
    orbit allow allows alloy hallow follow follows yellow fallow block clock black blocks bucket
    basket ticket socket rocket pocket jacket packet puppet budget widget gadget record recode
    recorder account amount count discount mount mounts domino women remain domain main certify
    rotated rotary route routes routine rouse store stored restore restored story stare start
    stars grant scale scales scare scope escape erase eraser phase phrase crease grease ease
    lease leases leased leasing tease please pleased release apply applies reply supply replay
    player plays display deploys install instill instal stall instance instances distance
    patient patience patents parents patent tenants tenant tenet invoice invoke voice choice
    destroyer wallet ballet pallet mallet purged surged verge urged merge large barge charge
    clean cleans cleaner clear clears unclear nuclear close closes clone clones alone stone
    throne prone empty emptying tempt truncate trunk trunks flush flash flesh blush plush lush
    crush brush clash slash stash trash crash smash evict edict predict portal postal portals
    pearl local vocal focal locale location vacation level lever never fever clever router
    routers rooter rooted rooting shooting hosting posting lasting casting pasting testing
    resting nesting listing staging stages staged staged usage users useful layer lawyer later
    latter letter litter better matter batter scatter prodigy prompt proud proxy prod product
    probe prove profile profit promote revert revoke review restart restore retry reload relay
    relief delay decay delve select detect deflect reflect depend defend deleted deletes default
    devote devoid develop department devops invalid config configs nodejs rpartition packed integrations
    inject
    injected proxied dists alloc raiser profiler profilers dlopen redef parens semver rindex descend subdir
    fflush
    envvar preproc balanced intra describer namespaced procfile refname seeder trunc installers writev fread
    """
)
"""Words that are right as they are, though near to a dangerous one; most are the trade's own."""
_RIGHT = _REAL | SPELT_RIGHT


def correct(word: str) -> tuple[Word, bool]:
    """What ``word`` is meant to be, and whether it was misspelt; unknown where nothing is near."""
    target = None if word in _RIGHT else meant_by(word)
    return (WORDS[target], True) if target else (UNKNOWN, False)


def meant_by(word: str) -> str | None:
    """The dangerous word that is one slip away from ``word``, whether or not that is a word of its own."""
    if len(word) == _SHORTEST - 1:
        return _SHORT.get(word[0] + "".join(sorted(word)))
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return None
    if target := _NEAR.get(word):
        return target
    near = (_NEAR.get(variant) for variant in _without_one(word))
    return next((target for target in near if target and _one_edit(word, target)), None)


_LINKS = ("", "s", "n", "en", "es")


def cut_compound(word: str) -> tuple[str, str] | None:
    """The two known words that an unknown one is made of, the first without its linking letters."""
    if not _SHORTEST + 3 <= len(word) <= 2 * _LONGEST or not word.isalpha():
        return None
    for cut in range(_SHORTEST_PART, len(word) - 2):
        second = word[cut:]
        if WORDS.get(second, UNKNOWN).noun:
            for link in _LINKS:
                first = word[:cut].removesuffix(link) if link else word[:cut]
                known = WORDS.get(first, UNKNOWN)
                if len(first) >= _SHORTEST_PART and (known.noun or known.environment or known.nominal):
                    return first, second
    return None


_THING = (
    *("melos", "melas", "melo", "mela", "selos", "selas", "selo", "sela", "noslos", "noslas", "noslo"),
    *("nosla", "telo", "tela", "los", "las", "lo", "la"),
)
_RECEIVER = ("les", "le", "me", "nos", "rse", "te")
"""Spanish pronouns behind an order: for what it is done to, and for whom it is done; "se" is a passive."""


_WITH_PRONOUN = {"pega": "pegar", "replica": "replicar"}
"""Spanish orders that are nouns or other words but for the pronoun behind them: "pégame"."""


def stem_of_enclitic(word: str) -> tuple[str, bool] | None:
    """The Spanish order in a word with its pronoun ("bórralo"), and whether that names what it is done to.

    None where it is no such word.
    """
    for ending in (*_THING, *_RECEIVER):
        stem = word.removesuffix(ending.removeprefix("r"))
        whole = stem if ending in {"le", "les"} else _WITH_PRONOUN.get(stem, stem)
        known = WORDS.get(whole, UNKNOWN)
        if (
            stem != word
            and len(stem) >= _SHORTEST_STEM
            and known.verb
            and known.form is Form.BASE
            and stem[-1] in "aenrdz"
        ):
            return stem, ending in _THING
    return None


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_edit(word: str, target: str) -> bool:
    """At most one letter more, less, other, or one swapped pair; the first letter may not be another one."""
    if word[0] != target[0] and sorted(word) != sorted(target):
        return False
    start = 0
    while start < min(len(word), len(target)) and word[start] == target[start]:
        start += 1
    rest, other = word[start:], target[start:]
    if rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]:
        return True
    return len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]


_COMMON = words(
    """
    update write explain refactor document readme tests describe summarise summarize rename
    """
)
"""Harmless words that are so frequent that a slip in them is read as well."""


def _dangerous(word: Word) -> bool:
    if word.environment or word.noun in _NOUNS:
        return True
    return word.verb is not None and word.verb not in _HARMLESS_VERBS and word.form in (Form.BASE, None)


def _near() -> dict[str, str]:
    """Dangerous words, each also without any one of its letters."""
    near: dict[str, str] = {}
    targets = [
        text
        for text, word in WORDS.items()
        if len(text) >= _SHORTEST and text.isalpha() and (_dangerous(word) or text in _COMMON)
    ]
    for text in targets:
        for variant in _without_one(text):
            if len(variant) >= _SHORTEST - 1 and variant not in WORDS:
                near.setdefault(variant, text)
    return near | {text: text for text in targets}


_NEAR = _near()
_SHORT = {word[0] + "".join(sorted(word)): word for word in ("drop", "wipe", "nuke", "prod", "kill", "ship")}
"""Short words are corrected only where letters are swapped."""
