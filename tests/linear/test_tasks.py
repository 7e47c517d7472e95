"""Tasks that people give in Linear; and what nobody may."""

import pytest

from domain.orchestrations import OrchestrationRecord, OrchestrationStatus
from tests.linear.conftest import Office
from tests.support.linear.entities import Comment, Issue
from tests.support.linear.issues import NewIssue
from tests.support.waiting import until

ADA, STRANGER = "ada@example.org", "stranger@example.org"
READ = "Explain how the notes file is laid out"


async def only_run(office: Office) -> OrchestrationRecord:
    async def look() -> OrchestrationRecord | None:
        rows = await office.desk.orchestrations.list()
        return rows[0] if rows and rows[0].status.is_final else None

    return await until(look, what="the task from Linear to end", seconds=60)


async def said(office: Office, issue: Issue, text: str) -> str:
    async def look() -> str | None:
        bodies = [each.body for each in office.linear.world.all(Comment) if each.issue_id == issue.id]
        return next((body for body in bodies if text in body), None)

    return await until(look, what=f"a comment with {text!r}", seconds=30)


@pytest.mark.parametrize("way", ["comment", "delegate", "assign"])
async def test_a_task_is_taken_and_its_progress_is_reported(office: Office, way: str) -> None:
    world = office.linear.world
    issue = world.create_issue(NewIssue(title=READ), by=ADA)
    if way == "comment":
        world.comment(issue, f"/orchestrate {READ}", by=ADA)
    elif way == "delegate":
        world.delegate(issue, world.app_user, by=ADA)
    else:
        world.assign(issue, world.app_user, by=ADA)

    row = await only_run(office)

    assert (row.requester, row.status) == (ADA, OrchestrationStatus.COMPLETED)
    assert READ in row.description
    await said(office, issue, "Taken as task")
    await said(office, issue, "**Completed**")
    assert world.find(Issue, issue.id).state_id == issue.state_id, "an issue of others' is not closed"


async def test_a_stranger_gives_no_tasks(office: Office) -> None:
    world = office.linear.world
    issue = world.create_issue(NewIssue(title=READ), by=STRANGER)
    world.comment(issue, f"/orchestrate {READ}", by=STRANGER)
    await office.linear.webhooks.settled()

    await office.noted("approvers.yaml")
    assert await office.desk.orchestrations.list() == []
