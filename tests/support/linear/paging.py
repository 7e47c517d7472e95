"""Connections: newest first by ``orderBy``, 50 to a page, cursors that are ids."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.linear.entities import Entity
from tests.support.linear.errors import InputRefusedError
from tests.support.linear.filters import matches
from tests.support.linear.graph import snake
from tests.support.linear.store import Store

PAGE = 50
LARGEST = 250


def connection(store: Store, items: Sequence[Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """``arguments`` are the field's: filter, first, last, after, before, includeArchived, orderBy."""
    found = _chosen(store, items, arguments)
    size = arguments.get("first") or arguments.get("last") or PAGE
    if size > LARGEST:
        raise InputRefusedError(
            f"Argument Validation Error: first is larger than {LARGEST}", "Ask for fewer at once."
        )
    start, end = _bounds([item.id for item in found], arguments)
    inside = found[start:end]
    nodes = inside[-size:] if arguments.get("last") else inside[:size]
    left = start + (len(inside) - len(nodes) if arguments.get("last") else 0)
    return {
        "nodes": nodes,
        "pageInfo": {
            "hasPreviousPage": left > 0,
            "hasNextPage": left + len(nodes) < len(found),
            "startCursor": nodes[0].id if nodes else None,
            "endCursor": nodes[-1].id if nodes else None,
        },
    }


def _chosen(store: Store, items: Sequence[Entity], arguments: Mapping[str, Any]) -> list[Entity]:
    wanted = arguments.get("filter") or {}
    shown = [item for item in items if arguments.get("includeArchived") or item.archived_at is None]
    found = [item for item in shown if matches(store, item, wanted)]
    order = snake(arguments.get("orderBy") or "createdAt")
    # what came later stands first where the times are the same
    return sorted(found, key=lambda item: getattr(item, order))[::-1]


def _bounds(identities: Sequence[str], arguments: Mapping[str, Any]) -> tuple[int, int]:
    after, before = arguments.get("after"), arguments.get("before")
    try:
        start = identities.index(after) + 1 if after else 0
        end = identities.index(before) if before else len(identities)
    except ValueError:
        raise InputRefusedError("Argument Validation Error: unknown cursor", "The page is gone.") from None
    return start, end
