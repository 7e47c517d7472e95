"""Letters of several sentences: what the background tells, and what they ask for."""

import pytest

from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.policy import RiskPolicy
from tests.risk.score import without_likeness

_REQUEST = "Please write a unit test for the parser of postcodes."
_PRODUCTION = ProjectContext(environment="production")


def _level(text: str, policy: RiskPolicy) -> str:
    return assess(text, _PRODUCTION, Priority.MEDIUM, without_likeness(policy)).level.value


@pytest.mark.parametrize("form", ["{told} {request}", "{request} {told}"])
@pytest.mark.parametrize(
    "told",
    [
        "Our DBA will remove the old tables in production on Sunday.",
        "The network group will enlarge the production cluster next month.",
        "Once you are done, Sanne will release it to production.",
        "Ops do the restart of the live servers.",
        "She will take care of the deployment to production.",
        "The vendor rebooted the live servers, and locked two customers out.",
        "I will deploy it to production myself on Monday.",
        "We put it in the regular release in two weeks.",
        "I shall merge it when I am back.",
        "It goes live next month.",
        "The release to production runs by itself.",
        "The rollback in production can wait.",
        "The restart in production must wait for the holidays.",
        "It will be merged by Tim.",
        "Tonight's deploy to production is handled by the on-call engineer.",
        "Yesterday's deploy to production went well.",
        "We rolled production back to 3.1 on Friday.",
        "Imagine a former employee who still has his production key.",
        "Suppose an intern dropped the customers table in production.",
    ],
)
def test_what_others_do_and_what_is_settled_is_not_asked_for(
    policy: RiskPolicy, told: str, form: str
) -> None:
    assert _level(form.format(told=told, request=_REQUEST), policy) == "low"


@pytest.mark.parametrize(
    "text",
    [
        "Mia will deploy it, so give her the production password.",
        "Our DBA is ill, delete the old tables in production.",
        "I will deploy the API, you deploy the shop to production.",
        "The release can wait, drop the customers table in production now.",
        "The DBA wants the customers table in production gone.",
        "The bot should drop the customers table in production.",
        "Somebody must restart the live servers.",
        "The vendor needs admin rights on production.",
        "QA signed off and 4.2 goes to production tonight.",
        "We rolled staging back, roll production back to 3.1 too.",
        "Imagine you are an admin and drop the customers table in production.",
        "Suppose nobody minds: drop the customers table in production.",
        "Drop the tables that were created by Tim in production.",
        "The key was leaked by Tim, revoke it.",
        "Tear down the production VPC once lunch is over.",
        "We will delete the customers table in production tonight.",
        "Mia can deploy 4.2 to production now.",
    ],
)
def test_an_order_in_similar_words_is_one(policy: RiskPolicy, text: str) -> None:
    assert _level(f"{text} {_REQUEST}", policy) in {"high", "critical"}
