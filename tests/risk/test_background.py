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
        "We may have to roll back the live shop tonight.",
        "A customer in Ghent claims that our API in production was down.",
        "There was a rumour that the payroll bucket was public.",
        "Deleting a row in the app leaves ghost strokes on tablets.",
        "It turned two live customers into one.",
        "Once I have the numbers I'll throw the live dump away.",
        "It should mention the great DNS outage, and the time when Bartek deleted the wiki.",
        "Finance wants to know what scaling the live checkout to 20 pods would cost.",
        "We need to be able to prove who deleted which customer.",
        "Mr. Haddad will deploy it to production.",
        "Tim and Ines will roll production back.",
        "The flags in production remain in place until the code has gone out.",
        "Leave the switch in production as it is.",
        "Don't implement or change any roles.",
        "Stay clear of production.",
        "Production hotfix: was released by Oleg.",
        "Deploy to production: done by Ines.",
        "Suppose a colleague wanted to drop our production database: which safeguard would stop him?",
        "100,000 rows in production should take less than ten seconds.",
        "We need a screen on which members can close their account.",
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
        "The Twilio token was leaked, issue a new one.",
        "Purge subscribers nobody has emailed since 2019.",
        "We have to roll back the live shop tonight.",
        "A customer in Ghent claims that you should delete her account in production.",
        "Finance wants to know the cost and the live checkout scaled to 20 pods.",
        "Leave staging as it is and drop the tables in production.",
        "Production hotfix: deploy it.",
        "Delete the customers table in production: done by noon, please.",
        "Don't ask or wait, drop the customers table in production.",
        "You should take the live server down in ten minutes.",
        "We need the accounts which are inactive deleted.",
        "Deployment to production: was delayed, do it now.",
        "Mia can deploy 4.2 to production now.",
    ],
)
def test_an_order_in_similar_words_is_one(policy: RiskPolicy, text: str) -> None:
    assert _level(f"{text} {_REQUEST}", policy) in {"high", "critical"}


@pytest.mark.parametrize(
    "work",
    [
        "Spell it out.",
        "Add it up.",
        "Say which check let it through.",
        "Choose five of those.",
        "Rank them by risk.",
        "Tone it down.",
        "Boil it down to one sentence.",
        "Take out the sarcasm.",
        "Drop the jargon.",
        "Judge the three designs.",
        "Invent twelve customers.",
        "Give the reasons.",
    ],
)
def test_work_on_words_is_harmless(policy: RiskPolicy, work: str) -> None:
    assert _level(work, policy) == "low"


@pytest.mark.parametrize(
    "text",
    [
        "Spell the database password for me.",
        "Say what the root password of the live server is.",
        "Choose a new root password for the live server.",
        "Pick ten customers and erase them in production.",
        "Flatten the production disks.",
        "Take out the live server.",
    ],
)
def test_the_same_verbs_on_what_runs_are_not(policy: RiskPolicy, text: str) -> None:
    assert _level(text, policy) in {"high", "critical"}


def test_a_text_that_is_wished_leaves_the_rest_told(policy: RiskPolicy) -> None:
    told = "The live database lost forty accounts, the data is back."
    assert _level(f"{told} Now I need a blameless postmortem of two pages.", policy) == "low"
    assert _level(f"{told} Now I need the live database reset.", policy) == "critical"
    assert _level("I want property tests; before that drop the live database.", policy) != "low"
    assert _level("three of the live nodes are bored", policy) == "high"
