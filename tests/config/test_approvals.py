"""People and tiers: what is refused at start, with file and line."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.approvals import load_approval_policies
from config.approvers import load_approvers
from config.policies import FilePolicies
from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError
from domain.risk.levels import RiskLevel


@pytest.fixture
def config_dir(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG_DIR / "hitl", tmp_path / "hitl")
    return tmp_path


def edit(config_dir: Path, name: str, text: str) -> None:
    (config_dir / "hitl" / name).write_text(text, encoding="utf-8")


def test_the_shipped_policies_have_the_documented_tiers() -> None:
    policies = load_approval_policies(CONFIG_DIR, load_approvers(CONFIG_DIR, embedded=True))

    minutes = {level: tier.timeout.total_seconds() / 60 for level, tier in policies.tiers.items()}
    assert minutes == {"medium": 30, "high": 60, "critical": 120}
    assert policies.tier(RiskLevel.LOW) is None


def test_off_the_embedded_stack_the_shipped_operator_counts_for_nothing() -> None:
    approvers = load_approvers(CONFIG_DIR, embedded=False)

    assert approvers.people == ()
    with pytest.raises(ConfigurationError, match=r"approval-policies.yaml:\d+: .*nobody"):
        load_approval_policies(CONFIG_DIR, approvers)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("approvers.yaml", "people:\n  - email: nobody\n    roles: [developer]\n", r":2: people.0.email"),
        ("approvers.yaml", "people:\n  - email: a@b\n    roles: []\n", r":3: people.0.roles"),
        (
            "approvers.yaml",
            "people:\n  - {email: a@b, roles: [x]}\n  - {email: A@B, roles: [x]}\n",
            r":3: .*person 1",
        ),
        ("approvers.yaml", "people:\n  - {email: a@b, roles: [x], rolls: 1}\n", r":2: people.0.rolls"),
        ("approvers.yaml", "people: [\n", r":2: not valid YAML"),
        ("approvers.yaml", "people: []\npeople: []\n", r":2: people stands here twice"),
    ],
)
def test_a_mistake_is_named_with_its_line(config_dir: Path, name: str, text: str, fault: str) -> None:
    edit(config_dir, name, text)

    with pytest.raises(ConfigurationError, match=fault):
        load_approvers(config_dir, embedded=True)


def test_a_quorum_that_cannot_be_met_is_refused(config_dir: Path) -> None:
    tiers = (config_dir / "hitl/approval-policies.yaml").read_text(encoding="utf-8")
    edit(config_dir, "approval-policies.yaml", tiers.replace("quorum: 1", "quorum: 3"))

    with pytest.raises(ConfigurationError, match="3 people must approve, 2 could"):
        load_approval_policies(config_dir, load_approvers(config_dir, embedded=True))


MEDIUM = "  medium:\n    roles: [developer]\n    minutes: 30\n"
HIGH = "  high:\n    roles: [tech_lead]\n    minutes: 60\n"
CRITICAL = "  critical:\n    roles: [devops_engineer]\n    minutes: 120\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"tiers:\n{MEDIUM}{HIGH}", r":1: tiers.critical: Field required"),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL.replace('devops_engineer', 'devop_engineer')}",
            r":9: tiers.critical.roles.0: nobody in .* has the role 'devop_engineer'",
        ),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    escalation:\n      - {{after: 50%, roles: [boss]}}\n",
            r":12: tiers.critical.escalation.0.roles.0: nobody",
        ),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    escalation:\n      - {{after: 50%}}\n",
            r":12: .*neither roles that join nor roles to notify",
        ),
        (f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    reminders: [half]\n", r":11: .*written as 50%"),
        (f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    reminders: [100%]\n", r":11: .*written as 50%"),
        (
            (
                f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    business_hours: {{zone: Mars/Base, days: [mon], "
                'from: "09:00", to: "17:00"}\n'
            ),
            r":11: .*no time zone",
        ),
        (
            (
                f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    business_hours: {{zone: UTC, days: [mon], "
                'from: "17:00", to: "09:00"}\n'
            ),
            r":11: .*opens after it closes",
        ),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}break_glass: {{roles: [boss]}}\n",
            r":11: break_glass.roles.0: nobody",
        ),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}    self_approval: sometimes\n",
            r":11: tiers.critical.self_approval",
        ),
        (
            f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}budgets: {{tier: low}}\n",
            r":11: budgets.tier: .*'medium', 'high'",
        ),
        (f"tiers:\n{MEDIUM}{HIGH}{CRITICAL}grants: {{max_minutes: 100000}}\n", r":11: grants.max_minutes"),
    ],
)
def test_a_mistake_in_the_tiers_is_named_with_its_line(config_dir: Path, text: str, fault: str) -> None:
    edit(config_dir, "approval-policies.yaml", text)

    with pytest.raises(ConfigurationError, match=fault):
        load_approval_policies(config_dir, load_approvers(config_dir, embedded=True))


@pytest.mark.parametrize(
    ("delegate", "fault"),
    [
        (
            "{to: nobody@x, from: 2027-01-04, until: 2027-01-05}",
            r"people.0.delegate.0.to: nobody@x is nobody",
        ),
        ("{to: a@b, from: 2027-01-04, until: 2027-01-05}", r"nobody is their own delegate"),
        ("{to: c@d, from: 2027-01-05, until: 2027-01-04}", r"ends before it begins"),
        (
            "{to: c@d, from: 2027-01-04, until: 2027-01-05}, {to: e@f, from: 2027-01-05, until: 2027-01-06}",
            r"people.0.delegate.1: two delegates at once",
        ),
    ],
)
def test_a_delegate_must_be_one_known_person_at_a_time(config_dir: Path, delegate: str, fault: str) -> None:
    people = f"people:\n  - {{email: a@b, roles: [x], delegate: [{delegate}]}}\n"
    edit(
        config_dir, "approvers.yaml", people + "  - {email: c@d, roles: [y]}\n  - {email: e@f, roles: [y]}\n"
    )

    with pytest.raises(ConfigurationError, match=fault):
        load_approvers(config_dir, embedded=True)


def test_a_delegate_has_the_roles_from_the_first_day_up_to_and_with_the_last(config_dir: Path) -> None:
    edit(
        config_dir,
        "approvers.yaml",
        "people:\n  - {email: a@b, roles: [x], delegate: [{to: c@d, from: 2027-01-04, until: 2027-01-05}]}\n"
        "  - {email: c@d, roles: [y]}\n",
    )
    approvers = load_approvers(config_dir, embedded=True)

    def holders(day: int) -> list[str]:
        return [person.email for person in approvers.holders(["x"], datetime(2027, 1, day, 12, tzinfo=UTC))]

    assert {day: holders(day) for day in (3, 4, 5, 6)} == {
        3: ["a@b"],
        4: ["a@b", "c@d"],
        5: ["a@b", "c@d"],
        6: ["a@b"],
    }


def test_a_broken_edit_keeps_what_was_in_force_and_says_so(config_dir: Path) -> None:
    policies = FilePolicies(config_dir, embedded=True)
    before = policies.approvers()

    edit(config_dir, "approvers.yaml", "people: 7\n")
    assert policies.approvers() == before
    assert "approvers.yaml:1" in policies.errors[0]

    edit(
        config_dir,
        "approvers.yaml",
        "people:\n  - {email: a@b, roles: [tech_lead, developer, devops_engineer]}\n",
    )
    assert [person.email for person in policies.approvers().people] == ["a@b"]
    assert policies.errors == ()
