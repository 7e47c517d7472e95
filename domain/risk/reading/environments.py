"""Where something would be done: the environments that a clause names."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import DANGER, Environment, Resource
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokeniser import tokenise
from domain.risk.reading.tokens import Token, is_verb

_TARGETS = words(
    """
    to on onto into in at against zu auf nach ins im aufs ans en sur a dans aux al 到 在
    """
)
_TOWARDS = frozenset({"to", "onto", "auf", "vers", "a"})
_EXCLUDING = frozenset(
    {
        "without",
        "except",
        "excluding",
        "never",
        "not",
        "but not in",
        "sans",
        "sin",
        "ohne",
        "sauf",
        "hors",
        "ausserhalb",
        "outside",
        "excepto",
        "nicht",
        "pas",
        "no",
        "kein",
        "keine",
    }
)
_FOR = frozenset({"for", "fur", "fuer", "pour", "para", "an", "aux"})
_MY = frozenset({"my", "mein", "meinem", "meinen", "mon", "ma", "mi"})
_ALL = frozenset({"alle", "tous", "todos", "everyone", "everybody", "all"})
_SPREAD = words(
    """
    clinics clinic hospitals hospital restaurants restaurant cantons canton hotels hotel schools school farms
    pharmacies pharmacy offices warehouses depots buses trams trucks vans boats ships elevators lifts cameras
    scanners printers kiosk robots drones trains pumps turbines lockers gyms practices surgeries libraries
    museums franchises franchisees dealers dealerships merchants outlets salons bakeries garages partners
    beehives hives sensor gateways gates cities towns municipalities villages districts counties provinces
    homes households riders drivers pupils patients passengers members subscribers couriers postmen nurses
    countries country regions region markets market stores branches shops tills sites laptops phones devices
    device laptop store branch vehicles meters terminals kiosks sensors stations machines customers users
    """
)
_EACH = frozenset({"all", "every", "each"})
_WHOLE = 5
"""Words of "to all our 40,000 smart"."""
_HOLDS_PREPOSITION = ("en ", "in ", "to ", "onto ", "on ")
"""In "en producción", which is one phrase."""
_CALLED = frozenset({"叫", "叫做", "名为", "叫作", "called", "named", "llamada", "llamado"})
"""In "a variable called prod"."""
_AUDIENCE = frozenset(
    {
        "用户",
        "客户",
        "utilisateurs",
        "usuarios",
        "nutzer",
        "anwender",
        "customers",
        "users",
        "kunden",
        "clients",
        "clientes",
        "subscribers",
        "shoppers",
        "the world",
        "people",
        "visitors",
    }
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Environments named after "to", "on" and the like (``target``), only after "to" (``goal``),
    ``anywhere``.

    Of several the most dangerous.
    """

    anywhere: Environment = Environment.UNKNOWN
    target: Environment = Environment.UNKNOWN
    goal: Environment = Environment.UNKNOWN


def environment_named(name: str) -> Environment:
    """The environment that a caller's word for it means; unknown where it says nothing to us."""
    return mentions(tokenise(name[:200])).anywhere


def most_dangerous(*found: Environment) -> Environment:
    return max(found, key=lambda item: DANGER[item], default=Environment.UNKNOWN)


def mentions(tokens: list[Token]) -> Mentions:
    """All but those that are excluded ("without touching production") or only part of a name."""
    anywhere, target, goal = Environment.UNKNOWN, Environment.UNKNOWN, Environment.UNKNOWN
    for place, token in enumerate(tokens):
        found = token.word.environment
        if (
            found is None
            or token.call
            or _throws_away(tokens, place)
            or _part_of_a_name(tokens, place)
            or _excluded(tokens, place)
        ):
            continue
        if found is Environment.STAGING and _is_ones_own(tokens, place):
            found = Environment.DEVELOPMENT
        anywhere = most_dangerous(anywhere, found)
        if _is_target(tokens, place):
            target = most_dangerous(target, found)
        if place and tokens[place - 1].text in _TOWARDS:
            goal = most_dangerous(goal, found)
    return Mentions(anywhere, target, goal)


