"""Task queues, timeouts and retries of every activity."""

from datetime import timedelta
from typing import TypedDict

from temporalio.common import Priority, RetryPolicy

from domain.models import digest_of

ORCHESTRATIONS_QUEUE = "orchestrations"
"""Workflows and the short activities of the gate."""
AGENTS_QUEUE = "agents"
"""Model turns and tool calls, so that they scale apart."""
WEBHOOKS_QUEUE = "webhooks"
"""Events for other systems, so that no run waits for a slow receiver."""
LINEAR_QUEUE = "linear"
"""What is shown and read in Linear, so that nothing waits for it."""

PATIENT = RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(seconds=10))
"""For writes that must happen: an outage of Postgres is waited out."""


FAIRNESS_KEY_BYTES = 64
"""Longer ones are refused by the server."""


class LocalOptions(TypedDict):
    start_to_close_timeout: timedelta
    retry_policy: RetryPolicy


class AgentOptions(TypedDict):
    task_queue: str
    start_to_close_timeout: timedelta
    heartbeat_timeout: timedelta
    retry_policy: RetryPolicy


LOCAL = LocalOptions(start_to_close_timeout=timedelta(seconds=10), retry_policy=PATIENT)
"""Cheap reads and writes, a few milliseconds each."""
MODEL = AgentOptions(
    task_queue=AGENTS_QUEUE,
    start_to_close_timeout=timedelta(minutes=10),
    heartbeat_timeout=timedelta(seconds=8),
    retry_policy=RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30)),
)
"""The activity itself decides when the last try was made."""
TOOL = AgentOptions(
    task_queue=AGENTS_QUEUE,
    start_to_close_timeout=timedelta(minutes=30),
    heartbeat_timeout=timedelta(seconds=8),
    retry_policy=PATIENT,
)


def fair(requester: str) -> Priority:
    """Requesters take turns where tasks wait for a worker: a hundred runs of one do not hold up another's."""
    key = requester if len(requester.encode()) <= FAIRNESS_KEY_BYTES else digest_of(requester)
    return Priority(fairness_key=key)
