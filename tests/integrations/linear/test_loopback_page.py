"""The loopback Linear's page: people decide on it, and nobody else can."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.support.linear.issues import NewIssue
from tests.support.linear.page.markdown import render, ticked
from tests.support.linear.server import LinearServer
from tests.support.webhook_server import WebhookServer

CHECKLIST = "Please:\n\n```\n- [ ] not this\n```\n\n- [ ] look\n- [x] tell"


@pytest_asyncio.fixture
async def browser(linear: LinearServer) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Origin": linear.url}
    async with httpx.AsyncClient(
        base_url=linear.url, headers=headers, trust_env=False, follow_redirects=True
    ) as http:
        yield http


async def act_as(browser: httpx.AsyncClient, linear: LinearServer, person: str) -> None:
    await browser.post("/act-as", data={"person": linear.world.user(person).id})


async def test_the_hubs_issues_are_listed(linear: LinearServer, browser: httpx.AsyncClient) -> None:
    new = NewIssue(title="Deploy <b>now</b>?", parent_id=linear.world.hub.id)
    linear.world.create_issue(new, by=linear.world.app_user)
    page = (await browser.get("/")).text
    assert "DEV-69" in page
    assert "Deploy &lt;b&gt;now&lt;/b&gt;?" in page


async def test_a_person_sets_the_status_once_and_takes_it_back(
    linear: LinearServer, browser: httpx.AsyncClient, receiver: WebhookServer
) -> None:
    labels = linear.world.seed_labels()
    await act_as(browser, linear, "bob@example.org")
    for label in (labels.approved, labels.denied, labels.denied):
        await browser.post("/issues/DEV-68/label", data={"label": label.id})
    await linear.webhooks.settled()
    assert [call.json["data"]["labelIds"] for call in receiver.requests] == [
        [labels.approved.id],
        [labels.denied.id],
        [],
    ]
    assert {call.json["actor"]["email"] for call in receiver.requests} == {"bob@example.org"}


async def test_a_person_comments_and_reacts(linear: LinearServer, browser: httpx.AsyncClient) -> None:
    await act_as(browser, linear, "dev@example.org")
    await browser.post("/issues/DEV-68/comments", data={"body": "/approve **it** <script>x</script>"})
    (comment,) = linear.world.comments("DEV-68")
    await browser.post(f"/comments/{comment.id}/reactions", data={"emoji": "+1"})
    page = (await browser.get(linear.world.hub.url)).text
    assert comment.user_id == linear.world.user("dev@example.org").id
    assert [each.emoji for each in linear.world.reactions(comment)] == ["+1"]
    assert "/approve <strong>it</strong> &lt;script&gt;" in page


async def test_an_issue_is_made_and_delegated(linear: LinearServer, browser: httpx.AsyncClient) -> None:
    made = await browser.post("/issues", data={"title": "Restart checkout", "delegate": "yes"})
    issue = linear.world.issue("DEV-69")
    assert "Restart checkout" in made.text
    assert issue.delegate_id == linear.world.app_user.id
    assert issue.parent_id is None


async def test_a_box_of_the_checklist_is_ticked(linear: LinearServer, browser: httpx.AsyncClient) -> None:
    linear.world.change("DEV-68", {"description": CHECKLIST}, by="ada@example.org")
    page = (await browser.get(linear.world.hub.url)).text
    assert page.count('form="boxes"') == 2
    await browser.post("/issues/DEV-68/boxes", data={"line": "6"})
    assert linear.world.hub.description == CHECKLIST.replace("[ ] look", "[x] look")


def test_ticking_what_is_no_box_changes_nothing() -> None:
    assert ticked(CHECKLIST, 0) == CHECKLIST
    assert ticked(CHECKLIST, 99) == CHECKLIST


def test_a_link_that_runs_a_script_is_none() -> None:
    assert "<a" not in render("[look](javascript:alert(1))")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_posts_of_another_site_are_refused(
    linear: LinearServer, browser: httpx.AsyncClient, origin: str
) -> None:
    answer = await browser.post(
        "/issues/DEV-68/comments", data={"body": "/approve"}, headers={"Origin": origin}
    )
    assert answer.status_code == 403
    assert linear.world.comments("DEV-68") == []


async def test_a_post_without_an_origin_is_refused(linear: LinearServer) -> None:
    async with httpx.AsyncClient(base_url=linear.url, trust_env=False) as http:
        assert (await http.post("/issues/DEV-68/archive")).status_code == 403


async def test_another_host_name_is_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/", headers={"Host": "rebound.example"})).status_code == 403


async def test_the_version_tells_of_changes(linear: LinearServer, browser: httpx.AsyncClient) -> None:
    before = (await browser.get("/version")).text
    linear.world.comment("DEV-68", "hello", by="ada@example.org")
    assert (await browser.get("/version")).text != before


async def test_what_is_not_there(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/example/issue/DEV-999")).status_code == 404
    assert (await browser.post("/issues/DEV-68/label", data={})).status_code == 400
