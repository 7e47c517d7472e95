"""What models see and what is stored holds no secret, and is otherwise as it was."""

import json
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.redaction import Redactor, holds_mask
from domain.secret_shapes import MASK, SHAPES

ROOT = Path(__file__).parents[2]
SECRETS = st.text(alphabet=st.characters(codec="ascii", min_codepoint=33), min_size=12, max_size=60).filter(
    lambda text: not text.isalpha() and MASK not in text and text not in MASK
)
KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA==\n-----END OPENSSH PRIVATE KEY-----"
ONE_OF_EACH = (
    KEY,
    f"AGE-SECRET-KEY-1{'Q' * 58}",
    "AKIAIOSFODNN7EXAMPLE",
    f"ghp_{'a1' * 18}",
    f"glpat-{'a1' * 10}",
    "xoxb-1234567890-abcdef",
    "sk-proj-Ab1" + "x" * 30,
    f"AIza{'a1' * 17}b",
    f"sk_live_{'a1' * 10}",
    f"lin_api_{'a1' * 10}",
    f"lsv2_pt_{'a1' * 10}",
    f"dop_v1_{'a1' * 32}",
    f"npm_{'a1' * 18}",
    f"pypi-AgEIcHlwaS5vcmc{'a1' * 25}",
    f"hf_{'aB' * 17}",
    f"hvs.{'a1' * 14}",
    f"SG.{'a' * 22}.{'b' * 43}",
    f"AccountKey={'a1' * 43}==",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N",
)


def test_each_shape_is_found_in_the_middle_of_a_text() -> None:
    assert len(ONE_OF_EACH) == len(SHAPES)
    for shape, example in zip(SHAPES, ONE_OF_EACH, strict=True):
        found = Redactor().text(f"before {example}\nafter")
        assert MASK in found, shape.what
        assert example.removeprefix("AccountKey=") not in found
        assert (found.startswith("before "), found.rstrip().endswith("after")) == (True, True)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("DB_PASSWORD=hunter2", "hunter2"),
        ("export PGPASSWORD='correct-horse'", "correct-horse"),
        ("database:\n  password: swordfish\n  port: 1", "swordfish"),
        ('{"client_secret": "9f8a7b6c5d"}', "9f8a7b6c5d"),
        ("POSTGRES_PASSWORD: swordfish", "swordfish"),
        ("API_KEY=0a1b2c3d4e", "0a1b2c3d4e"),
        ("mysql --password hunter2 -h db", "hunter2"),
        ("Server=x;User Id=y;Password=hunter2;Encrypt=true", "hunter2"),
        ("curl -H 'Authorization: Basic dXNlcjpwYXNzMQ=='", "dXNlcjpwYXNzMQ=="),
        ("postgresql+asyncpg://app:s3cret!@db:5432/app", "s3cret!"),
        ("amqp://user:pl%40in@queue/", "pl%40in"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLE1", "wJalrXUtnFEMI"),
    ],
)
def test_a_value_behind_a_secret_s_name_is_masked(text: str, secret: str) -> None:
    found = Redactor().text(text)

    assert secret not in found
    assert found.count(MASK) == 1


@pytest.mark.parametrize(
    "text",
    [
        "password: str\ntoken: Token | None = None",
        "password = get_password(user)\ntoken=self._token, api_key=settings.llm_api_key",
        "token = os.environ['GITHUB_TOKEN1']",
        "DB_PASSWORD=${DB_PASSWORD}\nexport TOKEN=$1\nAPI_KEY=<your key>\nSECRET=changeme",
        "password: {{ .Values.db.password1 }}",
        "secretName: db-credentials-2\nsecretKeyRef:\n  name: db-1",
        "SSH_PRIVATE_KEY=/run/secrets/deploy_key_1",
        "f'postgres://{user}:{password}@{host}'",
        "if token == 'end1234567': password_length = 12; max_token: 4096",
        '"password": "must have at least 12 characters"',
        "Rotate the database password tonight; the bearer token authenticates 2 services",
        "commit 770c7ffa9d3b1c0e5f6a7b8c9d0e1f2a3b4c5d6e",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "integrity sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBe",
        "task 0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11, class sk-folding-cube-big-and-slow",
        "https://grafana.example.org/d/abc?from=now-1h&token_type=bearer",
    ],
)
def test_code_hashes_references_and_prose_stay(text: str) -> None:
    assert Redactor(["another-secret-1"]).text(text) == text


def test_the_code_of_this_product_is_not_mangled() -> None:
    """Nothing in it is a secret, so nothing may be masked: an agent that edits it must see it as it is."""
    redactor = Redactor()
    files = [
        file
        for folder in ("activities", "api", "cli", "domain", "integrations", "worker", "workflows")
        for file in sorted((ROOT / folder).rglob("*.py"))
    ]
    changed = {
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if redactor.text(line) != line
    }
    assert len(files) > 200
    assert changed == set()


@given(SECRETS, st.text(max_size=30), st.text(max_size=30), st.integers(min_value=0, max_value=2))
def test_a_known_value_is_gone_however_it_is_written(secret: str, before: str, after: str, pad: int) -> None:
    redactor = Redactor([secret])
    around = b"x" * pad
    written = {
        secret,
        json.dumps(secret)[1:-1],
        quote(secret, safe=""),
        secret.encode().hex(),
        b64encode(around + secret.encode() + b":y").decode(),
    }
    for form in written:
        found = redactor.known(f"{before}{form}{after}")
        assert form not in found
        assert MASK in found
    assert secret not in json.dumps(redactor.value({secret: [before + secret, {"n": (secret, 1)}]}))
    assert holds_mask(redactor.arguments({"url": f"https://x.example/?k={quote(secret)}"}))


def test_a_plain_word_is_no_telling_value() -> None:
    redactor = Redactor(["postgres", "k", "correcthorsebatterystaple"])

    assert redactor.ignored == 2
    assert redactor.text("postgres is up; correcthorsebatterystaple") == f"postgres is up; {MASK}"


@pytest.mark.parametrize(
    "text", ["password ", "sk-", "a://b:", "eyJaaaaaaaa-", 'token="\\', "bearer a1", "a.", "--"]
)
def test_a_long_text_takes_no_long_time(text: str) -> None:
    assert Redactor(["another-secret-1"]).text(text * (400_000 // len(text)))
