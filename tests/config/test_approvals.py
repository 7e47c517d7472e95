"""People and tiers: what is refused at start, with file and line."""

import shutil
from pathlib import Path

import pytest

from config.approvals import load_approval_policies, load_approvers
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
    edit(config_dir, "approval-policies.yaml", tiers.replace("quorum: 1", "quorum: 2"))

    with pytest.raises(ConfigurationError, match="2 people must approve, 1 could"):
        load_approval_policies(config_dir, load_approvers(config_dir, embedded=True))


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
