"""Verbs whose particle stands apart: "roll the build out", "schalte die Firewall ab"."""

from domain.risk.lexicon.classes import VerbClass
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
    },
    "tear": {"down": VerbClass.DELETE},
    "pull": {"down": VerbClass.DELETE},
    "bring": {
        "online": VerbClass.DEPLOY,
        "down": VerbClass.OPERATE,
        "live": VerbClass.DEPLOY,
        "up": VerbClass.OPERATE,
    },
    "spin": {"up": VerbClass.PROVISION, "down": VerbClass.DELETE},
    "stand": {"up": VerbClass.PROVISION},
    "shut": {"down": VerbClass.OPERATE},
    "set": {"up": VerbClass.CREATE, "live": VerbClass.DEPLOY},
    "make": {"live": VerbClass.DEPLOY},
    "push": {"live": VerbClass.DEPLOY, "out": VerbClass.DEPLOY},
    "put": {"live": VerbClass.DEPLOY, "online": VerbClass.DEPLOY},
    "back": {"up": VerbClass.BACKUP, "out": VerbClass.DEPLOY},
    "blow": {"away": VerbClass.DELETE},
    "wipe": {"out": VerbClass.DELETE},
    "kick": {"off": VerbClass.RUN},
    "fail": {"over": VerbClass.OPERATE},
    "cut": {"over": VerbClass.DEPLOY},
    "hand": {"over": VerbClass.GIVE},
    "schalte": {"ab": VerbClass.CHANGE, "frei": VerbClass.DEPLOY, "live": VerbClass.DEPLOY},
    "starte": {"neu": VerbClass.OPERATE},
    "fahre": {"herunter": VerbClass.OPERATE, "hoch": VerbClass.DEPLOY},
    "fahr": {"herunter": VerbClass.OPERATE},
    "lade": {"hoch": VerbClass.TRANSFER, "herunter": VerbClass.TRANSFER},
    "rolle": {"aus": VerbClass.DEPLOY, "zuruck": VerbClass.DEPLOY},
    "stelle": {"wieder": VerbClass.IMPORT, "bereit": VerbClass.DEPLOY},
    "setze": {"zuruck": VerbClass.DELETE},
    "fuhre": {"aus": VerbClass.RUN, "zusammen": VerbClass.MERGE},
    "raume": {"ab": VerbClass.DELETE},
    "baue": {"ab": VerbClass.DELETE},
    "gib": {"frei": VerbClass.DEPLOY},
    "lies": {"ein": VerbClass.IMPORT},
}


def phrasal_class(clause: Clause, head: Head, verb: VerbClass) -> VerbClass:
    """A verb whose particle stands apart: "roll the build out", "clear it out", "schalte die Firewall ab"."""
    pairs = _PARTICLES.get(clause.tokens[head.place].text)
    if pairs:
        for token in clause.tokens[head.place + 1 : head.place + 14]:
            if token.text in pairs:
                return pairs[token.text]
    return verb
