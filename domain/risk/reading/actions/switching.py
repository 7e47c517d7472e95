"""What runs gets another thing behind it: "switch the recommender to the new model"."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Operation, Resource

_RUNNING = (
    Resource.DATABASE,
    Resource.CUSTOMER_DATA,
    Resource.DATA,
    Resource.SERVICE,
    Resource.INFRASTRUCTURE,
)
_MACHINES = frozenset({Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.SERVICE})
_SWITCHING_OVER = frozenset({"switch", "point", "repoint", "swap", "flip", "connect", "redirect", "reroute"})
_OVER_TO = frozenset({"to", "at", "onto", "for", "auf"})
_ANOTHER = frozenset(
    {"new", "other", "next", "newest", "latest", "second", "backup", "green", "blue", "secondary"}
)
_ENGINES = words(
    """
    model models index provider backend gateway region cluster database db broker vendor stack queue shard
    pool
    replica warehouse supplier engine
    """
)
_GOAL = 6
"""Words in which it is said what something is switched to."""


def switched_over(scene: Scene) -> Action | None:
    """In "switch the recommender to the new model": those who use it get another one."""
    running = scene.object in (Resource.UNKNOWN, Resource.SERVICE) and scene.phrase.determined
    in_code = any(phrase.resource is Resource.CODE and phrase.joint == "in" for phrase in scene.later)
    over = scene.lemma == "move" and any(token.text == "over" for token in scene.clause.tokens)
    if not (over or scene.lemma in _SWITCHING_OVER) or not running or in_code:
        return None
    tokens = scene.clause.tokens[scene.phrase.end :]
    joint = next((n for n, token in enumerate(tokens) if token.text in _OVER_TO), None)
    if joint is None:
        return None
    goal = [token.text for token in tokens[joint + 1 : joint + _GOAL]]
    another = any(text in _ANOTHER or text[:1].isdigit() or text[1:2].isdigit() for text in goal)
    return Action(Operation.OPERATE, Resource.SERVICE) if another and not _ENGINES.isdisjoint(goal) else None


def moved_over(scene: Scene) -> Action | None:
    """In "move the queue to RabbitMQ 4", "move checkout over to the new provider"."""
    if scene.lemma != "move" or scene.in_code:
        return None
    goals = {phrase.resource for phrase in scene.later if phrase.joint in {"to", "onto"}}
    if scene.object in _RUNNING and not goals.isdisjoint(_MACHINES):
        return Action(Operation.MIGRATE, scene.object)
    return switched_over(scene)


def feature_flipped(scene: Scene) -> Action | None:
    """In "flip new-nav on": what those who use it see; not "flip the image"."""
    last = scene.clause.tokens[-1].text
    flipped = scene.lemma == "flip" and last in {"on", "off"} and scene.object is Resource.UNKNOWN
    return Action(Operation.MODIFY, Resource.SERVICE) if flipped and not scene.in_code else None
