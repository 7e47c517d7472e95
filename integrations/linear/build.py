"""From the settings to a desk, and to what takes in what Linear tells."""

from collections.abc import Callable

from config.linear import LinearSettings
from domain.approvals.decisions import Signer
from domain.linear.intake import Intake, Messenger
from domain.policies import Policies
from domain.redaction import Redactor
from integrations.linear.client import LinearClient
from integrations.linear.desk import Desk
from integrations.linear.tokens import ClientCredentials, Credentials, FixedToken
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.linear_mirrors import PostgresMirrors
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool


def build_client(settings: LinearSettings) -> LinearClient:
    return LinearClient(settings.api_url, _credentials(settings))


def build_desk(settings: LinearSettings) -> Desk:
    """Nothing is asked of Linear yet."""
    return Desk(build_client(settings), settings)


def build_intake(
    settings: LinearSettings,
    desk: Desk,
    *,
    pool: Pool,
    policies: Policies,
    signer: Callable[[], Signer],
    messenger: Messenger,
    redactor: Redactor,
) -> Intake:
    return Intake(
        desk=desk,
        mirrors=PostgresMirrors(pool),
        orchestrations=PostgresOrchestrations(pool),
        inbox=PostgresInbox(pool),
        policies=policies,
        signer=signer,
        messenger=messenger,
        redactor=redactor,
        take_tasks=settings.takes_tasks,
    )


def _credentials(settings: LinearSettings) -> Credentials:
    if settings.token is not None:
        return FixedToken(settings.token.get_secret_value())
    assert settings.client_id is not None  # the settings have one or the other
    assert settings.client_secret is not None
    return ClientCredentials(
        settings.client_id, settings.client_secret.get_secret_value(), api_url=settings.api_url
    )
