"""``python -m bench``, or ``make bench``: all benchmarks; each prints its figures and ratios."""

import asyncio
import tempfile
from pathlib import Path

from bench import gateway, linear, risk, spine
from bench.stack import running_stack


async def main(folder: Path) -> None:
    async with running_stack(folder) as stack:
        await spine.run(stack)
        await linear.run(stack)
    await gateway.run(folder)


if __name__ == "__main__":
    risk.run()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # the embedded Postgres may run as another user
        asyncio.run(main(Path(name)))
