"""A real SMTP server on loopback (aiosmtpd): keeps what it is sent, refuses or hangs as it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.processes import free_port


@dataclass
class Mail:
    recipients: list[str]
    message: EmailMessage
    over_tls: bool
    login: str | None

    @property
    def text(self) -> str:
        return str(self.message.get_content())


@dataclass
class SmtpServer:
    """``refused`` recipients get a 550, those of ``busy`` a 451. With ``hangs`` it answers no mail."""

    port: int = field(default_factory=free_port)
    tls: ssl.SSLContext | None = None
    password: str | None = None
    refused: set[str] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)
    hangs: bool = False
    mails: list[Mail] = field(default_factory=list)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["SmtpServer"]:
        loop, live = asyncio.get_running_loop(), list[SMTP]()

        def protocol() -> SMTP:
            live.append(
                SMTP(
                    self,
                    hostname="localhost",
                    loop=loop,
                    tls_context=self.tls,
                    require_starttls=self.tls is not None,
                    authenticator=self._authenticate if self.password else None,
                    auth_required=self.password is not None,
                    auth_require_tls=self.tls is not None,
                )
            )
            return live[-1]

        server = await loop.create_server(protocol, "127.0.0.1", self.port)
        try:
            yield self
        finally:
            server.close()
            for connection in live:
                if connection.transport is not None:
                    connection.transport.close()
            await server.wait_closed()

    def to(self, recipient: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.recipients == [recipient]]

    def _authenticate(
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
