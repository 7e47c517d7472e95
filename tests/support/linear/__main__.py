"""``python -m tests.support.linear``: the loopback Linear in the foreground, until Ctrl-C."""

import argparse
import asyncio
import secrets
import signal
import sys

from tests.support.linear.server import LinearServer


def main() -> None:
    """Exit codes: 0 stopped, 1 something else listens on the port."""
    parser = argparse.ArgumentParser(prog="devtools dev linear")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--webhook", required=True)
    parser.add_argument("--secret", default=f"lin_wh_{secrets.token_hex(16)}")
    options = parser.parse_args()
    try:
        asyncio.run(serve(options.port, options.webhook, options.secret))
    except OSError as error:
        sys.exit(f"devtools: the loopback Linear cannot listen on port {options.port}: {error.strerror}")


async def serve(port: int, webhook: str, secret: str) -> None:
    """Until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    async with LinearServer(port=port).running() as linear:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        linear.world.register_webhook(webhook, secret)
        sys.stdout.write(instructions(linear, webhook, secret))
        sys.stdout.flush()
        await stop.wait()


def instructions(linear: LinearServer, webhook: str, secret: str) -> str:
    """The page's address, and the lines for ``devtools up``."""
    lines = {
        "LINEAR_API_URL": linear.graphql_url,
        "LINEAR_OAUTH_DEV_TOKEN": linear.tokens.app_token(),
        "LINEAR_WEBHOOK_SIGNING_SECRET": secret,
        "LINEAR_APPROVAL_HUB_ISSUE_ID": linear.world.hub.identifier,
    }
    exports = "\n".join(f"export {name}={value}" for name, value in lines.items())
    return f"""\
The loopback Linear is at {linear.url}/ until Ctrl-C; decide there as any of its people.
Webhooks go to {webhook}. Where `devtools up` is to be started:

{exports}

Or, in place of the token, by {linear.token_url}:
client id {linear.tokens.client_id}, client secret {linear.tokens.client_secret}
"""


if __name__ == "__main__":
    main()
