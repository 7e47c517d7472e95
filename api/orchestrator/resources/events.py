"""Events: what happens, and who is told: people by notification, programs by webhook, traces."""

from dataclasses import dataclass

from config.notifications import FileNotifications
from domain.events import EventStore
from domain.notifications.deliveries import NotificationStore
from domain.traces.exports import TraceExportStore
from domain.webhooks import WebhookStore
from integrations.postgres.events import PostgresEvents
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.pool import Pool
from integrations.postgres.trace_exports import PostgresTraceExports
from integrations.postgres.webhooks import PostgresWebhooks


@dataclass(frozen=True, kw_only=True)
class Events:
    """``notifications`` says who is notified of what, ``deliveries`` what became of it."""

    store: EventStore
    notifications: FileNotifications
    deliveries: NotificationStore
    webhooks: WebhookStore
    traces: TraceExportStore


def build_events(pool: Pool, *, notifications: FileNotifications) -> Events:
    return Events(
        store=PostgresEvents(pool),
        notifications=notifications,
        deliveries=PostgresNotifications(pool),
        webhooks=PostgresWebhooks(pool),
        traces=PostgresTraceExports(pool),
    )
