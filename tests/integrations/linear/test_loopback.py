"""The loopback Linear's API: what it answers and what it refuses."""

from typing import Any
from uuid import uuid4

from tests.integrations.linear.conftest import Api
from tests.support.linear.server import LinearServer
from tests.support.linear.world import GITHUB

CREATE = """
mutation Create($input: IssueCreateInput!) {
  issueCreate(input: $input) { success issue { id identifier parent { identifier } labelIds } }
}"""
ISSUE = (
    "query Issue($id: String!) { issue(id: $id) { id identifier title trashed archivedAt state { name } } }"
)
LIST = """
query List($filter: IssueFilter, $first: Int, $after: String, $orderBy: PaginationOrderBy) {
  issues(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    nodes { identifier } pageInfo { hasNextPage endCursor }
  }
}"""
HISTORY = """
query History($id: String!) {
  issue(id: $id) {
    history(first: 10) {
      nodes {
        createdAt actorId actor { email app } botActor { type name }
        addedLabelIds removedLabelIds addedLabels { name } fromState { name } toStateId archived trashed
      }
    }
  }
}"""
ADD_LABEL = """
mutation Add($id: String!, $label: String!) { issueAddLabel(id: $id, labelId: $label) { success } }"""
UPDATE = """
mutation Update($id: String!, $input: IssueUpdateInput!) {
  issueUpdate(id: $id, input: $input) { success }
}"""
COMMENT = """
mutation Comment($input: CommentCreateInput!) {
  commentCreate(input: $input) { success comment { id body user { app } issue { identifier } } }
}"""


def names(answer: dict[str, Any]) -> list[str]:
    return [node["identifier"] for node in answer["issues"]["nodes"]]


async def child(linear: LinearServer, api: Api, title: str = "Deploy?") -> str:
    """The identifier of a new sub-issue of the hub."""
    made = await api.data(
        CREATE, input={"teamId": linear.world.team.id, "parentId": linear.world.hub.id, "title": title}
    )
    identifier: str = made["issueCreate"]["issue"]["identifier"]
    return identifier


async def test_an_issue_is_found_by_identifier_and_id(linear: LinearServer, api: Api) -> None:
    by_name = await api.data(ISSUE, id="DEV-68")
    by_id = await api.data(ISSUE, id=linear.world.hub.id)
    assert by_name == by_id
    assert by_name["issue"]["title"] == "Human approvals"


async def test_what_is_not_there_is_refused_as_linear_words_it(api: Api) -> None:
    refused = await api.refusal(ISSUE, id="DEV-999")
    assert refused["message"] == "Entity not found: Issue"
    assert refused["extensions"]["code"] == "INPUT_ERROR"
    assert refused["path"] == ["issue"]


async def test_a_clients_id_is_taken_once(linear: LinearServer, api: Api) -> None:
    given = {
        "id": str(uuid4()),
        "teamId": linear.world.team.id,
        "parentId": linear.world.hub.id,
        "title": "x",
    }
    made = await api.data(CREATE, input=given)
    refused = await api.refusal(CREATE, input=given)
    assert made["issueCreate"]["issue"]["id"] == given["id"]
    assert made["issueCreate"]["issue"]["parent"]["identifier"] == "DEV-68"
    assert refused["message"] == "conflict on insert of Issue"
    assert (
        refused["extensions"]["userPresentableMessage"]
        == f"Entity Issue with id {given['id']} already exists."
    )


async def test_an_id_that_is_no_uuid_is_refused(linear: LinearServer, api: Api) -> None:
    refused = await api.refusal(CREATE, input={"id": "x", "teamId": linear.world.team.id, "title": "x"})
    assert refused["extensions"]["code"] == "INPUT_ERROR"


async def test_a_document_that_the_schema_does_not_know(api: Api) -> None:
    answer = await api.send("{ issue(id: 7) { custom_field } }")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_group_gives_an_issue_one_label(linear: LinearServer, api: Api) -> None:
    labels = linear.world.seed_labels()
    name = await child(linear, api)
    await api.data(ADD_LABEL, id=name, label=labels.approved.id)
    refused = await api.refusal(ADD_LABEL, id=name, label=labels.denied.id)
    assert refused["message"] == "labelIds not exclusive child labels"
    linear.world.set_label(name, labels.denied, by="ada@example.org")
    assert linear.world.issue(name).label_ids == [labels.denied.id]


