"""Mails as a real SMTP server gets them."""

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.errors import NotificationError
from domain.notifications.channels import EmailChannel, TlsMode
from integrations.notify.smtp import Mailer
from tests.support.certificates import server_context
from tests.support.notices import REQUEST, a_message, mail_channel
from tests.support.smtp_server import SmtpServer

ADA = "ada@example.org"


async def send(channel: EmailChannel, recipient: str = ADA, *, description: str = "Deploy") -> None:
    message = a_message(description=description)
    await Mailer().send(channel, delivery_id="d-1", recipient=recipient, message=message)


async def test_a_mail_arrives_as_it_was_written() -> None:
    async with SmtpServer().running() as server:
        await send(mail_channel(server.port), description="Déployer größe 部署 " + "x" * 1_500)

    (mail,) = server.mails
    assert mail.recipients == [ADA]
    assert mail.message["Subject"].startswith("[high] approval needed: Déployer größe 部署 xx")
    assert "> Déployer größe 部署" in mail.text
    assert mail.message["From"] == "Dev-Tools <devtools@example.org>"
    assert mail.message["To"] == ADA
    assert mail.message["Message-ID"] == "<d-1@example.org>"
    assert mail.message["References"] == f"<{REQUEST}@example.org>"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message.get_content_type() == "text/plain"


async def test_a_description_adds_no_header_and_no_recipient() -> None:
    async with SmtpServer().running() as server:
        await send(
            mail_channel(server.port), description="x\r\nBcc: eve@evil.example\r\n\r\nbody\r\n.\r\nQUIT"
        )

    (mail,) = server.mails
    assert mail.recipients == [ADA]
    assert mail.message["Bcc"] is None
    assert "Bcc: eve@evil.example" in mail.message["Subject"]
    assert "> QUIT" in mail.text


async def test_over_starttls_with_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = server_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    channel = mail_channel(0, tls=TlsMode.STARTTLS, username="devtools", password=SecretStr("hunter2"))
    async with SmtpServer(tls=context, password="hunter2").running() as server:
        await send(channel.model_copy(update={"port": server.port}))
        with pytest.raises(NotificationError, match="535") as refused:
            await send(channel.model_copy(update={"port": server.port, "password": SecretStr("wrong")}))

    (mail,) = server.mails
    assert mail.over_tls
    assert mail.login == "devtools"
    assert not refused.value.permanent
    assert "wrong" not in str(refused.value)


async def test_no_mail_goes_in_clear_or_to_a_stranger_where_tls_is_asked_for(tmp_path: Path) -> None:
    context, _ = server_context(tmp_path)
    async with SmtpServer().running() as clear, SmtpServer(tls=context).running() as stranger:
        for server in (clear, stranger):
            with pytest.raises(NotificationError):
                await send(mail_channel(server.port, tls=TlsMode.STARTTLS))
    assert clear.mails == stranger.mails == []


async def test_what_the_server_refuses_for_good_is_told_apart() -> None:
    server = SmtpServer()
    server.refused, server.busy = {"gone@example.org"}, {"busy@example.org"}
    async with server.running():
        with pytest.raises(NotificationError, match="550 no such mailbox") as gone:
            await send(mail_channel(server.port), "gone@example.org")
        with pytest.raises(NotificationError, match="451") as busy:
            await send(mail_channel(server.port), "busy@example.org")
    with pytest.raises(NotificationError, match=str(server.port)) as down:
        await send(mail_channel(server.port))
    assert [error.value.permanent for error in (gone, busy, down)] == [True, False, False]


async def test_a_server_that_hangs_can_be_left() -> None:
    async with SmtpServer().running() as server:
        server.hangs = True
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await send(mail_channel(server.port))
