"""A grant that ends between clearing a call and the call itself: nothing is called, people are asked."""

import dataclasses
from datetime import timedelta
from uuid import uuid4

from activities.tools import ToolActivities
from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.grants import GrantDraft, GrantScope
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.transcripts import PostgresTranscripts
from tests.support.gateway import gateway
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.worker import QUEUES, at_a_desk
from worker.activities import build_activities
from worker.hosts import build_workers
from worker.resources import Resources, open_resources

TASK = "Explain how the notes file is laid out"


class RevokedMeanwhile(PostgresGrants):
    """Somebody revokes each grant just before it is looked at for the last time."""

    async def in_force(self, grant_id: str) -> bool:
        await self.revoke(grant_id, person="bob@example.org", reason="no more of this")
        return await super().in_force(grant_id)


def tools(resources: Resources) -> ToolActivities:
    pool = resources.pool
    return ToolActivities(
        agents=resources.files.agents,
        toolbox=resources.toolbox,
        transcripts=PostgresTranscripts(pool),
        tool_calls=PostgresToolCalls(pool),
        policies=resources.files.policies,
        halts=PostgresHalts(pool),
        inbox=PostgresInbox(pool),
        grants=RevokedMeanwhile(pool),
        redactor=resources.redactor,
    )


async def test_the_call_waits_for_people_instead(scripted: Settings, model: OpenAIServer) -> None:
    lines = scripted.workspace / "lines.txt"
    async with (
        gateway(scripted) as running,
        open_resources(running.settings) as resources,
        at_a_desk(scripted) as desk,
    ):
        grants = PostgresGrants(desk.pool)
        made = await grants.add(
            GrantDraft(
                grant_id=str(uuid4()),
                person="dev@example.org",
                role="developer",
                scope=GrantScope.parse("test.append_line/infrastructure/*/*"),
                duration=timedelta(hours=1),
            )
        )
        activities = dataclasses.replace(build_activities(resources), tools=tools(resources))
        first, second = build_workers(resources.client, activities, queues=QUEUES)
        async with first, second:
            model.play(plans("Explain the notes"), uses("test.append_line", line="one"), says("appended"))
            request, _ = await desk.submit(TASK)

            gate = await desk.gate(request, kind="tool_call")

            assert [used["grant_id"] for used in await desk.events(request, "grant.used")] == [made.grant_id]
            assert not await grants.in_force(made.grant_id)
            assert not lines.exists()
            await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
            assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines.read_text(encoding="utf-8") == "one\n"
