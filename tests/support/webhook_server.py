"""A webhook's receiver on loopback: keeps what it is sent, byte for byte, and answers as it is told."""

from collections.abc import Sequence

from tests.support.loopback import NEVER, Answer, HttpServer, Request


class WebhookServer(HttpServer):
    """``statuses`` are the next answers, then 200; with ``hangs`` there are none."""

    def __init__(self, statuses: Sequence[int] = ()) -> None:
        super().__init__()
        self.hangs = False
        self.statuses = list(statuses)

    @property
    def url(self) -> str:
        return f"{super().url}/hooks/a-secret-path"

    def respond(self, request: Request) -> Answer:  # noqa: ARG002 -- all are answered alike
        if self.hangs:
            return NEVER
        return Answer(status=self.statuses.pop(0) if self.statuses else 200)
