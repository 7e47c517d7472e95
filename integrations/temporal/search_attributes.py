"""The search attributes that the workflows set; a server that lacks one fails every workflow task."""

from datetime import timedelta

import structlog
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.errors import ConfigurationError

KEYWORDS = ("RiskLevel", "OrchestrationStatus", "Requester")
"""All of type Keyword."""
CALL_TIMEOUT = timedelta(seconds=5)
_NOT_FOR_US = (RPCStatusCode.PERMISSION_DENIED, RPCStatusCode.UNIMPLEMENTED, RPCStatusCode.UNAUTHENTICATED)

logger = structlog.get_logger(__name__)


async def ensure_search_attributes(client: Client) -> None:
    """Register what is missing. Where the server does not let us look (Temporal Cloud), say what is needed.

    Raises :class:`~domain.errors.ConfigurationError` if one is registered with another type: the server
    would ignore a change of it silently.
    """
    keyword = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
    try:
        listed = await client.operator_service.list_search_attributes(
            ListSearchAttributesRequest(namespace=client.namespace), timeout=CALL_TIMEOUT
        )
        registered = dict(listed.custom_attributes)
        missing = [name for name in KEYWORDS if name not in registered]
        if missing:
            await client.operator_service.add_search_attributes(
                AddSearchAttributesRequest(
                    namespace=client.namespace, search_attributes=dict.fromkeys(missing, keyword)
                ),
                timeout=CALL_TIMEOUT,
            )
    except RPCError as error:
        if error.status not in _NOT_FOR_US:
            raise
        logger.warning("search attributes cannot be checked; create them as Keyword", names=KEYWORDS)
        return
    wrong = [name for name in KEYWORDS if registered.get(name, keyword) != keyword]
    if wrong:
        raise ConfigurationError(f"search attribute {wrong[0]} is registered with another type than Keyword")
