"""Verbs that mean nothing by themselves: what they are done to decides."""

from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource

_LOOSE = frozenset(
    {Resource.UNKNOWN, Resource.SERVICE, Resource.CUSTOMER_DATA, Resource.DATA, Resource.BRANCH}
)


def by_object(scene: Scene, operation: Operation) -> Action:
    """For verbs that mean nothing by themselves: the object decides, or what it is put into."""
    creates = operation is Operation.CREATE
    target = scene.object
    if target in _LOOSE and not scene.in_code:
        if found := scene.around(Resource.SECRET, Resource.PERMISSION, Resource.NETWORK):
            return Action(Operation.MODIFY if creates else operation, found)
        if target is Resource.UNKNOWN and not creates:
            target = scene.around(Resource.DATABASE) or target
    if target is Resource.BRANCH:
        return Action(Operation.EDIT, target)
    nowhere = scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything
    if target is Resource.UNKNOWN and nowhere:
        pronoun = scene.phrase.pronoun and not scene.clause_names_files
        return Action(Operation.UNKNOWN if pronoun else Operation.EDIT, refers=pronoun)
    return Action(operation, target, scene.phrase.pronoun)
