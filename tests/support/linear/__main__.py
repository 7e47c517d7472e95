"""``python -m tests.support.linear``: the loopback Linear in the foreground, until Ctrl-C."""

import argparse
import asyncio
import contextlib
import secrets
import signal

from tests.support.linear.entities import Issue
from tests.support.linear.server import LinearServer
from tests.support.linear.world import HUB


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.linear", description=__doc__)
    parser.add_argument("--port", type=int, default=8068)
    parser.add_argument("--webhook", default="http://127.0.0.1:8001/webhooks/linear", metavar="URL")
    parser.add_argument("--secret", default=None, help="the webhook's; by default a new one")
    options = parser.parse_args()
    secret = options.secret or f"lin_wh_{secrets.token_hex(16)}"
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(options.port, options.webhook, secret))


async def serve(port: int, webhook: str, secret: str) -> None:
    """Until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with LinearServer(port=port).running() as linear:
        linear.world.register_webhook(webhook, secret)
        print(instructions(linear, webhook, secret), flush=True)  # noqa: T201 - what it is run for
        await stop.wait()


def instructions(linear: LinearServer, webhook: str, secret: str) -> str:
    """The page's address, and the lines for ``devtools up``."""
    hub: Issue = linear.world.hub
    lines = {
        "LINEAR_API_URL": linear.graphql_url,
        "LINEAR_OAUTH_TOKEN": linear.tokens.app_token(),
        "LINEAR_WEBHOOK_SECRET": secret,
        "LINEAR_HUB_ISSUE": HUB,
    }
    exports = "\n".join(f"export {name}={value}" for name, value in lines.items())
    return f"""\
The loopback Linear is at {linear.url}/ : decide there as any of its people, as under {hub.url}
Webhooks go to {webhook}

{exports}
"""