async def test_history_tells_who_did_what(linear: LinearServer, api: Api) -> None:
    labels = linear.world.seed_labels()
    name = await child(linear, api)
    linear.world.set_label(name, "Approved", by="ada@example.org")
    linear.world.set_state(name, "Done", by=GITHUB)
    linear.world.archive(name, by=None)
    archived, moved, labelled = (await api.data(HISTORY, id=name))["issue"]["history"]["nodes"]
    assert labelled["actor"] == {"email": "ada@example.org", "app": False}
    assert labelled["addedLabelIds"] == [labels.approved.id]
    assert labelled["addedLabels"] == [{"name": "Approved"}]
    assert moved["fromState"] == {"name": "Todo"}
    assert moved["actor"] is None
    assert moved["botActor"] == {"type": "github", "name": "GitHub"}
    assert (archived["archived"], archived["actor"], archived["botActor"]) == (True, None, None)


async def test_issues_are_filtered(linear: LinearServer, api: Api) -> None:
    labels = linear.world.seed_labels()
    one, other = await child(linear, api), await child(linear, api)
    hub = linear.world.hub.id
    linear.world.set_label(one, labels.approved, by="bob@example.org")
    linear.world.delegate(other, linear.world.app_user, by="dev@example.org")
    since = linear.world.issue(one).updated_at.isoformat()
    under_hub: dict[str, Any] = {"parent": {"id": {"eq": hub}}}
    cases: list[tuple[dict[str, Any], set[str]]] = [
        (under_hub, {one, other}),
        ({**under_hub, "updatedAt": {"gte": since}}, {one, other}),
        ({**under_hub, "updatedAt": {"gt": "PT1H"}}, set()),
        ({**under_hub, "updatedAt": {"gt": "-PT1H"}}, {one, other}),
        ({"id": {"in": [linear.world.issue(one).id]}}, {one}),
        ({"labels": {"id": {"eq": labels.approved.id}}}, {one}),
        ({"labels": {"some": {"name": {"eq": "Approved"}}}}, {one}),
        ({**under_hub, "labels": {"length": {"eq": 0}}}, {other}),
        ({"delegate": {"app": {"eq": True}}}, {other}),
        ({**under_hub, "assignee": {"null": True}}, {one, other}),
        ({"team": {"key": {"eq": "OPS"}}}, set()),
        ({"or": [{"title": {"contains": "approvals"}}, {"number": {"eq": 69}}]}, {"DEV-68", "DEV-69"}),
    ]
    for wanted, expected in cases:
        assert set(names(await api.data(LIST, filter=wanted))) == expected, wanted


async def test_issues_are_paged_and_ordered(linear: LinearServer, api: Api) -> None:
    made = [await child(linear, api, title) for title in ("a", "b", "c")]
    linear.world.comment(made[0], "hello", by="dev@example.org")
    page = await api.data(LIST, first=2, orderBy="createdAt")
    rest = await api.data(LIST, first=2, after=page["issues"]["pageInfo"]["endCursor"])
    assert names(page) + names(rest) == [*reversed(made), "DEV-68"]
    assert page["issues"]["pageInfo"]["hasNextPage"]
    assert not rest["issues"]["pageInfo"]["hasNextPage"]


async def test_archived_and_trashed_issues_are_read_but_not_listed(linear: LinearServer, api: Api) -> None:
    name = await child(linear, api)
    linear.world.trash(name, by="ada@example.org")
    found = (await api.data(ISSUE, id=name))["issue"]
    assert found["trashed"] is True
    assert found["archivedAt"]
    assert name not in names(await api.data(LIST))


async def test_a_comment_is_the_viewers_and_its_id_is_taken_once(linear: LinearServer, api: Api) -> None:
    given = {"id": str(uuid4()), "issueId": linear.world.hub.id, "body": "Please decide"}
    made = await api.data(COMMENT, input=given)
    refused = await api.refusal(COMMENT, input=given)
    assert made["commentCreate"]["comment"]["user"] == {"app": True}
    assert refused["message"] == "conflict on insert of Comment"


async def test_an_update_of_several_fields_is_one_change(linear: LinearServer, api: Api) -> None:
    labels, name = linear.world.seed_labels(), await child(linear, api)
    told = len(linear.world.events)
    changes = {
        "stateId": linear.world.state("Done").id,
        "addedLabelIds": [labels.denied.id],
        "parentId": None,
    }
    await api.data(UPDATE, id=name, input=changes)
    issue = linear.world.issue(name)
    (event,) = linear.world.events[told:]
    (entry,) = linear.world.history(issue)
    assert event.updated_from is not None
    assert {"stateId", "labelIds", "parentId", "completedAt", "updatedAt"} == event.updated_from.keys()
    assert (entry.to_state_id, entry.added_label_ids) == (issue.state_id, [labels.denied.id])


async def test_an_issue_that_moved_is_found_by_both_names(linear: LinearServer, api: Api) -> None:
    name = await child(linear, api)
    linear.world.move(name, linear.world.add_team("OPS", "Operations"), by="ada@example.org")
    found = (await api.data(ISSUE, id=name))["issue"]
    assert found["identifier"] == "OPS-70"
    assert (await api.data(ISSUE, id="OPS-70"))["issue"] == found
