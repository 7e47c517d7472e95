"""Mails by SMTP: one message to one recipient on one connection."""

import socket
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

import aiosmtplib

from domain.errors import NotificationError
from domain.notifications.channels import EmailChannel, TlsMode
from domain.notifications.deliveries import Message

PERMANENT = range(500, 600)
FAREWELL_SECONDS = 1.0


class Mailer:
    """Does nothing in threads, so that a server that hangs costs a timeout and nothing else."""

    async def send(
        self, channel: EmailChannel, *, delivery_id: str, recipient: str, message: Message
    ) -> None:
        """Raises :class:`~domain.errors.NotificationError`.

        Permanent only where the server refuses this recipient or this content for good; wrong credentials can
        be mended.
        """
        mail = build_mail(channel, delivery_id=delivery_id, recipient=recipient, message=message)
        client = aiosmtplib.SMTP(
            hostname=channel.host,
            port=channel.port,
            username=channel.username,
            password=channel.password.get_secret_value() if channel.password else None,
            use_tls=channel.tls is TlsMode.IMPLICIT,
            start_tls=channel.tls is TlsMode.STARTTLS,
            local_hostname=socket.gethostname(),
        )
        try:
            await client.connect()
            await client.send_message(mail, sender=parseaddr(channel.sender)[1], recipients=[recipient])
            with suppress(aiosmtplib.SMTPException, OSError):  # it has the mail, whatever it says now
                await client.quit(timeout=FAREWELL_SECONDS)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError) as error:
            raise NotificationError(_refusal(error), permanent=_is_permanent(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:  # OSError: timeouts and TLS too
            said = str(error) or type(error).__name__
            raise NotificationError(f"{channel.host}:{channel.port}: {said}") from error
        finally:
            client.close()  # not the client's own context manager: that waits for an answer to QUIT


def build_mail(channel: EmailChannel, *, delivery_id: str, recipient: str, message: Message) -> EmailMessage:
    """Plain text. ``Message-ID`` is the same at every attempt; mails about one request make one thread.

    Raises :class:`~domain.errors.NotificationError` for an address or a text that is none.
    """
    name, sender = parseaddr(channel.sender)
    domain = sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = Address(name, addr_spec=sender)
        mail["To"] = Address(addr_spec=recipient)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.at)
        mail["Message-ID"] = f"<{delivery_id}@{domain}>"
        mail["References"] = f"<{message.thread}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text, cte="quoted-printable")
    except (ValueError, MessageError) as error:
        raise NotificationError(f"no mail can be made of it: {error}", permanent=True) from error
    return mail


def _refusals(
    error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError,
) -> list[aiosmtplib.SMTPRecipientRefused] | list[aiosmtplib.SMTPDataError]:
    return error.recipients if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else [error]


def _is_permanent(error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> bool:
    return all(refusal.code in PERMANENT for refusal in _refusals(error))


def _refusal(error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> str:
    return "; ".join(f"refused: {refusal.code} {refusal.message}" for refusal in _refusals(error))
