"""What the tests of the rating share."""

import pytest

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.risk.policy import RiskPolicy


@pytest.fixture(scope="session")
def policy() -> RiskPolicy:
    """The policy that ships with the product."""
    return load_risk_policy(CONFIG_DIR)
