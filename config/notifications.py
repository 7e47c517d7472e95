"""``config/hitl/notifications.yaml``: how people are told outside Linear. Validated with file and line."""

import os
from collections.abc import Mapping
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretBytes, SecretStr

from config.approvers import APPROVERS_FILE, load_approvers
from config.watched import Watched
from config.webhook_secrets import LOOPBACK, is_safe_url, parse_key
from config.yaml_files import Pointer, YamlFile, read_yaml
from domain.notifications.channels import (
    AnyChannel,
    Audience,
    Channels,
    EmailChannel,
    Occasion,
    TlsMode,
    WebhookChannel,
)
from domain.risk.levels import RiskLevel

NOTIFICATIONS_FILE = Path("hitl/notifications.yaml")
_PORTS = {TlsMode.STARTTLS: 587, TlsMode.IMPLICIT: 465, TlsMode.NONE: 25}
_ADDRESS = r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+$"

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Recipient = Annotated[str, Field(pattern=_ADDRESS, max_length=254)]
Variable = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Tier = Literal[RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _File(_Strict):
    """Each channel is parsed by its kind."""

    channels: dict[Name, dict[str, object]] = Field(default_factory=dict)


class _Entry(_Strict):
    tiers: list[Tier] = Field(default=[RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL], min_length=1)
    events: list[Occasion] = Field(
        default=[
            Occasion.OPENED,
            Occasion.REMINDED,
            Occasion.ESCALATED,
            Occasion.ANSWERED,
            Occasion.EXPIRED,
        ],
        min_length=1,
    )


class _Recipients(_Strict):
    approvers: bool = False
    requester: bool = False
    roles: list[str] = Field(default_factory=list)
    addresses: list[Recipient] = Field(default_factory=list)


class _Email(_Entry):
    kind: Literal["email"]
    host: str = Field(pattern=r"^[A-Za-z0-9.:_-]+$")
    port: int | None = Field(default=None, ge=1, le=65535)
    tls: TlsMode = TlsMode.STARTTLS
    username: str | None = Field(default=None, min_length=1)
    password_env: Variable | None = None
    sender: str = Field(alias="from")
    recipients: _Recipients


class _Webhook(_Entry):
    kind: Literal["webhook"]
    url: str | None = None
    url_env: Variable | None = None
    secret_env: Variable | None = None


class FileNotifications:
    """Implements :class:`domain.notifications.deliveries.ChannelSource` over ``config_dir``.

    Building it raises :class:`~domain.errors.ConfigurationError` for any fault; later, a faulty edit keeps
    what was in force and shows in :attr:`error`. Only with ``secrets`` are the variables looked up: who does
    not send needs none.
    """

    def __init__(self, config_dir: Path, *, embedded: bool, secrets: bool) -> None:
        environ = os.environ if secrets else None
        self._watched = Watched(
            (config_dir / NOTIFICATIONS_FILE, config_dir / APPROVERS_FILE),
            lambda: load_notifications(config_dir, embedded=embedded, environ=environ),
        )

    def channels(self) -> Channels:
        return self._watched.get()

    @property
    def error(self) -> str | None:
        """The fault, with file and line, of an edit that is not in force; looks at the file anew."""
        self._watched.get()
        return self._watched.error


def load_notifications(config_dir: Path, *, embedded: bool, environ: Mapping[str, str] | None) -> Channels:
    """No file, no channels. Without ``environ`` secrets stay unknown, and nothing can be sent.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    if not (config_dir / NOTIFICATIONS_FILE).exists():
        return Channels(version="")
    file = read_yaml(config_dir / NOTIFICATIONS_FILE)
    people = load_approvers(config_dir, embedded=embedded).people
    reader = _Reader(file, frozenset(role for person in people for role in person.roles), environ)
    entries = file.parse(_File).channels
    return Channels(
        version=file.version,
        channels=tuple(reader.channel(name, entry) for name, entry in entries.items()),
    )


class _Reader:
    def __init__(self, file: YamlFile, roles: frozenset[str], environ: Mapping[str, str] | None) -> None:
        self._file = file
        self._roles = roles
        self._environ = environ

    def channel(self, name: str, data: dict[str, object]) -> AnyChannel:
        at: Pointer = ("channels", name)
        if data.get("kind") == "email":
            return self._email(name, self._file.parse(_Email, data, at), at)
        if data.get("kind") == "webhook":
            return self._webhook(name, self._file.parse(_Webhook, data, at), at)
        raise self._file.error((*at, "kind"), "a channel's kind is email or webhook")

    def _email(self, name: str, entry: _Email, at: Pointer) -> EmailChannel:
        audience = Audience.model_validate(entry.recipients.model_dump())
        self._check_audience(audience, (*at, "recipients"))
        if entry.tls is TlsMode.NONE and entry.host not in LOOPBACK:
            raise self._file.error((*at, "tls"), "without TLS only to a relay on loopback")
        if (entry.username is None) != (entry.password_env is None):
            raise self._file.error(at, "username and password_env go together")
        if not _is_sender(entry.sender):
            raise self._file.error((*at, "from"), "an address is needed, as Dev-Tools <devtools@example.org>")
        return EmailChannel(
            name=name,
            tiers=frozenset(entry.tiers),
            events=frozenset(entry.events),
            host=entry.host,
            port=entry.port or _PORTS[entry.tls],
            tls=entry.tls,
            username=entry.username,
            password=self._secret(entry.password_env, (*at, "password_env")),
            sender=entry.sender,
            audience=audience,
        )

    def _check_audience(self, audience: Audience, at: Pointer) -> None:
        for index, role in enumerate(audience.roles):
            if role not in self._roles:
                raise self._file.error(
                    (*at, "roles", index), f"nobody in {APPROVERS_FILE} has the role {role}"
                )
        if not (audience.approvers or audience.requester or audience.roles or audience.addresses):
            raise self._file.error(at, "nobody would get these mails")

    def _webhook(self, name: str, entry: _Webhook, at: Pointer) -> WebhookChannel:
        if (entry.url is None) == (entry.url_env is None):
            raise self._file.error(at, "one of url and url_env is needed")
        if entry.url is not None and entry.secret_env is None:
            raise self._file.error(
                at, "secret_env is needed: whoever receives must be able to tell that it is from here"
            )
        url = SecretStr(entry.url) if entry.url else self._secret(entry.url_env, (*at, "url_env"))
        if url is not None and not is_safe_url(url.get_secret_value()):
            where = "url" if entry.url else "url_env"
            raise self._file.error((*at, where), "an https:// URL is needed, or http:// on loopback")
        return WebhookChannel(
            name=name,
            tiers=frozenset(entry.tiers),
            events=frozenset(entry.events),
            url=url,
            key=self._key(entry.secret_env, (*at, "secret_env")),
        )

    def _key(self, variable: str | None, at: Pointer) -> SecretBytes | None:
        """``whsec_`` and base64, or the bytes of any other text."""
        secret = self._secret(variable, at)
        if secret is None:
            return None
        try:
            return SecretBytes(parse_key(secret.get_secret_value()))
        except ValueError as error:
            raise self._file.error(at, str(error)) from error

    def _secret(self, variable: str | None, at: Pointer) -> SecretStr | None:
        if variable is None or self._environ is None:
            return None
        value = self._environ.get(variable, "").strip()
        if not value:
            raise self._file.error(at, f"the variable {variable} is not set")
        return SecretStr(value)


def _is_sender(text: str) -> bool:
    name, address = parseaddr(text)
    try:
        return text.isprintable() and "@" in address and bool(Address(name, addr_spec=address).domain)
    except (ValueError, MessageError):
        return False
