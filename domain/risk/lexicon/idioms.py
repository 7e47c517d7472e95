"""Turns of phrase that ask for something without the verb that would say so, of all languages.

Each line is one turn, over the words of a clause: ``(a|b c)`` one of several, ``x?`` may be missing, ``_``
any word, ``..`` up to six words, ``#`` a word with a digit, ``^`` and ``$`` the clause's ends, ``{name}`` a
group, ``<secret>`` a noun of that class.
"""

from collections import defaultdict

from domain.risk.lexicon import english_idioms, french_idioms, german_idioms
from domain.risk.lexicon.chinese_idioms import CHINESE
from domain.risk.lexicon.english_handovers import HANDOVERS
from domain.risk.lexicon.english_operations import OPERATIONS
from domain.risk.lexicon.english_releases import RELEASES
from domain.risk.lexicon.english_removals import REMOVALS
from domain.risk.lexicon.english_traffic import TRAFFIC
from domain.risk.lexicon.spanish_idioms import SPANISH

GROUPS: dict[str, str] = english_idioms.GROUPS | german_idioms.GROUPS | french_idioms.GROUPS
"""Name -> the words that it stands for."""


def _joined(*tables: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for table in tables:
        for asks, turns in table.items():
            found[asks] += f"{turns}\n"
    return dict(found)


IDIOMS: dict[str, str] = _joined(
    RELEASES,
    TRAFFIC,
    REMOVALS,
    HANDOVERS,
    OPERATIONS,
    german_idioms.IDIOMS,
    french_idioms.IDIOMS,
    SPANISH,
    CHINESE,
)
"""What is asked for -> the turns of phrase that ask for it."""
