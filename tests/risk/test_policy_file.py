"""What an operator is told about a faulty rules file."""

from pathlib import Path

import pytest

from config.risk_policy import load_risk_policy, read_risk_policy
from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError

READ = """
  - id: reads
    level: low
    when: {operation: [read]}
    reason: reads
    examples: ["Show the logs"]
"""
REST = """
  - id: rest
    level: medium
    reason: anything else
    examples: ["Deploy the api"]
"""


def _write(folder: Path, rules: str) -> Path:
    path = folder / "rules.yaml"
    path.write_text(f"rules:\n{rules}", encoding="utf-8")
    return path


def test_comments_and_layout_do_not_change_the_version(tmp_path: Path) -> None:
    first = read_risk_policy(_write(tmp_path, READ + REST)).version
    assert read_risk_policy(_write(tmp_path, "# why\n" + READ + "\n\n" + REST)).version == first
    assert read_risk_policy(_write(tmp_path, READ + REST.replace("anything", "all"))).version != first


@pytest.mark.parametrize(
    ("rules", "line", "words"),
    [
        (READ + REST + REST, 14, "already the id"),
        (READ.replace("low", "tiny") + REST, 4, "level"),
        (READ.replace("[read]", "[reed]") + REST, 5, "operation"),
        (READ + READ.replace("reads", "again") + REST, 9, "never decide"),
        (READ.replace('["Show the logs"]', "[]") + REST, 7, "examples"),
        (READ.replace("Show", "Delete") + REST, 7, "is rated medium by rest"),
        (READ, 3, "must hold for anything"),
        (READ + "    colour: red\n" + REST, 8, "colour"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, rules: str, line: int, words: str) -> None:
    path = _write(tmp_path, rules)
    with pytest.raises(ConfigurationError) as fault:
        read_risk_policy(path)
    assert str(fault.value).startswith(f"{path}:{line}: ")
    assert words in str(fault.value)


def test_the_policy_that_ships_keeps_its_examples() -> None:
    assert load_risk_policy(CONFIG_DIR).rules
