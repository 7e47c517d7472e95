"""Structured logs on standard error: JSON lines, or readable ones where a person watches."""

import logging
import sys

import structlog
from structlog.typing import Processor


def configure_logs(*, level: str, service: str) -> None:
    """Send structlog's and the standard library's records through one formatter.

    What is bound to :mod:`structlog.contextvars` (a request's id) stands in each line. Call once, at the
    start of a process.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(service, tty=sys.stderr.isatty()),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for chatty in ("httpx", "httpcore", "asyncio"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


def _rendering(service: str, *, tty: bool) -> tuple[Processor, ...]:
    if tty:
        return (structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),)

    def name_service(
        _logger: structlog.typing.WrappedLogger, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        event["service"] = service
        return event

    return (name_service, structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
