"""Decisions and clocks in any order, through a real run that continues as new: one outcome, in time.

``tests/domain/approvals/test_sequences.py`` looks at thousands of orders without a server, with crashes and
resets; ``test_crashes.py`` kills real workers (this server hands the tasks of a dead one on too late).
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord
from domain.orchestrations import OrchestrationRequest
from integrations.postgres.ledger import PostgresLedger
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.support.clock import Clocks
from tests.support.desk import Desk, message_of
from tests.support.installation import make_config, make_settings
from tests.support.worker import at_a_desk, working
from worker.relay import Relay

DEPLOY = "Deploy auth service to production"
REQUESTER = "rita@example.org"
ENTITLED = {"ada@example.org", "bob@example.org"}
PEOPLE = [
    {"email": REQUESTER, "roles": ["tech_lead"]},
    {"email": "ada@example.org", "roles": ["tech_lead"]},
    {"email": "bob@example.org", "roles": ["devops_engineer"]},
    {"email": "dev@example.org", "roles": ["developer"]},
]
QUORUM = 2
HISTORY = 60
"""Events after which a run continues as new: several times in an example."""


class Said(NamedTuple):
    """A decision; ``told``: the workflow hears of it at once, else only by relay or at the deadline."""

    person: str
    decision: DecisionKind
    told: bool


class Waited(NamedTuple):
    minutes: int


class Answered(NamedTuple):
    text: str


people = st.sampled_from([person["email"] for person in PEOPLE] + ["eve@example.org"])
kinds = st.sampled_from(
    [DecisionKind.APPROVED, DecisionKind.APPROVED, DecisionKind.DENIED, DecisionKind.MORE_INFO]
)
acts = st.one_of(
    st.builds(Said, person=people, decision=kinds, told=st.booleans()),
    st.builds(Said, person=people, decision=st.just(DecisionKind.APPROVED), told=st.booleans()),
    st.builds(Waited, minutes=st.integers(1, 25)),
    st.builds(Answered, text=st.just("web-1")),
)


@pytest_asyncio.fixture(scope="module")
async def installed(tmp_path_factory: pytest.TempPathFactory, clocks: Clocks) -> Settings:
    folder: Path = tmp_path_factory.mktemp("sequences")
    hitl = make_config(folder / "config") / "hitl"
    (hitl / "approvers.yaml").write_text(yaml.safe_dump({"people": PEOPLE}), encoding="utf-8")
    tiers = yaml.safe_load((hitl / "approval-policies.yaml").read_text(encoding="utf-8"))
    tiers["tiers"]["high"]["quorum"] = QUORUM
    (hitl / "approval-policies.yaml").write_text(yaml.safe_dump(tiers), encoding="utf-8")
    return make_settings(
        folder,
        database_url=clocks.url,
        temporal_address=clocks.temporal_address,
        embedded=False,
        continue_as_new_after=HISTORY,
    )


@pytest_asyncio.fixture(scope="module")
async def office(installed: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(installed) as found:
        yield found


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(acts, min_size=4, max_size=9))
async def test_no_order_of_events_gives_what_the_rules_do_not(
    installed: Settings, office: Desk, clocks: Clocks, acts: Sequence[NamedTuple]
) -> None:
    async with working(installed):
        request, _ = await office.submit(DEPLOY, requester=REQUESTER)
        gate = await office.gate(request)
        for act in acts:
            await happens(act, office=office, clocks=clocks, request=request, gate=gate)
        await clocks.advance(timedelta(hours=3))
        await office.ended(request)
        await relay(office)
    await check(office, gate)


async def happens(
    act: NamedTuple, *, office: Desk, clocks: Clocks, request: OrchestrationRequest, gate: ApprovalRecord
) -> None:
    if isinstance(act, Waited):
        await clocks.advance(timedelta(minutes=act.minutes))
        await relay(office)
    elif isinstance(act, Answered):
        await office.handle(request).signal("provide_info", act.text)
    elif isinstance(act, Said):
        receipt = await office.record(gate, act.decision, by=act.person, reason="as it is")
        if act.told:  # without an answer where the run is over: the relay tells of that
            await office.temporal.decide(gate.workflow_id, message_of(receipt))


async def relay(office: Desk) -> None:
    await Relay(
        TemporalOrchestrations(office.client), office.inbox, office.approvals, office.orchestrations
    ).once()


class Word(NamedTuple):
    person: str
    decision: str
    received_at: datetime
    judged: bool


async def check(office: Desk, gate: ApprovalRecord) -> None:
    """Said again without the judge's code, from the rows that an auditor has."""
    row = await office.approvals.get(gate.request_id)
    assert not row.status.is_open
    words = [
        Word(item["actor"]["email"], item["decision"], item["received_at"], item["judged_at"] is not None)
        for item in await office.pool.fetch(
            "SELECT * FROM decision_inbox WHERE request_id = $1", gate.request_id
        )
    ]
    deadlines = await office.pool.fetch(
        "SELECT * FROM approval_deadlines WHERE request_id = $1 ORDER BY version", gate.request_id
    )

    def in_time(word: Word) -> bool:
        in_force = [item for item in deadlines if item["in_force_from"] <= word.received_at]
        return bool(word.received_at <= in_force[-1]["expires_at"])

    counting = [word for word in words if word.person in ENTITLED and in_time(word)]
    approvals = {word.person for word in counting if word.decision == "approved"}
    # rita has the role: she may say no to what she asked for, and ask
    denials = [word for word in words if word.person in ENTITLED | {REQUESTER} and in_time(word)]
    denied = any(word.decision == "denied" for word in denials)
    assert {
        "approved": len(approvals) >= QUORUM,
        "denied": denied,
        "expired": not denied and len(approvals) < QUORUM,
    }[row.status], (row.status, words)
    endings = [
        entry.body
        async for entry in PostgresLedger(office.pool).all()
        if gate.request_id in entry.body and f'"request_status":"{row.status}"' in entry.body
    ]
    assert len(endings) >= 1
    others = {"approved", "denied", "expired"} - {row.status.value}
    for body in [
        entry.body async for entry in PostgresLedger(office.pool).all() if gate.request_id in entry.body
    ]:
        assert not any(f'"request_status":"{other}"' in body for other in others), "never two outcomes"
