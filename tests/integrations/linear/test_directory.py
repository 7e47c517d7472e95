"""What the configured ids are in Linear, and `devtools linear setup`."""

from pathlib import Path
from typing import Any

import pytest

from domain.approvals.decisions import DecisionKind
from domain.errors import ConfigurationError
from domain.linear.directory import Directory, StatusKind
from integrations.linear.build import build_desk
from integrations.linear.setup import set_up
from tests.integrations.linear.test_client import client_of, settings_for
from tests.support.linear.entities import IssueLabel
from tests.support.linear.server import LinearServer


async def look_up(tmp_path: Path, linear: LinearServer, **fields: Any) -> Directory:
    desk = build_desk(settings_for(tmp_path, linear, **fields))
    try:
        return await desk.directory()
    finally:
        await desk.aclose()


def ids(approved: str, denied: str, more_info: str) -> dict[str, str]:
    return {
        "linear_status_approved": approved,
        "linear_status_denied": denied,
        "linear_status_more_info": more_info,
    }


async def test_by_the_names_of_the_label_group(tmp_path: Path, linear: LinearServer) -> None:
    labels = linear.world.seed_labels()
    found = await look_up(tmp_path, linear)
    assert found.decision_of(labels.approved.id) is DecisionKind.APPROVED
    assert found.decision_of(labels.more_info.id) is DecisionKind.MORE_INFO
    assert found.decision_of(linear.world.state("Done").id) is None, "completed is not approved"
    assert (found.hub_id, found.bot.is_person) == (linear.world.hub.id, False)
    assert found.done_state_id == linear.world.state("Done").id


async def test_labels_and_states_by_id(tmp_path: Path, linear: LinearServer) -> None:
    labels, done = linear.world.seed_labels(), linear.world.state("Done")
    found = await look_up(tmp_path, linear, **ids(labels.approved.id, done.id, labels.more_info.id))
    kinds = {status.decision: status.kind for status in found.statuses}
    assert kinds[DecisionKind.APPROVED] is StatusKind.LABEL
    assert kinds[DecisionKind.DENIED] is StatusKind.STATE


async def test_a_personal_key_is_told_apart(tmp_path: Path, linear: LinearServer) -> None:
    linear.world.seed_labels()
    found = await look_up(tmp_path, linear, linear_token=linear.tokens.personal_key("ada"))
    assert found.bot.is_person


@pytest.mark.parametrize(
    "wrong", ["an unknown id", "the group itself", "another group", "no labels", "no hub"]
)
async def test_what_is_wrong_is_named(tmp_path: Path, linear: LinearServer, wrong: str) -> None:
    by = "ada@example.org"
    if wrong == "no labels":
        with pytest.raises(ConfigurationError, match="devtools linear setup"):
            await look_up(tmp_path, linear)
        return
    labels = linear.world.seed_labels()
    if wrong == "no hub":
        with pytest.raises(ConfigurationError, match="LINEAR_APPROVAL_HUB_ISSUE_ID"):
            await look_up(tmp_path, linear, linear_hub="DEV-6800")
        return
    other = linear.world.create_label("Other", by=by, is_group=True)
    stray = linear.world.create_label("Nope", by=by, group=other)
    denied = {
        "an unknown id": "11111111-1111-4111-8111-111111111111",
        "the group itself": labels.group.id,
        "another group": stray.id,
    }[wrong]
    with pytest.raises(ConfigurationError, match="LINEAR_REQUEST_STATUS_"):
        await look_up(tmp_path, linear, **ids(labels.approved.id, denied, labels.more_info.id))


async def test_setup_makes_the_group_once(tmp_path: Path, linear: LinearServer) -> None:
    settings = settings_for(tmp_path, linear)
    async with client_of(settings) as client:
        first = await set_up(client, settings)
        second = await set_up(client, settings)
    assert set(first.made) == {"Request Status", "Approved", "Denied", "More info"}
    assert second.made == ()
    assert first.lines == second.lines
    assert len(linear.world.all(IssueLabel)) == 4
    values = dict(line.split("=") for line in first.lines)
    found = await look_up(
        tmp_path,
        linear,
        linear_status_group=values["LINEAR_FIELD_REQUEST_STATUS_ID"],
        **ids(
            values["LINEAR_REQUEST_STATUS_APPROVED"],
            values["LINEAR_REQUEST_STATUS_DENIED"],
            values["LINEAR_REQUEST_STATUS_MORE_INFO"],
        ),
    )
    assert len(found.statuses) == 3


async def test_setup_takes_what_is_there(tmp_path: Path, linear: LinearServer) -> None:
    labels = linear.world.seed_labels()
    settings = settings_for(tmp_path, linear)
    async with client_of(settings) as client:
        found = await set_up(client, settings)
    assert found.made == ()
    assert f"LINEAR_REQUEST_STATUS_DENIED={labels.denied.id}" in found.lines
