"""How Linear is reached, and what the ids of the configuration are for; None where it is not configured."""

import logging
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, SecretStr

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.errors import ConfigurationError

logger = logging.getLogger(__name__)

STATUS_VARIABLES = {
    DecisionKind.APPROVED: "LINEAR_REQUEST_STATUS_APPROVED",
    DecisionKind.DENIED: "LINEAR_REQUEST_STATUS_DENIED",
    DecisionKind.MORE_INFO: "LINEAR_REQUEST_STATUS_MORE_INFO",
}
SHORTEST_SECRET = 16
"""Characters."""


class LinearSettings(BaseModel):
    """``statuses``: all three, or none, where the label group is found by its name.

    ``secrets``: webhooks signed with any of them are taken; none at all without one.
    """

    model_config = ConfigDict(frozen=True)

    api_url: str
    token: SecretStr | None
    client_id: str | None
    client_secret: SecretStr | None
    hub: str
    statuses: Mapping[DecisionKind, str]
    status_group: str | None
    template: str | None
    secrets: tuple[SecretStr, ...]
    takes_tasks: bool

    def secret_bytes(self) -> tuple[bytes, ...]:
        return tuple(secret.get_secret_value().encode() for secret in self.secrets)


def linear_settings(settings: Settings) -> LinearSettings | None:
    """None where neither a token nor client credentials are set.

    Raises :class:`~domain.errors.ConfigurationError` naming the variable.
    """
    if settings.linear_token is None and settings.linear_client_id is None:
        return None
    if settings.linear_token is not None and settings.linear_client_id is not None:
        raise ConfigurationError("LINEAR_API_KEY and LINEAR_CLIENT_ID are two ways to one thing: keep one")
    if (settings.linear_client_id is None) != (settings.linear_client_secret is None):
        raise ConfigurationError("LINEAR_CLIENT_ID and LINEAR_CLIENT_SECRET go together")
    if settings.linear_hub is None:
        raise ConfigurationError("LINEAR_APPROVAL_HUB_ISSUE_ID is not set: approvals are sub-issues of it")
    if settings.linear_required_action is not None:
        logger.warning("LINEAR_FIELD_REQUIRED_ACTION_ID has no use: Linear has no custom fields")
    return LinearSettings(
        api_url=settings.linear_api_url,
        token=settings.linear_token,
        client_id=settings.linear_client_id,
        client_secret=settings.linear_client_secret,
        hub=settings.linear_hub,
        statuses=_statuses(settings),
        status_group=settings.linear_status_group,
        template=settings.linear_template,
        secrets=_secrets(settings),
        takes_tasks=settings.linear_tasks,
    )


def _statuses(settings: Settings) -> dict[DecisionKind, str]:
    given = {
        DecisionKind.APPROVED: settings.linear_status_approved,
        DecisionKind.DENIED: settings.linear_status_denied,
        DecisionKind.MORE_INFO: settings.linear_status_more_info,
    }
    found = {decision: status for decision, status in given.items() if status}
    missing = [STATUS_VARIABLES[decision] for decision in given if decision not in found]
    if found and missing:
        raise ConfigurationError(
            f"{' and '.join(missing)}: set all three of LINEAR_REQUEST_STATUS_*, or none"
        )
    if len(set(found.values())) != len(found):
        raise ConfigurationError("LINEAR_REQUEST_STATUS_*: two decisions have the same id")
    return found


def _secrets(settings: Settings) -> tuple[SecretStr, ...]:
    found = [
        (variable, secret)
        for variable, secret in (
            ("LINEAR_WEBHOOK_SIGNING_SECRET", settings.linear_webhook_secret),
            ("LINEAR_WEBHOOK_SIGNING_SECRET_PREVIOUS", settings.linear_webhook_secret_previous),
        )
        if secret is not None
    ]
    for variable, secret in found:
        if len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ConfigurationError(f"{variable}: {SHORTEST_SECRET} characters are needed at least")
    return tuple(secret for _, secret in found)