def _throws_away(tokens: list[Token], place: int) -> bool:
    """In "throw away the disk" the first words are an order, not a kind of environment."""
    following = tokens[place + 1 : place + 2]
    return (
        tokens[place].text == "throw away" and bool(following) and following[0].has("determiner", "pronoun")
    )


def _is_ones_own(tokens: list[Token], place: int) -> bool:
    """In "my local test database", "ma base de test locale" it is no shared one."""
    beside = [*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]]
    local = any(token.word.environment is Environment.DEVELOPMENT for token in beside)
    return local or any(token.text.partition(" ")[0] in _MY and token.word.environment for token in tokens)


def audience(tokens: list[Token]) -> Environment:
    """Production, where something goes "to customers"; else unknown."""
    for place, token in enumerate(tokens):
        seen = token.text in _AUDIENCE and (_is_target(tokens, place) or _is_for(tokens, place))
        if seen or _is_everyone(tokens, place) or _are_all_of_them(tokens, place):
            return Environment.PRODUCTION
    return Environment.UNKNOWN


def _is_everyone(tokens: list[Token], place: int) -> bool:
    """In "für alle", with nothing behind that says all of what."""
    following = tokens[place + 1 : place + 2]
    bare = not following or not following[0].word.noun
    return tokens[place].text in _ALL and bare and tokens[place - 1].text in _FOR and place > 0


def _are_all_of_them(tokens: list[Token], place: int) -> bool:
    """In "to all countries", "onto every laptop"."""
    before = [token.text for token in tokens[max(0, place - _WHOLE) : place]]
    quantified = next((n for n, text in enumerate(before) if text in _EACH), 0)
    return tokens[place].text in _SPREAD and quantified > 0 and before[quantified - 1] in _TARGETS


def whole_places(tokens: list[Token]) -> bool:
    """In "give all hospitals planner 12" everybody there gets it."""
    return any(
        token.text in _SPREAD and any(before.text in _EACH for before in tokens[max(0, place - 3) : place])
        for place, token in enumerate(tokens)
    )


def _is_for(tokens: list[Token], place: int) -> bool:
    """In "for our customers"."""
    return any(token.text in _FOR for token in tokens[max(0, place - 2) : place])


def _part_of_a_name(tokens: list[Token], place: int) -> bool:
    """In "production docs", "live preview": the phrase is about something of the working copy."""
    following = place + 1
    if place and tokens[place - 1].text in _CALLED:
        return True
    if place and tokens[place - 1].text == "在" and tokens[following : following + 1]:
        verb = tokens[following].word.verb
        if verb in (VerbClass.RUN, VerbClass.OPERATE, VerbClass.MIGRATE, VerbClass.IMPORT):
            return False
    if following >= len(tokens) or tokens[following].punctuation:
        return False
    after = tokens[following]
    if tokens[place].text == "live" and after.text in {"in", "with", "together", "from"}:
        return True
    if after.has("preposition", "determiner", "pronoun", "politeness") and not after.word.noun:
        return False
    return noun_phrase(tokens, following, depth=0).resource is Resource.CODE


def _excluded(tokens: list[Token], place: int) -> bool:
    for before in reversed(tokens[max(0, place - 4) : place]):
        if before.text in _EXCLUDING:
            return True
        passes = before.has("preposition", "determiner") or is_verb(before, Form.GERUND, Form.BASE)
        if not passes and before.text not in {"touching", "touch", "affecting"}:
            return False
    return False


def _is_target(tokens: list[Token], place: int) -> bool:
    if tokens[place].text.startswith(_HOLDS_PREPOSITION):
        return True
    for before in reversed(tokens[max(0, place - 4) : place]):
        if before.text in _TARGETS or before.text.endswith(("到", "给")):
            return True
        if not (before.has("determiner") or before.word.environment or before.word.noun or before.glued):
            return False
    return False
