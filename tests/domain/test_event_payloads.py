"""A tool's arguments in an event: known again, without secrets, never large."""

import json

from domain.event_payloads import in_short


def test_secrets_are_masked_and_the_long_is_cut() -> None:
    told = in_short(
        {
            "path": "notes.txt",
            "api_key": "0123456789",
            "content": "x" * 5_000,
            "url": "postgresql://u:hunter2@db/x",
            "lines": [str(number) for number in range(50)],
            "deep": {"a": {"b": {"c": 1, "d": 2}}},
        }
    )
    assert told["path"] == "notes.txt"
    assert told["api_key"] == "[masked]"
    assert told["content"] == "x" * 200 + "… (5000 characters)"
    assert told["url"] == "postgresql://u:[masked]@db/x"
    assert told["lines"] == [*(str(number) for number in range(10)), "… 40 more"]
    assert told["deep"] == {"a": {"b": "… (2 entries)"}}


def test_many_arguments_stay_small() -> None:
    assert len(json.dumps(in_short({f"k{number}": "y" * 900 for number in range(900)}))) < 4_000
    assert in_short(None) is None
    assert in_short(3) == 3
