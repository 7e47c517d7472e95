"""Secrets do not leave by mail."""

import pytest

from domain.notifications.masking import masked, masked_text
from domain.secret_shapes import MASK


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("export DB_PASSWORD=hunter2 && run", "hunter2"),
        ("PGPASSWORD='a b c' psql", "a b c"),
        ("mysql --password hunter2 -h db", "hunter2"),
        ("curl -H 'Authorization: Bearer abcdefgh12345678'", "abcdefgh12345678"),
        ("push with ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_"),
        ("https://hooks.slack.com/services/T0/B0/xyz", "T0/B0"),
        ("key AKIAIOSFODNN7EXAMPLE here", "AKIAIOSFODNN7EXAMPLE"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nrest", "MIIE"),
        ("amqp://user:p4ss@queue:5672/", "p4ss"),
        ("set Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEyMzQ1Ng==", "Zm9v"),
    ],
)
def test_what_looks_like_a_secret_is_masked(text: str, secret: str) -> None:
    found = masked_text(text)

    assert MASK in found
    assert secret not in found


@pytest.mark.parametrize(
    "text",
    [
        "Deploy auth service to production",
        "Rotate the database password tonight",
        "checkout 770c7ffa9d3b1c0e5f6a7b8c9d0e1f2a3b4c5d6e",
        "kubectl -n prod scale deployment/auth-service --replicas=3",
        "https://grafana.example.org/d/abc?from=now-1h",
    ],
)
def test_what_an_approver_must_see_is_not(text: str) -> None:
    assert masked_text(text) == text


def test_arguments_are_masked_by_their_names_too() -> None:
    arguments = {
        "dbPassword": "x",
        "env": [{"name": "a"}, {"secret": 7}],
        "dry_run": True,
        "compass": "north",
    }

    assert masked(arguments) == {
        "dbPassword": MASK,
        "env": [{"name": "a"}, {"secret": MASK}],
        "dry_run": True,
        "compass": "north",
    }


def test_a_long_text_takes_no_long_time() -> None:
    assert len(masked("_-" * 500_000)) < 10_000
    assert len(masked_text("password" * 2_000)) > 0
