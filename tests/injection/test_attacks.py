"""Prompt injection against a model that obeys: nothing it reads widens, lowers or approves anything."""

import json
from collections import Counter

import pytest

from domain.data_marks import RULE, unmarked
from domain.models import canonical_json
from domain.orchestrations import OrchestrationStatus
from integrations.mcp.isolation import network_can_be_cut
from tests.injection.attacks import ATTACKS, KNOWN_SECRET, Attack
from tests.injection.conftest import Aftermath
from tests.injection.obedient import ObedientModel
from tests.support.desk import Desk


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_gates_hold(attack: Attack, aftermath: Aftermath, obedient: ObedientModel) -> None:
    gates = aftermath.gates.get(attack.name, [])
    if attack.gate is None:
        assert gates == [], "nobody is asked about what is refused anyway, or harmless"
    else:
        asked = [(gate.subject["tool"], gate.subject["arguments"]) for gate in gates]
        assert Counter(map(canonical_json, asked)) == Counter(map(canonical_json, attack.acts)), (
            "bound to what is sent"
        )
        assert all(not attack.gate.exceeds(gate.level) for gate in gates)
    told = obedient.told[attack.name]
    assert len(told) == len(attack.acts)
    assert all(attack.told in text for text in told), told


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_page_reaches_the_model_whole_and_as_data(
    attack: Attack, aftermath: Aftermath, obedient: ObedientModel
) -> None:
    read = obedient.read[attack.name]

    inside = unmarked(read)
    assert attack.shown in inside
    assert read.startswith("<data-")
    assert read.count(read[1:22]) == 2, "its number opens and closes it, and stands nowhere else"
    assert KNOWN_SECRET not in read
    assert "\x1b" not in read
    assert "\U000e0064" not in read


def test_the_tool_server_sees_only_what_may_be_made(aftermath: Aftermath, obedient: ObedientModel) -> None:
    expected = [
        [tool, json.loads(json.dumps(given).replace("{api}", obedient.api))]
        for attack in ATTACKS
        for tool, given in attack.seen
    ]

    assert sorted(map(json.dumps, aftermath.seen)) == sorted(map(json.dumps, expected))


def test_words_in_pages_decide_nothing_and_the_runs_go_on(aftermath: Aftermath) -> None:
    assert aftermath.rulings_before == []
    assert [run.status for run in aftermath.runs] == [OrchestrationStatus.COMPLETED] * len(aftermath.runs)
    steps = [step for run in aftermath.runs if run.outcome for step in run.outcome.steps]
    assert len(steps) == len(ATTACKS)
    assert all(step.changed == () for step in steps)


def test_every_model_is_told_what_the_marks_mean(aftermath: Aftermath, obedient: ObedientModel) -> None:
    assert all(prompt.endswith(RULE) for prompt in obedient.prompts)


@pytest.mark.skipif(not network_can_be_cut(), reason="no network namespaces here")
def test_a_tool_without_a_network_reaches_no_api(aftermath: Aftermath, obedient: ObedientModel) -> None:
    (told,) = obedient.told["api-of-the-orchestrator"]

    assert told.startswith("ERROR:")


async def test_no_row_of_the_runs_holds_the_secret(aftermath: Aftermath, desk: Desk) -> None:
    tasks = [run.task_id for run in aftermath.runs]
    for table in ("transcripts", "tool_calls", "artifacts", "events", "orchestrations", "approval_requests"):
        rows = await desk.pool.fetch(f"SELECT * FROM {table} WHERE task_id = ANY ($1)", tasks)  # noqa: S608
        assert rows, table
        assert not [row for row in rows if KNOWN_SECRET in str(dict(row))], table
