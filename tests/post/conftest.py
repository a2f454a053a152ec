"""A mail server on loopback that keeps what it gets, or refuses it."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.settings import Settings
from bot.store.store import Store


class Box:
    """What arrived. `refusal`: the answer to the next messages; `accept` so many before refusing."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.refusal: str | None = None
        self.accept = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusal and len(self.messages) >= self.accept:
            return self.refusal
        assert isinstance(envelope.content, bytes)
        made = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(made, EmailMessage)
        self.messages.append(made)
        self.to.append(list(envelope.rcpt_tos))
        return "250 OK"

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"tajne", handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def box(port: int) -> Iterator[Box]:
    """A server without encryption."""
    kept = Box()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield kept
    finally:
        server.stop()


@pytest.fixture
def env(tmp_path: Path, port: int) -> dict[str, str]:
    return {
        "DROGOWSKAZ_DATA": str(tmp_path),
        "DROGOWSKAZ_SMTP_HOST": "127.0.0.1",
        "DROGOWSKAZ_SMTP_PORT": str(port),
        "DROGOWSKAZ_SMTP_TLS": "off",
        "DROGOWSKAZ_SMTP_FROM": "czat@owes.example",
        "DROGOWSKAZ_ADVISERS": "anna@owes.example, jan@owes.example",
    }


@pytest.fixture
def settings(env: dict[str, str]) -> Settings:
    return Settings.from_env(env)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store(settings.database_url, secret=settings.secret) as made:
        made.migrate()
        yield made
