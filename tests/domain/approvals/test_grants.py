"""What a grant clears: what its four patterns name, while it lasts, and never what could do real harm."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.approvals.approvers import ANONYMOUS, OPERATOR, ApprovalPolicies, Approvers, Delegation, Person
from domain.approvals.grants import (
    KNOWN,
    Grant,
    GrantDraft,
    GrantPolicy,
    GrantQuery,
    GrantScope,
    refusal_of,
)
from domain.approvals.reviews import Review
from domain.approvals.standing import (
    check_grant,
    dispatch_refusal,
    grant_refusal,
    review_refusal,
    role_refusal,
)
from domain.approvals.tiers import SelfApproval, Tier
from domain.errors import InvalidInputError
from domain.risk.levels import RiskLevel
from domain.risk.reading.facts import DESTRUCTIVE, Operation
from tests.support.grants import a_call

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAMES = st.text("abcdefxyz019_.-", min_size=1, max_size=12)
ANY_TEXT = st.text(max_size=20)
CLEARABLE = sorted(KNOWN - DESTRUCTIVE)


def grant(scope: str = "test.*/*/*/*", **fields: object) -> Grant:
    return Grant.model_validate(
        {
            "grant_id": "g",
            "person": "ada@example.org",
            "role": "tech_lead",
            "scope": GrantScope.parse(scope),
            "added_at": NOW - timedelta(minutes=10),
            "expires_at": NOW + timedelta(minutes=20),
            **fields,
        }
    )


@st.composite
def calls(draw: st.DrawFn) -> GrantQuery:
    return a_call(
        tool=f"{draw(NAMES)}.{draw(NAMES)}",
        agent=draw(NAMES),
        environment=draw(st.sampled_from(["production", "staging", "development", "unknown", None])),
        operation=draw(st.sampled_from(CLEARABLE)),
        level=draw(st.sampled_from(["low", "medium", "high"])),
    )


@st.composite
def patterns(draw: st.DrawFn, text: str) -> str:
    """The text with some letters as ``?`` and one stretch as ``*``."""
    letters = [draw(st.sampled_from([letter, letter, "?"])) for letter in text]
    start = draw(st.integers(0, len(letters)))
    end = draw(st.integers(start, len(letters)))
    return "".join([*letters[:start], *draw(st.sampled_from([letters[start:end], ["*"]])), *letters[end:]])


@given(st.data())
def test_a_scope_made_of_a_call_clears_it_and_another_of_its_four_parts_does_not(data: st.DataObject) -> None:
    asked = data.draw(calls())
    named = [asked.tool, asked.agent, asked.environment or "unknown", asked.operation]
    made = [data.draw(patterns(part)) for part in named]
    if all(set(part) <= {"*", "?"} for part in made):
        made[0] = named[0]
    given_one = grant("/".join(made))
    assert refusal_of(given_one, asked, NOW) is None
    assert GrantScope.parse(str(given_one.scope)) == given_one.scope

    which = data.draw(st.sampled_from(["tool", "agent", "environment"]))
    other = asked.model_copy(update={which: "Q!" + data.draw(NAMES)})  # nothing named begins like that
    if given_one.scope.model_dump()[which][0] not in "*?":
        assert refusal_of(given_one, other, NOW) == "the scope does not cover the call"


@given(
    calls(),
    st.one_of(
        st.fixed_dictionaries({"level": st.just("critical")}),
        st.fixed_dictionaries({"destructive": st.just(True)}),
        st.fixed_dictionaries({"operation": st.sampled_from(["delete", "overwrite", "unknown", "none", ""])}),
        st.fixed_dictionaries({"operation": ANY_TEXT.filter(lambda text: text not in set(Operation))}),
    ),
)
def test_the_widest_grant_clears_nothing_that_is_critical_destructive_or_unread(
    asked: GrantQuery, harm: dict[str, object]
) -> None:
    widest = grant(f"{asked.tool}/*/*/*")
    assert refusal_of(widest, asked, NOW) is None
    harmful = GrantQuery.model_validate({**asked.model_dump(), **harm})
    assert refusal_of(widest, harmful, NOW) is not None


@given(calls(), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_nothing_is_cleared_from_the_moment_a_grant_has_ended(asked: GrantQuery, later: timedelta) -> None:
    lasting = grant(f"{asked.tool}/*/*/*")
    assert refusal_of(lasting, asked, lasting.expires_at + later) == "the grant is expired"
    revoked = lasting.model_copy(update={"revoked_at": NOW, "revoked_by": "bob@example.org"})
    assert refusal_of(revoked, asked, NOW) == "the grant is revoked"


@given(st.lists(st.text("*?", min_size=1, max_size=5), min_size=4, max_size=4))
def test_a_scope_that_names_nothing_is_refused(parts: list[str]) -> None:
    with pytest.raises(InvalidInputError, match="everything"):
        GrantScope.parse("/".join(parts))


@given(st.text("ab*?./[", max_size=20))
def test_a_text_that_is_taken_for_a_scope_says_what_it_said(text: str) -> None:
    with suppress(InvalidInputError):
        assert str(GrantScope.parse(text)) == text


@pytest.mark.parametrize("text", ["a/b/c", "a/b/c/d/e", "a//c/d", "[!p]*/*/*/*", "a b/*/*/*", "ä/*/*/*", ""])
def test_scopes_that_are_no_scopes(text: str) -> None:
    with pytest.raises(InvalidInputError):
        GrantScope.parse(text)


def test_a_call_without_an_environment_is_only_let_through_where_unknown_ones_are() -> None:
    nowhere = a_call(environment=None)
    assert refusal_of(grant("test.*/*/staging/*"), nowhere, NOW) is not None
    assert refusal_of(grant("test.*/*/unknown/*"), nowhere, NOW) is None
    assert refusal_of(grant("test.*/*/*/*"), nowhere, NOW) is None


ADA = Person(email="ada@example.org", roles=("tech_lead",))
BOB = Person(email="bob@example.org", roles=("devops_engineer",))
STACK = Person(email=OPERATOR, roles=("tech_lead",))
PEOPLE = Approvers(version="v", people=(ADA, BOB, STACK))


def policies(**fields: object) -> ApprovalPolicies:
    high = Tier.model_validate({"roles": ("tech_lead",), "timeout": timedelta(hours=1), **fields})
    critical = Tier(roles=("devops_engineer",), timeout=timedelta(hours=1))
    return ApprovalPolicies(version="v", tiers={RiskLevel.HIGH: high, RiskLevel.CRITICAL: critical})


def asks(
    given_one: Grant, asked: GrantQuery, rules: ApprovalPolicies, people: Approvers = PEOPLE
) -> str | None:
    return grant_refusal(given_one, asked, NOW, policies=rules, approvers=people)


def test_the_granter_and_the_tier_of_now_decide_not_those_of_then() -> None:
    high = a_call(level="high")
    assert asks(grant(), high, policies()) is None
    demoted = Approvers(version="w", people=(ADA.model_copy(update={"roles": ("developer",)}), BOB))
    assert "no longer" in (asks(grant(), high, policies(), demoted) or "")
    assert "no longer" in (asks(grant(person="gone@example.org"), high, policies()) or "")
    assert "may not approve" in (asks(grant(), high, policies(roles=("devops_engineer",))) or "")
    assert "2 people" in (asks(grant(), high, policies(quorum=2)) or "")
    assert "confirmed" in (asks(grant(), high, policies(required_actions={"backup": "made"})) or "")
    assert "reason" in (asks(grant(), high, policies(justification=True)) or "")
    assert asks(grant(reason="release"), high, policies(justification=True)) is None
    shorter = policies().model_copy(update={"grants": GrantPolicy(max_duration=timedelta(minutes=10))})
    assert "older" in (asks(grant(), high, shorter) or "")
    assert "needs no grant" in (asks(grant(), a_call(level="low"), policies()) or "")


@pytest.mark.parametrize(
    ("granter", "requester", "rule", "cleared"),
    [
        (ADA, "rita@example.org", SelfApproval.NEVER, True),
        (ADA, ADA.email, SelfApproval.NEVER, False),
        (ADA, ADA.email, SelfApproval.OPERATOR, False),
        (ADA, ADA.email, SelfApproval.ANYONE, True),
        (ADA, ANONYMOUS, SelfApproval.OPERATOR, False),
        (ADA, ANONYMOUS, SelfApproval.ANYONE, True),
        (STACK, OPERATOR, SelfApproval.NEVER, False),
        (STACK, OPERATOR, SelfApproval.OPERATOR, True),
        (STACK, ANONYMOUS, SelfApproval.OPERATOR, True),
    ],
)
def test_a_grant_by_whoever_may_have_asked_for_the_run_clears_it_only_where_that_is_allowed(
    granter: Person, requester: str, rule: SelfApproval, *, cleared: bool
) -> None:
    found = asks(
        grant(person=granter.email), a_call(level="high", requester=requester), policies(self_approval=rule)
    )
    assert (found is None) is cleared


def test_a_grant_by_somebody_whose_stand_in_asked_for_the_run_does_not_clear_it() -> None:
    away = Delegation(to="rita@example.org", starts=NOW - timedelta(days=1), ends=NOW + timedelta(days=1))
    people = Approvers(version="w", people=(ADA.model_copy(update={"delegations": (away,)}), BOB))
    assert "asked for it" in (asks(grant(), a_call(level="high"), policies(), people) or "")


def draft(**fields: object) -> GrantDraft:
    return GrantDraft.model_validate(
        {
            "grant_id": "g",
            "person": ADA.email,
            "role": "tech_lead",
            "scope": GrantScope.parse("a/*/*/*"),
            "duration": timedelta(minutes=30),
            **fields,
        }
    )


def test_a_grant_that_is_too_long_or_could_clear_nothing_is_not_made() -> None:
    check_grant(draft(), policies())
    for fields, field in (
        ({"duration": timedelta(hours=8, seconds=1)}, "/minutes"),
        ({"role": "devops_engineer"}, "/role"),  # of the critical tier only
    ):
        with pytest.raises(InvalidInputError) as caught:
            check_grant(draft(**fields), policies())
        assert caught.value.field == field
    with pytest.raises(InvalidInputError):
        check_grant(draft(), policies(quorum=2))


def test_who_may_halt_grant_and_review() -> None:
    kinds = [
        (role_refusal("ada@example.org", (), PEOPLE), None),
        (role_refusal("eve@example.org", (), PEOPLE), "not-an-approver"),
        (role_refusal("ada@example.org", ("devops_engineer",), PEOPLE), "wrong-role"),
    ]
    lent = Delegation(to=ADA.email, starts=NOW, ends=NOW + timedelta(days=1))
    people = Approvers(version="w", people=(ADA, BOB.model_copy(update={"delegations": (lent,)})))
    kinds += [
        (role_refusal(ADA.email, ("devops_engineer",), people), "wrong-role"),
        (dispatch_refusal(ADA.email, ("devops_engineer",), people, at=NOW), None),
        (dispatch_refusal(ADA.email, ("devops_engineer",), people, at=lent.ends), "wrong-role"),
    ]
    review = Review(
        review_id="r",
        task_id="t",
        description="d",
        requester="rita@example.org",
        roles=("tech_lead",),
        person=BOB.email,
        reason="outage",
        opened_at=NOW,
        due_at=NOW,
    )
    anonymous = review.model_copy(update={"requester": ANONYMOUS})
    kinds += [
        (review_refusal(review, ADA.email, PEOPLE), None),
        (review_refusal(review, BOB.email, PEOPLE), "own-work"),
        (review_refusal(review, "rita@example.org", PEOPLE), "own-work"),
        (review_refusal(review, "eve@example.org", PEOPLE), "not-an-approver"),
        (review_refusal(anonymous, OPERATOR, PEOPLE), "own-work"),
    ]
    assert [found and found.kind for found, _ in kinds] == [kind for _, kind in kinds]
