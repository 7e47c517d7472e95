"""A real SMTP server on loopback (aiosmtpd): keeps what it is sent, refuses or hangs as it is told."""

import asyncio
import ssl
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.loopback import Loopback


@dataclass
class Mail:
    recipients: list[str]
    message: EmailMessage
    over_tls: bool
    login: str | None

    @property
    def text(self) -> str:
        return str(self.message.get_content())


class SmtpServer(Loopback):
    """``refused`` recipients get a 550, those of ``busy`` a 451. With ``hangs`` it answers no mail."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, password: str | None = None) -> None:
        super().__init__()
        self.tls = tls
        self.password = password
        self.refused: set[str] = set()
        self.busy: set[str] = set()
        self.hangs = False
        self.mails: list[Mail] = []

    async def listen(self, port: int) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(lambda: _Connection(self), "127.0.0.1", port)

    def to(self, recipient: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.recipients == [recipient]]

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword), mechanism
        good = data.password == (self.password or "").encode()
        return AuthResult(success=good, handled=False, auth_data=data.login.decode())

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd looks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        if address in self.busy:
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.hangs:
            await asyncio.Event().wait()
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(
            Mail(
                recipients=list(envelope.rcpt_tos),
                message=message,
                over_tls=session.ssl is not None,
                login=session.auth_data if session.authenticated else None,
            )
        )
        return "250 OK"


class _Connection(SMTP):
    def __init__(self, server: SmtpServer) -> None:
        super().__init__(
            server,
            hostname="localhost",
            loop=asyncio.get_running_loop(),
            tls_context=server.tls,
            require_starttls=server.tls is not None,
            authenticator=server.authenticate if server.password else None,
            auth_required=server.password is not None,
            auth_require_tls=server.tls is not None,
        )
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Again when TLS begins."""
        self._server.opened(transport)
        super().connection_made(transport)
