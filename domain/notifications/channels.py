"""The ways by which people are told outside Linear, as the operator configured them."""

from enum import StrEnum

from pydantic import SecretBytes, SecretStr

from domain.models import Value
from domain.risk.levels import RiskLevel

PREFIX = "approval."


class Occasion(StrEnum):
    """What people may be told of: the kind of an event without ``approval.``."""

    OPENED = "opened"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    NOTED = "noted"
    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"
    BROKEN_GLASS = "broken_glass"

    @property
    def asks(self) -> bool:
        """Something is wanted of the approvers; once the request is decided there is nothing to say."""
        return self in _ASKS


_ASKS = frozenset({Occasion.OPENED, Occasion.REMINDED, Occasion.ESCALATED, Occasion.ANSWERED})


def occasion_of(kind: str) -> Occasion:
    """Raises :class:`ValueError` for a kind that nobody is told of."""
    return Occasion(kind.removeprefix(PREFIX))


class TlsMode(StrEnum):
    """``implicit``: TLS from the first byte. ``none``: in clear, for a relay on loopback."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


class Channel(Value):
    """``tiers`` and ``events`` say what goes this way; that the glass was broken goes every way."""

    name: str
    tiers: frozenset[RiskLevel]
    events: frozenset[Occasion]

    def carries(self, occasion: Occasion, level: RiskLevel) -> bool:
        return occasion is Occasion.BROKEN_GLASS or (occasion in self.events and level in self.tiers)


class Audience(Value):
    """Who gets the mails. ``approvers``: whoever could decide the request; ``roles``: whoever holds one."""

    approvers: bool = False
    requester: bool = False
    roles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class EmailChannel(Channel):
    """``sender`` is an address, perhaps with a name: ``Dev-Tools <devtools@example.org>``."""

    host: str
    port: int
    tls: TlsMode
    username: str | None = None
    password: SecretStr | None = None
    sender: str
    audience: Audience


class WebhookChannel(Channel):
    """The URL may be a secret itself, as Slack's are. Without a ``key`` requests are not signed."""

    url: SecretStr | None
    key: SecretBytes | None = None


AnyChannel = EmailChannel | WebhookChannel


class Channels(Value):
    """All that is configured; ``version`` is the hash of the file's parsed content.

    A process that does not send does not know the secrets: they are None there.
    """

    version: str
    channels: tuple[AnyChannel, ...] = ()

    def find(self, name: str) -> AnyChannel | None:
        return next((channel for channel in self.channels if channel.name == name), None)
