"""The one way to a Temporal client: settings first, then Temporal's own profile file and variables."""

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConfig, ClientConnectConfig
from temporalio.runtime import Runtime

from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError


async def connect(settings: Settings, *, lazy: bool = False, runtime: Runtime | None = None) -> Client:
    """A client that speaks pydantic. ``lazy``: connects at the first call, so that a process starts anyway.

    Raises :class:`~domain.errors.ConfigurationError` for a profile file or variable that cannot be read and,
    unless lazy, :class:`~domain.errors.UnavailableError` for a server that does not answer.
    """
    target = connect_config(settings)
    try:
        return await Client.connect(
            **target, data_converter=pydantic_data_converter, lazy=lazy, runtime=runtime
        )
    except RuntimeError as error:  # what the SDK raises for a refused or failed connection
        raise UnavailableError(f"Temporal at {target['target_host']} does not answer: {error}") from error


def connect_config(settings: Settings) -> ClientConnectConfig:
    """Address, namespace, TLS and key. The embedded server is plain: no profile of the user's applies."""
    found = ClientConnectConfig()
    if not settings.embedded:
        try:
            found = ClientConfig.load_client_connect_config()
        except RuntimeError as error:  # what the SDK raises for a bad profile file or variable
            raise ConfigurationError(f"Temporal's profile or variables: {error}") from error
    chosen = settings.model_fields_set
    if "temporal_address" in chosen or "target_host" not in found:
        found["target_host"] = settings.temporal_address
    if "temporal_namespace" in chosen or "namespace" not in found:
        found["namespace"] = settings.temporal_namespace
    return found
