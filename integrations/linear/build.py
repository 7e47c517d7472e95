"""From the settings to a desk."""

from config.linear import LinearSettings
from integrations.linear.client import LinearClient
from integrations.linear.desk import Desk
from integrations.linear.tokens import ClientCredentials, Credentials, FixedToken


def build_client(settings: LinearSettings) -> LinearClient:
    return LinearClient(settings.api_url, _credentials(settings))


def build_desk(settings: LinearSettings) -> Desk:
    """Nothing is asked of Linear yet."""
    return Desk(build_client(settings), settings)


def _credentials(settings: LinearSettings) -> Credentials:
    if settings.token is not None:
        return FixedToken(settings.token.get_secret_value())
    assert settings.client_id is not None  # the settings have one or the other
    assert settings.client_secret is not None
    return ClientCredentials(
        settings.client_id, settings.client_secret.get_secret_value(), api_url=settings.api_url
    )
