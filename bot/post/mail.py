"""Handing messages to the configured mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from bot.post.letters import Letter
from bot.settings import Settings

SECONDS = 10
"""How long the server may take for each answer."""


class PostError(Exception):
    """The mail server did not take a message; the message names what it said, never an address or a text."""


class Mail:
    """One connection to the server, open while used."""

    def __init__(self, settings: Settings, server: smtplib.SMTP) -> None:
        self._settings, self._server = settings, server

    def send(self, letter: Letter) -> None:
        """Send to all advisers. When it returns, the server has taken the message. Raises PostError."""
        made = EmailMessage()
        made["Subject"] = letter.subject
        made["From"] = self._settings.smtp_from
        made["To"] = ", ".join(self._settings.advisers)
        made["Date"] = formatdate(localtime=True)
        made["Message-ID"] = make_msgid(domain=self._settings.smtp_from.rpartition("@")[2])
        made["Auto-Submitted"] = "auto-generated"  # so that no holiday answer comes back
        made.set_content(letter.body, cte="quoted-printable")
        with _explained():
            self._server.send_message(made)


@contextmanager
def connected(settings: Settings) -> Iterator[Mail]:
    """A connection, encrypted and logged in as set. Raises PostError, also when no server is set."""
    if not settings.smtp_host:
        raise PostError("no mail server is set (DROGOWSKAZ_SMTP_HOST)")
    with _explained():
        server = _open(settings)
    try:
        yield Mail(settings, server)
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _open(settings: Settings) -> smtplib.SMTP:
    place = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=SECONDS, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(*place, timeout=SECONDS)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPResponseException as fault:
        raise PostError(f"the mail server refused: {fault.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as fault:  # most texts of these hold addresses
        raise PostError(f"the mail server is out of reach or refused: {type(fault).__name__}") from None
