"""What an event says of things too large to be told whole."""

from typing import Any

from domain.notifications.masking import masked

TEXT_LIMIT = 200
"""Characters of each text."""
ITEM_LIMIT = 10
"""Entries of each list or object."""
DEPTH_LIMIT = 3


def in_short(arguments: Any, *, depth: int = 0) -> Any:
    """A tool's arguments so that a reader knows the call again: secrets masked, the long cut."""
    value = masked(arguments) if depth == 0 else arguments
    if isinstance(value, str):
        return value if len(value) <= TEXT_LIMIT else f"{value[:TEXT_LIMIT]}… ({len(value)} characters)"
    if depth >= DEPTH_LIMIT and isinstance(value, dict | list):
        return f"… ({len(value)} entries)"
    if isinstance(value, dict):
        short = {key: in_short(item, depth=depth + 1) for key, item in list(value.items())[:ITEM_LIMIT]}
        return short if len(value) <= ITEM_LIMIT else {**short, "…": f"{len(value) - ITEM_LIMIT} more"}
    if isinstance(value, list):
        short_list = [in_short(item, depth=depth + 1) for item in value[:ITEM_LIMIT]]
        more = [f"… {len(value) - ITEM_LIMIT} more"] if len(value) > ITEM_LIMIT else []
        return [*short_list, *more]
    return value
