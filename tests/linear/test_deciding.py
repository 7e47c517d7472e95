"""A person decides in Linear, and the run goes on: the whole way, on real parts but Linear itself."""

from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.linear.conftest import Office

ADA, BOB, DEV, STRANGER = "ada@example.org", "bob@example.org", "dev@example.org", "stranger@example.org"


async def test_the_label_approved_lets_the_run_complete(office: Office) -> None:
    request, gate = await office.opened()
    issue = office.issue(gate)
    assert issue.parent_id == office.linear.world.hub.id
    assert "[HIGH]" in issue.title
    assert (await office.desk.approvals.get(gate.request_id)).linear_issue_url == issue.url

    office.linear.world.set_label(issue, office.labels.approved, by=ADA)

    row = await office.desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    await office.shown(gate, "**Completed**")
    shown = office.issue(gate)
    assert office.labels.approved.id in shown.label_ids
    assert shown.state_id == office.linear.world.state("Done").id
    (entry,) = await office.desk.ledger(gate)
    assert (entry["judged"]["person"], entry["judged"]["channel"]) == (ADA, "linear")


async def test_denied_with_a_reason(office: Office) -> None:
    request, gate = await office.opened()

    office.linear.world.comment(office.issue(gate), "/deny not on a Friday", by=BOB)

    row = await office.desk.ended(request)
    assert row.status is OrchestrationStatus.DENIED
    assert row.outcome is not None
    assert "not on a Friday" in row.outcome.summary
    assert "not on a Friday" in await office.shown(gate, "**Denied**")
    assert office.labels.denied.id in office.issue(gate).label_ids


async def test_a_question_its_answer_and_the_approval(office: Office) -> None:
    request, gate = await office.opened(requester=DEV)
    world = office.linear.world

    world.comment(office.issue(gate), "/info which version?", by=ADA)
    asked = await office.status(gate, ApprovalStatus.MORE_INFO)
    assert asked.question == "which version?"
    await office.shown(gate, "which version?")

    world.comment(office.issue(gate), "Version 2.4, as tested on staging", by=DEV)
    await office.status(gate, ApprovalStatus.PENDING)
    await office.shown(gate, "**Answer**")
    assert office.labels.more_info.id not in office.issue(gate).label_ids

    world.comment(office.issue(gate), "/approve", by=ADA)
    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_thumb_on_the_asking_comment(office: Office) -> None:
    request, gate = await office.opened()
    mirror = await office.mirrors.get(gate.request_id)
    assert mirror is not None
    assert mirror.asking_comment is not None

    office.linear.world.react(mirror.asking_comment, "+1", by=BOB)

    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_who_lacks_the_role_is_told_and_the_label_is_taken_back(office: Office) -> None:
    _, gate = await office.opened()

    office.linear.world.set_label(office.issue(gate), office.labels.approved, by=DEV)

    said = await office.shown(gate, "**Not counted**")
    assert DEV in said.replace("\\", "")
    record = await office.desk.approvals.get(gate.request_id)
    assert record.status is ApprovalStatus.PENDING
    assert office.labels.approved.id not in office.issue(gate).label_ids


async def test_a_stranger_is_told_too(office: Office) -> None:
    _, gate = await office.opened()

    office.linear.world.comment(office.issue(gate), "/approve", by=STRANGER)

    await office.shown(gate, "**Not counted**")
    assert (await office.desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING


async def test_what_is_decided_elsewhere_shows_in_linear(office: Office) -> None:
    request, gate = await office.opened()

    await office.desk.decide(gate, DecisionKind.APPROVED, by=ADA)

    assert (await office.desk.ended(request)).status is OrchestrationStatus.COMPLETED
    await office.shown(gate, "**Completed**")
    assert office.labels.approved.id in office.issue(gate).label_ids
    (entry,) = await office.desk.ledger(gate)
    assert entry["judged"]["channel"] == "api", "our own label is no decision"
