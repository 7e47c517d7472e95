"""What sounds like a deletion, and takes away nothing that would be missed."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource

_SMALL = words("instance instances object column columns row rows record records listener socket timer")
_UNITS = words(
    "hook hooks teardown fixture constructor destructor component reducer notebook dataframe test tests"
)
"""Pieces of code in which nothing of what runs is kept."""
_NAME = 5
"""Words of a name."""


def _part_of_unit_deleted(scene: Scene) -> Action | None:
    """In "destroy the chart instance in the unmount hook", "drop the empty columns in the notebook"."""
    named = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    small = any(token.text in _SMALL for token in named)
    unnamed = scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything
    units = (item for item in scene.later if item.joint in {"in", "inside"})
    unit = any(scene.clause.tokens[item.end - 1].text in _UNITS for item in units)
    return EDITS if small and unit and unnamed else None


def _value_lowered(scene: Scene) -> Action | None:
    """In "cut the autoscaler's maximum from 40 to 6" nothing of it is gone."""
    texts = [token.text for token in scene.clause.tokens[scene.head.place + 1 :]]
    counted = any(
        texts[at] == "from" and texts[at + 1].isdigit() and texts[at + 2] == "to" and texts[at + 3].isdigit()
        for at in range(len(texts) - 3)
    )
    running = scene.object in (Resource.INFRASTRUCTURE, Resource.SERVICE)
    lowered = scene.lemma in {"cut", "drop", "trim", "slash"} and running and counted
    return Action(Operation.SCALE, scene.object) if lowered else None


def _index_dropped(scene: Scene) -> Action | None:
    """In "drop the index on bookings.email" the rows stay."""
    texts = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:_NAME]]
    index = next((at for at, text in enumerate(texts) if text in {"index", "indexes", "indices"}), None)
    dropped = scene.lemma in {"drop", "remove", "delete"} and index is not None
    on = dropped and texts[index + 1 : index + 2] == ["on"] if index is not None else False
    placed = any(token.word.environment for token in scene.clause.tokens[scene.head.place + 2 :][:_NAME])
    return Action(Operation.MIGRATE, Resource.DATABASE) if on and not placed else None


SPARING = (_part_of_unit_deleted, _value_lowered, _index_dropped)
