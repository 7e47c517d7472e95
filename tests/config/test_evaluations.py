"""Files of evaluations: read as they are meant, or refused with file and line."""

from pathlib import Path

import pytest

from config.evaluations import load_evaluations
from domain.errors import ConfigurationError

FILE = """\
tasks:
  - name: who-deploys
    task: Deploy it
    expect: {agent: cicd, level: high}
  - name: which-port
    task: Report the port
    expect:
      level: low
      tools: [filesystem.*]
      facts: ["8001", [tech_lead, tech lead]]
"""


def test_a_folder_is_all_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("tasks: [{name: b, task: x, expect: {level: low}}]", encoding="utf-8")

    first, second, third = load_evaluations([tmp_path], agents=["cicd"])

    assert (first.name, first.wants_run, first.where) == ("who-deploys", False, f"{tmp_path}/a.yaml:2")
    assert (second.wants_run, second.expect.facts) == (True, (("8001",), ("tech_lead", "tech lead")))
    assert third.name == "b"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("agent: cicd", "agent: janitor"),
            "4: tasks.0.expect.agent: there is no agent janitor; there are cicd",
        ),
        (("level: low", "level: high"), "7: tasks.1.expect: Value error, tools and facts want `level: low`"),
        (("{agent: cicd, level: high}", "{}"), "4: tasks.0.expect: Value error, expects nothing"),
        (("name: which-port", "name: who-deploys"), "5: tasks.1.name: who-deploys stands at"),
        (("facts:", "fact:"), "10: tasks.1.expect.fact: Extra inputs are not permitted"),
        (("name: which-port", "name: Which port"), "5: tasks.1.name: String should match pattern"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(FILE.replace(*change), encoding="utf-8")

    with pytest.raises(ConfigurationError) as caught:
        load_evaluations([path], agents=["cicd"])

    assert str(caught.value).startswith(f"{path}:{fault}")


def test_no_file_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ConfigurationError, match=str(path)):
            load_evaluations([path], agents=[])
