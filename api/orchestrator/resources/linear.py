"""Linear: its webhooks, and the inbox of those that could not be worked off at once."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass

from api.background import in_background
from api.orchestrator.linear import LinearHook
from api.orchestrator.resources.tasks import Tasks
from config.linear import linear_settings
from config.settings import Settings
from domain.approvals.decisions import Signer
from domain.linear.inbox import WebhookInbox
from domain.policies import Policies
from domain.redaction import Redactor
from integrations.linear.build import build_desk, build_intake
from integrations.postgres.pool import Pool
from integrations.postgres.webhook_inbox import PostgresWebhookInbox


@dataclass(frozen=True, kw_only=True)
class Linear:
    """``hook`` is None where Linear is not configured; the inbox is there all the same."""

    hook: LinearHook | None
    inbox: WebhookInbox


@asynccontextmanager
async def open_linear(
    settings: Settings,
    pool: Pool,
    tasks: Tasks,
    *,
    policies: Policies,
    signer: Callable[[], Signer],
    redactor: Redactor,
) -> AsyncIterator[Linear]:
    """Linear itself need not answer."""
    inbox, found = PostgresWebhookInbox(pool), linear_settings(settings)
    if found is None:
        yield Linear(hook=None, inbox=inbox)
        return
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(aclosing(build_desk(found)))
        intake = build_intake(
            found,
            desk,
            pool=pool,
            policies=policies,
            signer=signer,
            messenger=tasks.temporal,
            redactor=redactor,
        )
        hook = LinearHook(found, desk=desk, intake=intake, inbox=inbox)
        stack.push_async_callback(hook.settled)
        await stack.enter_async_context(in_background(hook.look_up_forever()))
        yield Linear(hook=hook, inbox=inbox)
