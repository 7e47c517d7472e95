"""What model calls cost, put down call by call: a turn that is tried again pays again, and shows so."""

from collections.abc import Iterable
from uuid import uuid4

from domain.usage import TokenUsage, UsageStore


async def put_down(
    store: UsageStore, usages: Iterable[TokenUsage], *, task_id: str, turn_id: str, agent: str
) -> None:
    """One row for each call of the turn."""
    for usage in usages:
        await store.add(task_id=task_id, turn_id=turn_id, call_id=str(uuid4()), agent=agent, usage=usage)
