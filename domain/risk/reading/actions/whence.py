"""From where something is taken, which may be said in front."""

from domain.risk.reading.actions.scene import Scene
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.phrases import noun_phrase

_FRONTS = frozenset({"in", "from", "on", "of", "for", "with"})
_LOST = (Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.INFRASTRUCTURE, Resource.DATA)


def fronted(scene: Scene) -> Resource:
    """In "in the accounts of all members overwrite the old tariff" it is said in front whose it is."""
    opens = scene.clause.tokens[0]
    if scene.head.passive or not scene.head.place or opens.text not in _FRONTS:
        return Resource.UNKNOWN
    found = noun_phrase(scene.clause.tokens, 1).resource
    return found if found in _LOST else Resource.UNKNOWN


def taken_from_there(scene: Scene) -> bool:
    """In "remove the old fixtures from preprod"."""
    return any(
        item.owned and item.where is Environment.STAGING and item.joint in {"from", "off", "on", "in"}
        for item in scene.later
    )
