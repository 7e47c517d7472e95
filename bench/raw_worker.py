"""``python -m bench.raw_worker``: the same SDK, sandbox, converter and servers, and none of the product."""

import asyncio
import os

import asyncpg
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from bench.raw import QUEUE, BareUpdateWorkflow, RawActivities, RawShapeWorkflow

TABLE = "CREATE TABLE IF NOT EXISTS bench_raw (id bigserial PRIMARY KEY, note text NOT NULL)"


async def main() -> None:
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=10)
    await pool.execute(TABLE)
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], data_converter=pydantic_data_converter)
    activities = RawActivities(pool)
    async with Worker(
        client,
        task_queue=QUEUE,
        workflows=[BareUpdateWorkflow, RawShapeWorkflow],
        activities=[activities.write],
    ):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
