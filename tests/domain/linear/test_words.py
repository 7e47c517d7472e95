"""What a person's word in Linear is, and what is none."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.approvals.approvers import Approvers, Person
from domain.approvals.decisions import Actor, DecisionKind
from domain.linear.directory import Bot, Directory, Status, StatusKind
from domain.linear.identity import actor_of
from domain.linear.issues import Comment, IssueRead, LinearActor, Reaction, StatusChange
from domain.linear.words import Command, of_issue, spoken, thumb

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
ADA = LinearActor(id="ada", email="ada@example.org")
BOB = LinearActor(id="bob", email="bob@example.org")
BOT = LinearActor(id="bot", email="bot@oauthapp.linear.app", is_person=False)
OURS = LinearActor(id="us", email="us@example.org")
DIRECTORY = Directory(
    bot=Bot(id="us", name="Dev-Tools", is_person=False),
    organization_id="org",
    hub_id="hub",
    hub_identifier="DEV-68",
    team_id="team",
    statuses=(
        Status(decision=DecisionKind.APPROVED, id="L-ok", kind=StatusKind.LABEL, name="Approved"),
        Status(decision=DecisionKind.DENIED, id="S-no", kind=StatusKind.STATE, name="Rejected"),
        Status(decision=DecisionKind.MORE_INFO, id="L-info", kind=StatusKind.LABEL, name="More info"),
    ),
)


@pytest.mark.parametrize(
    ("body", "decision", "text", "confirmed"),
    [
        ("/approve", DecisionKind.APPROVED, "", ()),
        ("  /Approve it is due", DecisionKind.APPROVED, "it is due", ()),
        ("/approve +backup +told-team go", DecisionKind.APPROVED, "go", ("backup", "told-team")),
        ("/approve +1 from me", DecisionKind.APPROVED, "from me", ("1",)),
        ("/deny\nnot on a Friday\nnever", DecisionKind.DENIED, "not on a Friday\nnever", ()),
        ("/reject no", DecisionKind.DENIED, "no", ()),
        ("/info which version?", DecisionKind.MORE_INFO, "which version?", ()),
        ("/more-info", DecisionKind.MORE_INFO, "", ()),
    ],
)
def test_commands(body: str, decision: DecisionKind, text: str, confirmed: tuple[str, ...]) -> None:
    found = spoken(body)
    assert found is not None
    assert (found.command, found.decision) == (Command.DECIDE, decision)
    assert (found.text, found.confirmed) == (text, confirmed)


@pytest.mark.parametrize(
    "body",
    [
        "approve",
        "please /approve",
        "> /approve",
        "`/approve`",
        "/approved",
        "/approve-all",
        "/ approve",
        "//approve",
        "",
        "LGTM",
        "\\/approve",
    ],
)
def test_no_commands(body: str) -> None:
    assert spoken(body) is None


@pytest.mark.parametrize("emoji", ["+1", "thumbsup", ":+1:", "👍", "👍🏿", "+1_tone3"])
def test_a_thumb_up_of_any_colour(emoji: str) -> None:
    assert thumb(emoji) is DecisionKind.APPROVED


@pytest.mark.parametrize("emoji", ["tada", "heart", "100", "ok_hand", "+11", ""])
def test_other_emoji_decide_nothing(emoji: str) -> None:
    assert thumb(emoji) is None


def change(minute: int, actor: LinearActor | None, *set_ids: str) -> StatusChange:
    return StatusChange(
        key=f"history/{minute}", at=NOON + timedelta(minutes=minute), actor=actor, set_ids=set_ids
    )


def comment(minute: int, actor: LinearActor | None, body: str, *thumbs: tuple[LinearActor, str]) -> Comment:
    at = NOON + timedelta(minutes=minute)
    reactions = tuple(
        Reaction(id=f"r{minute}{number}", at=at, actor=who, emoji=emoji)
        for number, (who, emoji) in enumerate(thumbs)
    )
    return Comment(id=f"c{minute}", at=at, actor=actor, body=body, reactions=reactions)


def said(issue: IssueRead, *, asking: str = "c0") -> list[tuple[str, DecisionKind]]:
    return [(word.actor.id, word.decision) for word in of_issue(issue, DIRECTORY, asking_comment=asking)]


def test_the_last_word_of_each_counts() -> None:
    issue = IssueRead(
        id="i",
        set_ids=("L-ok",),
        changes=(change(1, ADA, "L-ok"),),
        comments=(
            comment(2, BOB, "/deny no"),
            comment(3, BOB, "/approve after all"),
            comment(4, ADA, "nice"),
        ),
    )
    assert said(issue) == [("ada", DecisionKind.APPROVED), ("bob", DecisionKind.APPROVED)]


def test_a_status_that_was_taken_back_says_nothing() -> None:
    issue = IssueRead(id="i", set_ids=("S-todo",), changes=(change(1, ADA, "L-ok"),))
    assert said(issue) == []


def test_a_state_can_carry_a_decision() -> None:
    issue = IssueRead(id="i", set_ids=("S-no",), changes=(change(1, ADA, "S-no"),))
    assert said(issue) == [("ada", DecisionKind.DENIED)]


@pytest.mark.parametrize("actor", [None, BOT, OURS])
def test_nobody_an_app_and_ourselves_decide_nothing(actor: LinearActor | None) -> None:
    thumbs = () if actor is None else ((actor, "+1"),)
    issue = IssueRead(
        id="i",
        set_ids=("L-ok",),
        changes=(change(1, actor, "L-ok"),),
        comments=(comment(0, OURS, "Decide", *thumbs), comment(2, actor, "/approve")),
    )
    assert said(issue) == []


def test_two_statuses_at_once_say_nothing() -> None:
    issue = IssueRead(id="i", set_ids=("L-ok", "S-no"), changes=(change(1, ADA, "L-ok", "S-no"),))
    assert said(issue) == []


def test_a_thumb_counts_on_the_asking_comment_only() -> None:
    issue = IssueRead(
        id="i", comments=(comment(0, OURS, "Decide", (ADA, "+1")), comment(1, BOB, "hm", (BOB, "+1")))
    )
    assert said(issue) == [("ada", DecisionKind.APPROVED)]


PEOPLE = Approvers(
    version="1",
    people=(
        Person(email="ada@example.org", linear_id="ada", roles=("tech_lead",)),
        Person(email="bob@example.org", roles=("devops_engineer",)),
    ),
)


@pytest.mark.parametrize(
    ("account", "actor"),
    [
        (LinearActor(id="ada", email="other@example.org"), Actor(id="ada", email="ada@example.org")),
        (LinearActor(id="bob", email="BOB@example.org"), Actor(email="bob@example.org")),
        (LinearActor(id="eve", email="ada@example.org"), Actor(id="eve")),
        (LinearActor(id="eve", email="eve@example.org"), Actor(id="eve")),
        (LinearActor(id="eve"), Actor(id="eve")),
    ],
)
def test_whom_an_account_is(account: LinearActor, actor: Actor) -> None:
    """A person with a Linear id in the file is that account only."""
    assert actor_of(PEOPLE, account) == actor


def test_a_comment_that_was_edited_says_nothing() -> None:
    """It would be as old as its first words."""
    written = comment(1, ADA, "/approve").model_copy(update={"edited": True})
    assert said(IssueRead(id="i", comments=(written,))) == []


def test_a_thumb_on_a_comment_that_somebody_made_under_our_id_counts_nothing() -> None:
    issue = IssueRead(id="i", comments=(comment(0, BOB, "Who is for pizza?", (ADA, "+1")),))
    assert said(issue) == []


def test_of_several_changes_in_one_entry_the_one_that_is_left_counts() -> None:
    issue = IssueRead(id="i", set_ids=("L-ok",), changes=(change(1, ADA, "L-info", "L-ok"),))
    (word,) = of_issue(issue, DIRECTORY, asking_comment="c0")
    before = issue.model_copy(update={"set_ids": ("L-info",)})
    (earlier,) = of_issue(before, DIRECTORY, asking_comment="c0")

    assert word.decision is DecisionKind.APPROVED
    assert word.key != earlier.key, "the entry is the same, the decision is another"
