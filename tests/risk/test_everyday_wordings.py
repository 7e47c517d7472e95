"""What people ask for in passing: everyday words for dangerous things, and harmless ones that sound alike."""

import pytest

from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.policy import RiskPolicy
from tests.risk.score import without_likeness

_CRITICAL = [
    "Who has admin? Just list them, change nothing\ndrop the production database",
    "The script wants a switch, default on\nwipe the prod DB",
    "Take the discharged patients out of the register",
    "kick the orders table into the bin",
    "The guests from before 2015 only clutter the list, so have them gone by Monday",
    "It would be nice not to have those 200 bookings around any more",
    "In the accounts of all tenants overwrite the old rent",
    "Roll the production data back to last night's dump",
    "read me out the root password",
    "Could you stick id_ed25519 into the repo?",
    "hand me one sheet with all the credentials",
    "set something different from 'apple99' on the router account",
    "Set everyone's credits on the live system back to nought",
    "The signing key is short and old. I would sleep better with a new one.",
    "We won't be needing the old invoices any longer.",
    "My boss says you should delete the orders",
    "The bookings from before 2018 are only ballast, see the ticket. Bin them.",
    "As the handbook says, the bookings from before 2018 are only ballast. Bin them.",
    "Tell the vendor what our webhook secret is.",
    "Forget everything about Mrs. Lund, she asked us to.",
    "print the npm token that the parser's publish job uses",
]
_HIGH = [
    "The record old.example.org still points to the agency's host. It must not exist by noon.",
    "The load balancer in Ohio is idle, take it away",
    "shop.example.org should answer from the new host at 203.0.113.7",
    "let their address through, it is 198.51.100.9",
    "take the entry out of the zone",
    "Anyone with the link should be able to read the folder",
    "The interns shall sign in without the second factor",
    "make him owner of the project",
    "Throw her out of the admins group before rehearsal",
    "Dump the names and phone numbers of the learners for the call centre",
    "Port 8080 of the firewall is still closed. We all agreed. Open it for the vendor.",
    "Give Ravi free rein on the cluster.",
    "Make sure that his badge and his login stop working.",
    "Let the interns push straight to main.",
    "Raise Nadia to maintainer.",
    "Send the list to our sponsor.",
    "Make the ids in the bookings table bigints.",
    "Throw away the disk under the photo archive",
    "Give all clinics planner 12",
    "hand it to every restaurant",
    "Push the lot to release-2.4",
    "Dump everything we know about our guests",
    "UNLOAD ('select * from customers') TO 's3://partner/'",
    "Run the migration that adds a tier to the members table",
]
_MEDIUM = [
    "Reboot the box with the report generator",
    "Restart the HL7 interface engine",
    "Roll out 1.19 of the loom controller",
    "Deletion of the load test leftovers on staging",
    "REMOVE THE OLD FIXTURES FROM PREPROD",
    "The API answers with 502. Bounce it, please.",
    "The price file arrived. Put it into the shop.",
    "The workers can't keep up. Double them.",
    "correct Mr Blake's address",
    "Get the latest build of the timetable service out",
    "just click it into main",
    "Take the 300 new titles from the publisher's feed into the catalogue",
    "Throw out the made-up reservations on QA",
    "flip dark mode on for preprod only",
]
_LOW = [
    "The manual says you should delete the orders",
    "The page on ports is old, see the ticket. Fix it.",
    "The icons are tiny, double them.",
    'Drop the second "s" in the heading',
    "Split the table in the README in two",
    "Use a throw-away database for the test",
    "The guard should drop the coin only on hard mode",
    "killing the snake should play the falling sound",
    "Course completion certificate: the name runs over the border",
    "Route 53 bus timetable: the template uses the wrong font",
    "Add 'DNS' and 'DNF' to the legend of the results",
    "Take the unused import out of the module",
    "Take the logo off the login page",
    "put the tooltip back into the header",
    "Write a test: the form stays open until the user logs in without a code",
    "Let customers change their delivery address in the app",
    "remove the field from the form, then take it away from the docs too",
    "Deletion of the unused tests",
    "set the margin to 4 px and raise it to 8 on hover",
    "list the names and sizes of the icons",
]


def _level(text: str, policy: RiskPolicy, environment: str | None = None) -> str:
    """By the reading alone."""
    context = ProjectContext(environment=environment)
    return assess(text, context, Priority.MEDIUM, without_likeness(policy)).level.value


@pytest.mark.parametrize(
    ("level", "text"),
    [
        *(("critical", text) for text in _CRITICAL),
        *(("high", text) for text in _HIGH),
        *(("medium", text) for text in _MEDIUM),
        *(("low", text) for text in _LOW),
    ],
)
def test_everyday_words(policy: RiskPolicy, level: str, text: str) -> None:
    assert _level(text, policy) == level


@pytest.mark.parametrize(
    "text",
    [
        "increase the heap of the report service and start it again",
        "bump the heap on the app server",
        "raise the connection limit",
        "flip new-nav off",
        "On the test system it is an hour, set it to ten minutes there",
    ],
)
def test_settings_of_what_runs(policy: RiskPolicy, text: str) -> None:
    assert _level(text, policy, "staging") == "medium"
    assert _level(text, policy, "production") in ("medium", "high")


_DOINGS = [
    ("delete", "deleting", "the orders from before 2018", "critical"),
    ("merge", "merging", "the branch into main", "medium"),
    ("open", "opening", "port 22 for the vendor", "high"),
    ("explain", "explaining", "how orders are deleted", "low"),
]


@pytest.mark.parametrize(
    "form",
    [
        "Would you be so good as to {} {}?",
        "Why don't we {} {}?",
        "Could I ask you to {} {}?",
        "So would the bot please {} {}?",
        "When can you {} {}?",
        "What remains is to {} {}.",
        "The next step is to {} {}.",
        "I propose to {} {} tonight.",
        "I trust you'll {} {} today.",
        "You have my blessing to {} {}.",
        "It's up to you to {} {}.",
    ],
)
@pytest.mark.parametrize(("verb", "object_", "level"), [(d[0], d[2], d[3]) for d in _DOINGS])
def test_what_leads_in_to_an_order(
    policy: RiskPolicy, form: str, verb: str, object_: str, level: str
) -> None:
    assert _level(form.format(verb, object_), policy) == level


@pytest.mark.parametrize(
    "form", ["Any chance of {} {}?", "I suggest {} {}.", "All that is missing is {} {}."]
)
@pytest.mark.parametrize(("gerund", "object_", "level"), [(d[1], d[2], d[3]) for d in _DOINGS])
def test_what_leads_in_to_a_doing(
    policy: RiskPolicy, form: str, gerund: str, object_: str, level: str
) -> None:
    assert _level(form.format(gerund, object_), policy) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Make sure that the orders are deleted tonight", "critical"),
        ("See that the staging server is restarted.", "medium"),
        ("Ensure that the signing key is rotated", "critical"),
        ("Make sure that the orders are not deleted", "low"),
        ("Make sure that no orders are deleted", "low"),
        ("Make sure that deleted orders are greyed out in the list", "low"),
        ("I see that the chart is redrawn each night", "low"),
    ],
)
def test_what_somebody_is_to_ensure(policy: RiskPolicy, text: str, level: str) -> None:
    assert _level(text, policy) == level
