"""Verbs whose particle stands apart: "roll the build out", "schalte die Firewall ab"."""

from domain.risk.lexicon import regular_verbs
from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.conjugation import german_short_forms, split_particle
from domain.risk.lexicon.index import fold
from domain.risk.reading.clauses import Clause
from domain.risk.reading.heads.head import Head

_PARTICLES: dict[str, dict[str, VerbClass]] = {
    "roll": {"out": VerbClass.DEPLOY, "back": VerbClass.DEPLOY},
    "clear": {"out": VerbClass.DELETE, "away": VerbClass.DELETE},
    "clean": {"out": VerbClass.DELETE},
    "throw": {"away": VerbClass.DELETE, "out": VerbClass.DELETE},
    "turn": {"off": VerbClass.CHANGE, "on": VerbClass.CHANGE},
    "switch": {"off": VerbClass.CHANGE, "on": VerbClass.CHANGE},
    "take": {
        "down": VerbClass.DELETE,
        "offline": VerbClass.OPERATE,
        "out": VerbClass.DELETE,
        "live": VerbClass.DEPLOY,
        "off": VerbClass.REMOVE,
        "away": VerbClass.REMOVE,
    },
    "tear": {"down": VerbClass.DELETE},
    "pull": {"down": VerbClass.DELETE},
    "bring": {
        "online": VerbClass.DEPLOY,
        "down": VerbClass.OPERATE,
        "live": VerbClass.DEPLOY,
        "up": VerbClass.OPERATE,
        "back up": VerbClass.OPERATE,
        "back": VerbClass.OPERATE,
    },
    "spin": {"up": VerbClass.PROVISION, "down": VerbClass.DELETE},
    "stand": {"up": VerbClass.PROVISION},
    "shut": {"down": VerbClass.OPERATE, "off": VerbClass.OPERATE},
    "flip": {"off": VerbClass.CHANGE, "on": VerbClass.CHANGE},
    "chuck": {"out": VerbClass.DELETE, "away": VerbClass.DELETE},
    "toss": {"out": VerbClass.DELETE, "away": VerbClass.DELETE},
    "boot": {"out": VerbClass.DELETE},
    "sweep": {"out": VerbClass.DELETE, "away": VerbClass.DELETE},
    "set": {"up": VerbClass.CREATE, "live": VerbClass.DEPLOY},
    "make": {"live": VerbClass.DEPLOY},
    "push": {"live": VerbClass.DEPLOY, "out": VerbClass.DEPLOY},
    "put": {"live": VerbClass.DEPLOY, "online": VerbClass.DEPLOY},
    "back": {"up": VerbClass.BACKUP, "out": VerbClass.DEPLOY},
    "blow": {"away": VerbClass.DELETE},
    "wipe": {"out": VerbClass.DELETE},
    "kick": {"off": VerbClass.RUN, "out": VerbClass.DELETE, "out of": VerbClass.DELETE},
    "get": {"off": VerbClass.DELETE},
    "fail": {"over": VerbClass.OPERATE},
    "cut": {"over": VerbClass.DEPLOY},
    "hand": {"over": VerbClass.GIVE},
    "schalte": {"ab": VerbClass.CHANGE, "frei": VerbClass.DEPLOY, "live": VerbClass.DEPLOY},
    "starte": {"neu": VerbClass.OPERATE},
    "fahre": {"herunter": VerbClass.OPERATE, "hoch": VerbClass.DEPLOY},
    "fahr": {"herunter": VerbClass.OPERATE, "runter": VerbClass.OPERATE},
    "lade": {"hoch": VerbClass.TRANSFER, "herunter": VerbClass.TRANSFER},
    "rolle": {"aus": VerbClass.DEPLOY, "zuruck": VerbClass.DEPLOY},
    "stelle": {"wieder": VerbClass.IMPORT, "bereit": VerbClass.DEPLOY},
    "setze": {"zuruck": VerbClass.DELETE},
    "fuhre": {"aus": VerbClass.RUN, "zusammen": VerbClass.MERGE},
    "raume": {"ab": VerbClass.DELETE},
    "baue": {"ab": VerbClass.DELETE},
    "gib": {"frei": VerbClass.DEPLOY},
    "read": {"in": VerbClass.IMPORT},
    "lies": {"ein": VerbClass.IMPORT},
}


def _german_particles() -> dict[str, dict[str, VerbClass]]:
    """What each German verb becomes with a particle at the clause's end."""
    pairs: dict[str, dict[str, VerbClass]] = {}
    for name, table in regular_verbs.GERMAN.items():
        for entry in table.split(","):
            particle, verb = split_particle(entry.strip())
            if particle:
                for text in german_short_forms(verb):
                    pairs.setdefault(fold(text), {}).setdefault(fold(particle), VerbClass(name))
    return pairs


_GERMAN = _german_particles()
_ENDS_PHRASE = ("conjunction", "politeness", "subordinator", "pronoun")


def _at_the_end(clause: Clause, place: int, text: str) -> VerbClass | None:
    """The class of a German verb with the particle that ends its phrase; None without one."""
    pairs = _GERMAN.get(text)
    if not pairs:
        return None
    tokens = clause.tokens
    for here in range(place + 1, len(tokens)):
        found = pairs.get(tokens[here].text)
        following = tokens[here + 1] if here + 1 < len(tokens) else None
        if found and (following is None or following.punctuation or following.has(*_ENDS_PHRASE)):
            return found
    return None


def _is_particle(clause: Clause, place: int) -> bool:
    """Not so in "on live", nor in "read the flags in dev"; but in "read the codes in from a file"."""
    token, behind = clause.tokens[place], clause.tokens[place + 1 : place + 2]
    if token.text == "in":
        return bool(behind) and behind[0].text == "from"
    return token.text != "live" or not clause.tokens[place - 1].has("preposition", "determiner")


_METTRE = frozenset({"mets", "mettre", "mettez", "remets", "remettre", "remettez", "mettras", "mettrez"})
_LOCUTIONS: dict[VerbClass, tuple[str, ...]] = {
    VerbClass.CHANGE: (" a jour",),
    VerbClass.DEPLOY: (" en ligne", " en production", " en prod", " en service"),
    VerbClass.OPERATE: (" hors ligne", " en pause", " hors service", " en veille", " en route"),
    VerbClass.DELETE: (" a zero", " a la poubelle", " au rebut"),
    VerbClass.FIX: (
        " en forme",
        " en page",
        " au propre",
        " en gras",
        " en italique",
        " en majuscules",
        " en relecture",
    ),
}
"""What "mettre" becomes with words behind its object: "mets le sommaire à jour"."""


def _french_locution(clause: Clause, place: int) -> VerbClass | None:
    if clause.tokens[place].text not in _METTRE:
        return None
    behind = "".join(f" {token.text}" for token in clause.tokens[place + 1 : place + 14])
    found = (verb for verb, turns in _LOCUTIONS.items() if any(turn in behind + " " for turn in turns))
    return next(found, None)


def phrasal_class(clause: Clause, head: Head, verb: VerbClass) -> VerbClass:
    """A verb whose particle stands apart: "roll the build out", "clear it out", "schalte die Firewall ab"."""
    if german := _at_the_end(clause, head.place, clause.tokens[head.place].text):
        return german
    if french := _french_locution(clause, head.place):
        return french
    pairs = _PARTICLES.get(clause.tokens[head.place].text)
    if pairs:
        for place in range(head.place + 1, min(len(clause.tokens), head.place + 14)):
            token = clause.tokens[place]
            if token.text in pairs and _is_particle(clause, place):
                return pairs[token.text]
    return verb
