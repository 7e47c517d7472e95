"""Every policy that a worker takes into force is put on record, when it starts and when a file changes."""

import asyncio

import structlog

from config.policies import FILES, FilePolicies
from domain.errors import UnavailableError
from domain.policies import PolicyLog, PolicyName

PERIOD_SECONDS = 3.0

logger = structlog.get_logger(__name__)


class PolicyRecorder:
    """Records what changed for *this* worker: two that were given different files do not take turns."""

    def __init__(self, policies: FilePolicies, log: PolicyLog) -> None:
        self._policies = policies
        self._log = log
        self._recorded: dict[PolicyName, str] = {}

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres is waited out: what is in force then is recorded late."""
        while True:
            try:
                await self.once()
            except UnavailableError as error:
                logger.warning("policies are not recorded", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> None:
        """Look at the files, and record each version that is new to this worker and to the ledger."""
        for policy, version in self._policies.versions().items():
            if self._recorded.get(policy) == version:
                continue
            load = await self._log.record_load(policy, version=version, file=FILES[policy].name)
            self._recorded[policy] = version
            if load is not None:
                logger.info("policy in force", policy=policy.value, version=version, previous=load.previous)
