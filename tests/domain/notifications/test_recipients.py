"""Who gets a mail."""

from datetime import timedelta
from typing import Any

from domain.approvals.approvers import Approvers, Delegation, Period, Person
from domain.notifications.channels import Audience, Occasion
from domain.notifications.recipients import recipients
from tests.support.notices import AT, a_record

DAY = {"starts": AT - timedelta(hours=1), "ends": AT + timedelta(hours=1)}
PEOPLE = Approvers(
    version="v",
    people=(
        Person(email="ada@example.org", roles=("tech_lead",)),
        Person(email="away@example.org", roles=("tech_lead",), out_of_office=(Period(**DAY),)),
        Person(
            email="lender@example.org",
            roles=("tech_lead",),
            delegations=(Delegation(to="bob@example.org", **DAY),),
        ),
        Person(email="bob@example.org", roles=("developer",)),
        Person(email="carl@example.org", roles=("oncall",)),
        Person(email="operator@local", roles=("tech_lead",), embedded_only=True),
    ),
)
APPROVERS = Audience(approvers=True)


def told(audience: Audience, occasion: Occasion = Occasion.OPENED, **more: Any) -> set[str]:
    payload = more.pop("payload", {})
    found = recipients(audience, occasion, record=a_record(**more), payload=payload, approvers=PEOPLE, now=AT)
    assert len(found) == len(set(found))
    return {address.removesuffix("@example.org") for address in found}


def test_whoever_could_decide_and_is_there() -> None:
    assert told(APPROVERS) == {"ada", "lender", "bob"}


def test_whose_word_is_not_wanted_is_not_asked_but_hears_the_outcome() -> None:
    more: dict[str, Any] = {"approved_by": ["ada@example.org"], "requester": "Bob@example.org"}

    assert told(APPROVERS, Occasion.REMINDED, **more) == {"lender"}
    assert told(APPROVERS, Occasion.DENIED, **more) == {"ada", "lender", "bob"}
    assert told(APPROVERS, terms={"self_approval": "anyone"}, **more) == {"lender", "bob"}


def test_an_escalation_tells_those_who_are_only_told_too() -> None:
    assert "carl" in told(APPROVERS, Occasion.ESCALATED, payload={"notify": ["oncall"]})


def test_a_broken_glass_is_everybodys_business() -> None:
    assert told(APPROVERS, Occasion.BROKEN_GLASS) == {"ada", "lender", "bob", "carl"}


def test_roles_requester_and_addresses_are_told_once_each() -> None:
    audience = Audience(requester=True, roles=("oncall",), addresses=("Carl@example.org", "log@example.org"))

    assert told(audience) == {"carl", "rita", "log"}
    assert told(audience, requester="anonymous@local") == {"carl", "log"}
    assert told(audience, requester="ci-service") == {"carl", "log"}
