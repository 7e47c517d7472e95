"""Our top-level package names are plain words: nobody else may own one of them in the same environment."""

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("activities", "api", "cli", "config", "domain", "integrations", "worker", "workflows")


@pytest.mark.parametrize("name", OURS)
def test_no_other_distribution_owns_the_name(name: str) -> None:
    owners = set(packages_distributions().get(name, ())) - {"dev-tools"}

    assert not owners


def test_the_names_are_the_ones_that_are_packaged() -> None:
    packaged = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert all(f'"{name}"' in packaged and (ROOT / name / "__init__.py").is_file() for name in OURS)
