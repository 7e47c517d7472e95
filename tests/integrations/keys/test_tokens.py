"""Tokens: known by their hash only, and a change of the file counts at once."""

from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from domain.models import sha256_hex
from domain.principals import Principal
from integrations.keys.tokens import TokenFile, ensure_operator_token, operator_token


def test_the_operators_token_is_made_once_and_known_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tokens.yaml"
    tokens = TokenFile(path)
    assert operator_token(tmp_path) is None
    token = ensure_operator_token(tmp_path, path)
    assert ensure_operator_token(tmp_path, path) == token == operator_token(tmp_path)
    assert (tmp_path / "operator.token").stat().st_mode & 0o777 == 0o600
    assert token not in path.read_text()
    assert tokens.resolve(token) == Principal(name="operator@local", kind="person")
    assert tokens.resolve(token + "x") is None
    assert tokens.resolve("\ud800") is None


def test_an_entry_is_added_beside_the_operators_own_lines(tmp_path: Path) -> None:
    path = tmp_path / "tokens.yaml"
    path.write_text(f"# ours\n{sha256_hex(b'bot')}: {{principal: deploy-bot, kind: service}} # the bot")
    token = ensure_operator_token(tmp_path, path)
    tokens = TokenFile(path)
    assert tokens.resolve("bot") == Principal(name="deploy-bot", kind="service")
    assert tokens.resolve(token) is not None
    assert path.read_text().startswith("# ours\n")
    path.write_text(f"{sha256_hex(b'ada')}: {{principal: Ada@Example.com, kind: person}}\n")
    assert tokens.resolve("bot") is None
    assert tokens.resolve("ada") == Principal(name="ada@example.com", kind="person")


def test_a_faulty_file_is_named_with_its_line_and_a_faulty_edit_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tokens.yaml"
    token = ensure_operator_token(tmp_path, path)
    tokens = TokenFile(path)
    path.write_text(f"\n{sha256_hex(b'x')}: {{principal: x, kind: robot}}\n")
    assert tokens.resolve(token) is not None
    with pytest.raises(ConfigurationError, match=r"tokens\.yaml:2"):
        TokenFile(path)
