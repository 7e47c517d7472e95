"""What we write in Linear, and what of others' writing we do not take for ours."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from domain.approvals.decisions import DecisionKind
from domain.errors import InvalidInputError, NotFoundError
from domain.linear.issues import IssueDraft
from domain.linear.mirrors import stable_id
from integrations.linear.build import build_desk
from integrations.linear.desk import Desk
from tests.integrations.linear.test_client import settings_for
from tests.support.linear.entities import Comment, Issue
from tests.support.linear.issues import NewIssue
from tests.support.linear.server import LinearServer

ADA, STRANGER = "ada@example.org", "stranger@example.org"
DRAFT = IssueDraft(id=stable_id("one"), title="[HIGH] plan", description="Decide", priority=2)


@dataclass
class At:
    desk: Desk
    linear: LinearServer

    @property
    def issue(self) -> Issue:
        return self.linear.world.find(Issue, DRAFT.id)


@pytest_asyncio.fixture
async def at(tmp_path: Path, linear: LinearServer) -> AsyncIterator[At]:
    linear.world.seed_labels()
    desk = build_desk(settings_for(tmp_path, linear))
    yield At(desk, linear)
    await desk.aclose()


async def test_opening_again_finds_the_issue(at: At) -> None:
    first, second = await at.desk.open(DRAFT), await at.desk.open(DRAFT)
    assert first == second
    assert at.issue.parent_id == at.linear.world.hub.id


@pytest.mark.parametrize("wrong", ["another's", "elsewhere"])
async def test_an_issue_that_somebody_made_under_our_id_is_not_taken(at: At, wrong: str) -> None:
    world = at.linear.world
    parent = world.hub.id if wrong == "another's" else None
    world.create_issue(NewIssue(id=DRAFT.id, title="Pizza", parent_id=parent), by=STRANGER)
    with pytest.raises(InvalidInputError, match="not ours"):
        await at.desk.open(DRAFT)


async def test_a_comment_that_somebody_made_under_our_id_is_not_taken(at: At) -> None:
    await at.desk.open(DRAFT)
    comment_id = stable_id("comment")
    at.linear.world.comment(at.issue, "Who is for pizza?", by=STRANGER, given_id=comment_id)
    with pytest.raises(InvalidInputError, match="not ours"):
        await at.desk.comment(DRAFT.id, comment_id=comment_id, body="Decide")


async def test_a_comment_is_made_once(at: At) -> None:
    await at.desk.open(DRAFT)
    for _ in range(2):
        await at.desk.comment(DRAFT.id, comment_id=stable_id("comment"), body="Decide")
    assert [each.body for each in at.linear.world.all(Comment)] == ["Decide"]


async def test_an_issue_that_is_gone_is_not_found(at: At) -> None:
    await at.desk.open(DRAFT)
    at.linear.world.trash(at.issue, by=ADA)
    with pytest.raises(NotFoundError):
        await at.desk.show_status(DRAFT.id, DecisionKind.APPROVED)
    assert await at.desk.parent_of(DRAFT.id) is None


async def test_a_label_is_put_and_taken_back(at: At) -> None:
    await at.desk.open(DRAFT)
    labels = at.linear.world.seed_labels()
    for decision, left in (
        (DecisionKind.MORE_INFO, [labels.more_info.id]),
        (DecisionKind.APPROVED, [labels.approved.id]),
        (None, []),
    ):
        await at.desk.show_status(DRAFT.id, decision)
        assert at.issue.label_ids == left


async def test_a_state_that_says_what_is_not_so_is_put_back(tmp_path: Path, linear: LinearServer) -> None:
    world = linear.world
    states: dict[str, Any] = {
        "linear_status_approved": world.state("Done").id,
        "linear_status_denied": world.state("Canceled").id,
        "linear_status_more_info": world.state("In Progress").id,
    }
    desk = build_desk(settings_for(tmp_path, linear, **states))
    await desk.open(DRAFT)
    issue = world.find(Issue, DRAFT.id)
    world.set_state(issue, world.state("Done"), by=STRANGER)

    await desk.show_status(DRAFT.id, None)
    assert world.find(Issue, DRAFT.id).state_id == world.state("Todo").id
    await desk.show_status(DRAFT.id, DecisionKind.DENIED)
    assert world.find(Issue, DRAFT.id).state_id == world.state("Canceled").id
    await desk.aclose()


async def test_an_issue_is_read_in_one_request_whatever_it_holds(at: At) -> None:
    await at.desk.open(DRAFT)
    for number in range(60):
        at.linear.world.comment(at.issue, f"No. {number}", by=ADA)
    at.linear.requests.clear()
    found = await at.desk.read(DRAFT.id)
    assert len(found.comments) == 60
    assert len(at.linear.requests) == 2, "a second one for the second page"
    edited = at.linear.world.edit_comment(at.linear.world.all(Comment)[0], "/approve", by=ADA)
    again = await at.desk.read(DRAFT.id)
    assert next(each for each in again.comments if each.id == edited.id).edited
