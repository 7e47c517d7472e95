"""Ports that only somebody's own machine, or other code, gets to see."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Scene
from domain.risk.reading.facts import Environment, Resource

_RUNNING = (Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE, Resource.SECRET)
_WALLS = words("firewall firewalls router routers vpn gateway internet world public security")
_MEMBERS = words("getter getters property properties attribute attributes accessor fixture")
"""Parts of a class, as which something is exposed to other code only."""


def is_private(scene: Scene) -> bool:
    """In "forward port 8080 to my laptop", "expose the port of the fake server as a getter"."""
    texts = {token.text for token in scene.clause.tokens}
    if scene.lemma == "forward port":
        stored = scene.around(*_RUNNING)
        at_home = scene.named.anywhere is Environment.DEVELOPMENT and not stored
        return at_home and texts.isdisjoint(_WALLS)
    port = scene.lemma == "expose" and scene.object is Resource.NETWORK
    unnamed = scene.named.anywhere is Environment.UNKNOWN and texts.isdisjoint(_WALLS)
    return port and unnamed and not texts.isdisjoint(_MEMBERS)
