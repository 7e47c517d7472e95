"""What a webhook tells; bodies that are not as they should be tell nothing, and never fail."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.approvals.decisions import DecisionKind
from domain.linear.envelopes import Heard, envelope_of, heard
from domain.linear.words import Carrier, Command
from tests.domain.linear.test_words import DIRECTORY

ADA = {"id": "ada", "email": "ada@example.org", "name": "Ada", "type": "user"}
AT = "2026-11-28T12:00:00.000Z"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def hear(**fields: Any) -> Heard:
    body = {"action": "update", "type": "Issue", "organizationId": "org", "createdAt": AT, "actor": ADA}
    envelope = envelope_of(body | fields)
    assert envelope is not None
    return heard(envelope, DIRECTORY)


def label_set(**more: Any) -> dict[str, Any]:
    data = {"id": "i1", "labelIds": ["L-x", "L-ok"], "updatedAt": AT, "parentId": "hub", "stateId": "S-todo"}
    return {"data": data, "updatedFrom": {"labelIds": ["L-x"], "updatedAt": AT}} | more


def test_a_label() -> None:
    word = hear(**label_set()).word
    assert word is not None
    assert (word.carrier, word.decision, word.actor.id) == (Carrier.STATUS, DecisionKind.APPROVED, "ada")
    assert (word.issue_id, word.at) == ("i1", NOON)


def test_a_state() -> None:
    data = {"id": "i1", "stateId": "S-no", "labelIds": [], "updatedAt": AT}
    word = hear(data=data, updatedFrom={"stateId": "S-todo"}).word
    assert word is not None
    assert word.decision is DecisionKind.DENIED


def test_the_later_of_two_times_counts() -> None:
    word = hear(**label_set(createdAt="2026-11-28T12:00:09.000Z")).word
    assert word is not None
    assert word.at.second == 9


@pytest.mark.parametrize(
    "fields",
    [
        label_set(actor=None),
        label_set(actor={"id": "x", "type": "oauthClient", "name": "An app"}),
        label_set(actor={"id": "x", "type": "integration", "service": "github"}),
        label_set(actor={**ADA, "id": "us"}),
        label_set(organizationId="another"),
        label_set(type="IssueLabel"),
        label_set(action="create"),
        label_set(updatedFrom={"title": "before"}),
        label_set(updatedFrom={"labelIds": ["L-x", "L-ok"]}),
        {"data": {"id": "i1", "stateId": "S-done", "updatedAt": AT}, "updatedFrom": {"stateId": "S-todo"}},
        {"type": "Comment", "action": "update", "data": {"id": "c", "issueId": "i1", "body": "/approve"}},
        {"type": "Comment", "action": "create", "data": {"id": "c", "body": "/approve"}},
        {"type": "Reaction", "action": "remove", "data": {"id": "r", "emoji": "+1", "commentId": "c"}},
        {"type": "Reaction", "action": "create", "data": {"id": "r", "emoji": "tada", "commentId": "c"}},
        {"data": {}},
    ],
)
def test_what_decides_nothing(fields: dict[str, Any]) -> None:
    found = hear(**fields)
    assert found.nothing
    assert found.word is None


def test_a_comment_a_reaction_an_answer_and_a_task() -> None:
    def said(body: str) -> Heard:
        data = {"id": "c1", "issueId": "i1", "body": body, "userId": "ada"}
        return hear(type="Comment", action="create", data=data)

    denied = said("/deny no").word
    assert denied is not None
    assert (denied.key, denied.reason) == ("comment/c1", "no")
    task, answer, talk = (said(body).remark for body in ("/orchestrate Read the logs", "/answer 2.4", "hi"))
    assert task is not None
    assert answer is not None
    assert talk is not None
    assert (task.command, task.text) == (Command.ORCHESTRATE, "Read the logs")
    assert (answer.command, answer.text) == (Command.ANSWER, "2.4")
    assert (talk.command, talk.text) == (None, "hi")
    thumb = hear(type="Reaction", action="create", data={"id": "r1", "emoji": "-1", "commentId": "c9"})
    assert thumb.word is not None
    assert (thumb.commented_on, thumb.word.decision) == ("c9", DecisionKind.DENIED)


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "remove", "data": {"id": "i1", "updatedAt": AT}},
        {"data": {"id": "i1", "trashed": True, "updatedAt": AT}, "updatedFrom": {"trashed": None}},
        {"data": {"id": "i1", "archivedAt": AT, "updatedAt": AT}, "updatedFrom": {"archivedAt": None}},
    ],
)
def test_an_issue_that_goes_is_a_denial_of_whoever_removed_it(fields: dict[str, Any]) -> None:
    word = hear(**fields).word
    assert word is not None
    assert (word.carrier, word.decision) == (Carrier.GONE, DecisionKind.DENIED)


@pytest.mark.parametrize("key", ["delegateId", "assigneeId"])
def test_an_issue_that_is_given_to_us(key: str) -> None:
    found = hear(data={"id": "i2", key: "us", "updatedAt": AT}, updatedFrom={key: None})
    assert found.handover is not None
    assert found.handover.issue_id == "i2"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(
    body=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("action", "type", "data", "actor", "updatedFrom", "createdAt", "organizationId"), JSON
        ),
    )
)
@settings(max_examples=300, deadline=None)
def test_rubbish_never_fails(body: dict[str, Any]) -> None:
    for fixed in (
        {},
        {"type": "Issue", "action": "update", "organizationId": "org", "actor": ADA, "createdAt": AT},
    ):
        envelope = envelope_of(body | fixed)
        if envelope is not None:
            assert heard(envelope, DIRECTORY).word is None or envelope.data


def test_who_deletes_an_issue_speaks_for_themselves_only() -> None:
    gone = {"action": "remove", "data": {"id": "i1", "updatedAt": AT}}
    one, other = hear(**gone).word, hear(**gone, actor={**ADA, "id": "eve"}).word
    assert one is not None
    assert other is not None
    assert one.key != other.key
