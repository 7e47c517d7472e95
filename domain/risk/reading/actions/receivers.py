"""Who gets it stands before what is given: "schick ihm bitte die Liste", "pásale al asesor la lista"."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, is_infinitive

_RECEIVERS = words("ihm ihnen mir uns dir euch lui leur moi nous me nos les")
_AND_WHY = words(
    """
    bitte dafur deshalb daher deswegen dazu doch mal noch auch jetzt gleich heute morgen ab sofort schnell
    kurz dann stp svp aussi donc vite aujourdhui demain ya ahora hoy luego tambien aqui ici hier
    """
)
_TO = frozenset({"al", "au", "aux"})
_ROMANCE = words(
    "la las los el l le les un una une mi mis mon ma mes nuestro nuestra notre nos tu tus ton ta tes"
)
_THE = _ROMANCE | words(
    """
    den die das der dem ein eine einen unser unsere unseren alle samtliche mein meine meinen tous toutes todos
    todas sa ses su sus
    """
)
_MOST = 4
"""Words of courtesy and receivers."""


def behind_receiver(tokens: list[Token], verb: int, start: int) -> int:
    """The place behind the receiver of what ``verb`` gives, where an article follows; else ``start``."""
    return _behind_pronoun(tokens, verb, start) or _behind_name(tokens, start) or start


def _behind_pronoun(tokens: list[Token], verb: int, start: int) -> int:
    here = start
    if is_infinitive(tokens[verb]) and here < len(tokens) and tokens[here].text == "sie":
        here += 1
    while here < min(len(tokens), start + _MOST) and tokens[here].text in _RECEIVERS | _AND_WHY:
        if tokens[here].text in _THE and not _is_receiver(tokens, here):
            break
        here += 1
    return here if here > start and here < len(tokens) and tokens[here].text in _THE else 0


def _is_receiver(tokens: list[Token], place: int) -> bool:
    """In "les la liste" the first word is one, and no article."""
    return tokens[place + 1 : place + 2] != [] and tokens[place + 1].text in _THE


def _behind_name(tokens: list[Token], start: int) -> int:
    named = tokens[start : start + 2]
    if len(named) <= 1 or not (named[0].text in _TO or (named[0].text == "a" and named[1].text in _ROMANCE)):
        return 0
    end = noun_phrase(tokens, start + 1, 0).end
    return end if end < len(tokens) and tokens[end].text in _ROMANCE else 0
