"""LangSmith's own client, as everybody here uses it: no thread, no retry and no question of its own."""

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import langsmith


def quiet_client(
    *, endpoint: str, api_key: str, workspace_id: str | None, timeout_ms: tuple[int, int], **more: Any
) -> "langsmith.Client":
    """``timeout_ms``: to connect, and to read an answer; ``more``: the client's own. Imports it here only."""
    import langsmith
    from urllib3.util.retry import Retry

    logging.getLogger("langsmith").setLevel(logging.CRITICAL)  # each failure is told of once, by us
    return langsmith.Client(
        api_url=endpoint,
        api_key=api_key,
        workspace_id=workspace_id,
        info={},  # else it is asked for
        auto_batch_tracing=False,
        tracing_mode="langsmith",
        tracing_sampling_rate=1.0,
        omit_traced_runtime_info=True,
        timeout_ms=timeout_ms,
        retry_config=Retry(total=0),
        **more,
    )
