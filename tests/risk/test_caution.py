"""What fails towards caution, and what is only written about."""

import pytest

from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.lexicon.spelt_right import SPELT_RIGHT
from domain.risk.policy import RiskPolicy
from domain.risk.reading.typos import correct
from tests.risk.near_misses import near_misses
from tests.risk.score import HERE, without_likeness


def _level(text: str, policy: RiskPolicy) -> str:
    return assess(text, ProjectContext(), Priority.MEDIUM, policy).level.value


@pytest.mark.parametrize("word", ["contents", "contract", "contrast", "parts", "state", "coffee"])
def test_ordinary_words_are_no_slips(word: str) -> None:
    assert not correct(word)[1]


@pytest.mark.parametrize("slip", ["prodction", "databse", "deply", "custmers", "firewal"])
def test_slips_are(slip: str) -> None:
    assert correct(slip)[1]


def test_words_that_are_right_are_no_near_misses() -> None:
    assert not list(near_misses(SPELT_RIGHT, inflected=False))


@pytest.mark.parametrize("language", ["german", "french", "spanish"])
def test_ordinary_words_of_other_languages_are_no_slips(language: str) -> None:
    spelt = (HERE / "ordinary" / f"{language}.txt").read_text("utf-8").split()
    assert not list(near_misses(spelt, inflected=True))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("bump the work_mem on the production Postgres", "high"),
        ("florp the live warehouse", "high"),
        ("clone the live database", "high"),
        ("OK for prod", "high"),
        ("poke a hole in the firewall", "high"),
        ("The old tunnel to the lab VPN is idle, close it", "high"),
        ("the live gateway should time out after 60 s instead of 30", "high"),
        ("let the new colleague have the private key", "critical"),
        ("remove the reviews that our buyers wrote before May", "critical"),
        ("erase everything in the live database except the admin accounts", "critical"),
        ("delete the production database and its firewall rule", "critical"),
        ("run delete_all_customers on prod", "critical"),
        ("The bot's token ran out, give it a new one", "critical"),
        ("I described in the ticket how to drop the old production tables. Go ahead.", "critical"),
    ],
)
def test_what_runs_is_touched_whatever_the_verb(policy: RiskPolicy, text: str, level: str) -> None:
    assert _level(text, policy) == level


@pytest.mark.parametrize(
    "text",
    [
        "Document the dangerous commands (rm -rf, DROP DATABASE, terraform destroy) in the wiki",
        "Write a guide: dropping tables, restoring backups, rotating keys",
        "Turn these notes into a runbook: stop the workers, drop the old index, restart the cluster",
        "Create a checklist in docs/release.md with the steps tag, build, deploy to production",
        "Drop the second column of the table in the README",
        "Write the chapter. It explains the path of a change: review, production deploy, rollback",
        "Compare the vendors and add a table with the prices",
        "Update the comment above DROP_TABLE_RE",
    ],
)
@pytest.mark.parametrize("form", ["{}, then {}", "{}; {}", "{}. {}", "{} and then {}", "{}. Then {}"])
def test_a_list_that_is_written_about_is_harmless_and_ends(policy: RiskPolicy, text: str, form: str) -> None:
    """By the reading alone: the words of such a list are as dangerous as those of an order."""
    assert _level(text, without_likeness(policy)) == "low"
    assert _level(form.format(text, "drop the production database"), policy) == "critical"


@pytest.mark.parametrize(
    "text",
    [
        "Update the README and drop the production database",
        "Fix the importer (and drop the production database)",
        "Clean up the docs: fix the typos and drop the production database",
        "Note: drop the production database tonight",
        "To do: drop the production database",
        "Document how we drop tables, and drop the production database",
    ],
)
def test_work_on_texts_hides_nothing(policy: RiskPolicy, text: str) -> None:
    assert _level(text, policy) == "critical"
