"""Edits of the risk policy that tests make under a running worker."""

import re
from pathlib import Path


def rate_shared_systems_high(config_dir: Path) -> None:
    """What changes a shared system is high from now on, where it was medium."""
    rules = config_dir / "hitl/risk-rules.yaml"
    before = rules.read_text(encoding="utf-8")
    after = re.sub(r"(- id: shared-system-changed\n\s+level: )medium", r"\1high", before)
    assert after != before, "the rule is not where it was"
    rules.write_text(after, encoding="utf-8")
