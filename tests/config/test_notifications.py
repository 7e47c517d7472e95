"""How people are told: what is refused at start, with file and line."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from config.notifications import FileNotifications, load_notifications
from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError
from domain.notifications.channels import Channels, EmailChannel, Occasion, WebhookChannel
from domain.risk.levels import RiskLevel

SECRETS = {"PW": "hunter2", "KEY": "0123456789abcdef", "WHSEC": "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="}
MAIL = """channels:
  mail:
    kind: email
    host: smtp.example.org
    from: Dev-Tools <devtools@example.org>
    recipients: {approvers: true}
"""
HOOK = """channels:
  hook:
    kind: webhook
    url: https://pager.example.org/x
    secret_env: KEY
"""


@pytest.fixture
def config_dir(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG_DIR / "hitl", tmp_path / "hitl")
    return tmp_path


def load(config_dir: Path, text: str) -> Channels:
    (config_dir / "hitl/notifications.yaml").write_text(text, encoding="utf-8")
    return load_notifications(config_dir, embedded=True, environ=SECRETS)


def test_as_shipped_nobody_is_told() -> None:
    assert load_notifications(CONFIG_DIR, embedded=False, environ={}).channels == ()


def test_a_folder_of_an_earlier_version_has_no_channels(config_dir: Path) -> None:
    (config_dir / "hitl/notifications.yaml").unlink()

    assert load_notifications(config_dir, embedded=True, environ={}).channels == ()


def test_the_examples_in_the_shipped_file_are_valid(config_dir: Path) -> None:
    text = (CONFIG_DIR / "hitl/notifications.yaml").read_text(encoding="utf-8")
    example = re.search(r"^# channels:\n(?:#.*\n)+", text, re.MULTILINE)
    assert example is not None
    lines = [line.removeprefix("# ") for line in example[0].splitlines()]
    secrets = SECRETS | {
        "SMTP_PASSWORD": "x",
        "PAGER_SECRET": SECRETS["KEY"],
        "SLACK_WEBHOOK_URL": "https://hooks.slack.example/services/x",
    }
    people = {"people": [{"email": "carl@example.org", "roles": ["oncall"]}]}
    (config_dir / "hitl/approvers.yaml").write_text(yaml.safe_dump(people), encoding="utf-8")
    (config_dir / "hitl/notifications.yaml").write_text("\n".join(lines), encoding="utf-8")

    mail, urgent, slack = load_notifications(config_dir, embedded=True, environ=secrets).channels

    assert isinstance(mail, EmailChannel)
    assert (mail.port, mail.username, mail.audience.addresses) == (587, "devtools", ("audit@example.org",))
    assert isinstance(urgent, WebhookChannel)
    assert urgent.key is not None
    assert isinstance(slack, WebhookChannel)
    assert slack.carries(Occasion.OPENED, RiskLevel.MEDIUM)
    assert not urgent.carries(Occasion.OPENED, RiskLevel.HIGH)
    assert urgent.carries(Occasion.BROKEN_GLASS, RiskLevel.MEDIUM)
    assert "hooks.slack" not in repr(slack)


def test_a_key_in_base64_is_decoded(config_dir: Path) -> None:
    (hook,) = load(config_dir, HOOK.replace("KEY", "WHSEC")).channels

    assert isinstance(hook, WebhookChannel)
    assert hook.key is not None
    assert hook.key.get_secret_value() == SECRETS["KEY"].encode()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("channels: {x: {kind: pigeon}}\n", r":1: channels.x.kind: .*email or webhook"),
        ("channels: {Mail: {kind: email}}\n", r":1: channels.Mail"),
        (MAIL.replace("    host: smtp.example.org\n", ""), r":2: channels.mail.host: Field required"),
        (MAIL.replace("host:", "hots:"), r":\d: channels.mail.ho"),
        (MAIL + "    tiers: [low]\n", r":7: channels.mail.tiers.0"),
        (MAIL + "    events: [opened, closed]\n", r":7: channels.mail.events.1"),
        (MAIL + "    tls: none\n", r":7: channels.mail.tls: .*loopback"),
        (MAIL + "    username: u\n", r":2: channels.mail: .*go together"),
        (
            MAIL + "    username: u\n    password_env: NONE\n",
            r":8: channels.mail.password_env: .*NONE is not set",
        ),
        (MAIL.replace("Dev-Tools <devtools@example.org>", "nobody"), r":5: channels.mail.from: an address"),
        (MAIL.replace("approvers: true", "roles: [pilot]"), r":6: channels.mail.recipients.roles.0: .*pilot"),
        (MAIL.replace("approvers: true", ""), r":6: channels.mail.recipients: nobody"),
        (MAIL.replace("approvers: true", "addresses: ['a@b, c@d']"), r":6: .*addresses.0"),
        (HOOK.replace("https", "http"), r":4: channels.hook.url: .*https"),
        (HOOK.replace("    secret_env: KEY\n", ""), r":2: channels.hook: secret_env is needed"),
        (HOOK.replace("KEY", "PW"), r":5: channels.hook.secret_env: 16 bytes"),
        (HOOK + "    url_env: KEY\n", r":2: channels.hook: one of url and url_env"),
    ],
)
def test_a_mistake_is_named_with_its_line(config_dir: Path, text: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=f"notifications.yaml{fault}"):
        load(config_dir, text)


def test_who_does_not_send_needs_no_secrets(config_dir: Path) -> None:
    (config_dir / "hitl/notifications.yaml").write_text(HOOK, encoding="utf-8")

    (hook,) = FileNotifications(config_dir, embedded=True, secrets=False).channels().channels
    assert isinstance(hook, WebhookChannel)
    assert hook.key is None


def test_a_broken_edit_keeps_what_was_in_force_and_says_so(config_dir: Path) -> None:
    load(config_dir, MAIL)
    source = FileNotifications(config_dir, embedded=True, secrets=True)

    (config_dir / "hitl/notifications.yaml").write_text("channels: 7\n", encoding="utf-8")
    assert [channel.name for channel in source.channels().channels] == ["mail"]
    assert "notifications.yaml:1" in (source.error or "")

    load(config_dir, MAIL.replace("mail:", "post:"))
    assert [channel.name for channel in source.channels().channels] == ["post"]
    assert source.error is None
