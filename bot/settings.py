"""All settings, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot import environment as read
from bot.environment import SettingsError
from knowledge.base import CONTENT

__all__ = ["CENTRE", "LOOPBACK", "PAGES", "ROOT", "Settings", "SettingsError"]

ROOT = Path(__file__).resolve().parent.parent
SOURCE_TREE = (ROOT / "pyproject.toml").exists()
VAR = (ROOT if SOURCE_TREE else Path.cwd()) / "var"
"""Where data are kept unless a setting says otherwise: in the source tree, or where an installed package is started."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CENTRE = {
    "name": "[nazwa ośrodka]",
    "address": "[adres ośrodka]",
    "phone": "[telefon ośrodka]",
    "email": "[e-mail ośrodka]",
    "hours": "[godziny pracy]",
    "www": "[strona ośrodka]",
    "follow_up": "[kto i kiedy odezwie się po zapisaniu wyboru]",
}
"""Visible placeholders: what a centre must fill in (DROGOWSKAZ_CENTRE_NAME and so on)."""
PAGES = {
    "url": "[adres strony rozmowy]",
    "published": "[data publikacji strony, RRRR-MM-DD]",
    "updated": "[data ostatniej istotnej aktualizacji, RRRR-MM-DD]",
    "status": "[w pełni zgodna, częściowo zgodna albo niezgodna]",
    "missing": "[wykaz treści niedostępnych z wyjaśnieniem albo zdanie, że takich nie ma]",
    "made": "[data sporządzenia deklaracji, RRRR-MM-DD]",
    "reviewed": "[data ostatniego przeglądu deklaracji, RRRR-MM-DD]",
    "method": "[samoocena albo badanie podmiotu zewnętrznego, z jego nazwą]",
    "person": "[osoba do kontaktu w sprawie dostępności]",
    "building": "[opis dojścia, wejścia, pomieszczeń, parkingu i pomocy na miejscu]",
    "inspector": "[inspektor ochrony danych i kontakt albo zdanie, że go nie wyznaczono]",
    "basis": "[podstawa prawna przetwarzania]",
    "recipients": "[odbiorcy danych, na przykład firma utrzymująca serwer]",
    "backups": "[jak długo są trzymane kopie zapasowe]",
}
"""The same for the accessibility statement and the privacy page (DROGOWSKAZ_PAGE_URL and so on)."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set. Each field is read from DROGOWSKAZ_<NAME>.

    port, host: where the front door listens (5005 on 127.0.0.1). data: folder of database, model and secret (./var).
    database_url: SQLAlchemy URL (SQLite in `data`, or postgresql+psycopg://…). secret: keys of pseudonyms and sessions
    (random, kept in `data`). models: folder of trained models (`models` in `data`). content: folder of the content
    (what comes with the program). rest: "auto" (on while serving on loopback), "on", "off". retention_days: how long
    unused conversations are kept. origins: sites whose pages may hold the chat, such as https://www.owes.example.
    proxies: addresses or networks of reverse proxies whose forwarded headers are believed. web: "on", or "off" to
    close the web channel with a kind message. notice: an urgent notice above the chat. telegram_token: empty switches
    the channel off. telegram: "on", or "off" to answer all with a kind message. telegram_mode: "polling", or "webhook"
    under telegram_url (the front door's public https address). telegram_secret: what Telegram shows us (made from
    `secret` when empty). telegram_api_base: a local Bot API. smtp_host: the server that takes e-mail for advisers;
    empty switches e-mail off. smtp_port, smtp_tls: 587 with "starttls", "tls" from the first byte (465), or "off".
    smtp_user, smtp_password: when the server asks for them. smtp_from: the sender's address. advisers: who gets the
    digest and what people left. centre: the centre's details. pages: what the accessibility statement and the privacy
    page say.
    """

    port: int = 5005
    host: str = "127.0.0.1"
    data: Path = VAR
    models: Path = VAR / "models"
    content: Path = CONTENT
    database_url: str = ""
    secret: str = ""
    rest: str = "auto"
    retention_days: int = 365
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    web: str = "on"
    notice: str = ""
    telegram_token: str = ""
    telegram: str = "on"
    telegram_mode: str = "polling"
    telegram_url: str = ""
    telegram_secret: str = ""
    telegram_api_base: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "starttls"
    smtp_from: str = ""
    advisers: tuple[str, ...] = ()
    centre: Mapping[str, str] = field(default_factory=lambda: dict(CENTRE))
    pages: Mapping[str, str] = field(default_factory=lambda: dict(PAGES))

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read and check; creates the data folder and the secret when they are missing. Raises SettingsError."""
        data = Path(env.get("DROGOWSKAZ_DATA") or VAR).resolve()
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"DROGOWSKAZ_DATA: {data} cannot be used ({error.strerror})") from None
        url = env.get("DROGOWSKAZ_DATABASE_URL") or f"sqlite:///{data / 'drogowskaz.db'}"
        if not url.startswith(("sqlite:///", "postgresql")):
            raise SettingsError("DROGOWSKAZ_DATABASE_URL must begin with sqlite:/// or postgresql")
        if env.get("DROGOWSKAZ_SMTP_TLS") == "off" and env.get("DROGOWSKAZ_SMTP_USER"):
            raise SettingsError("DROGOWSKAZ_SMTP_TLS=off would send the password of DROGOWSKAZ_SMTP_USER in the clear")
        if url.startswith("postgresql://"):
            url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
        return cls(
            port=read.number(env, "DROGOWSKAZ_PORT", 5005, 0, 65535),
            host=env.get("DROGOWSKAZ_HOST") or "127.0.0.1",
            data=data,
            models=Path(env.get("DROGOWSKAZ_MODELS") or data / "models").resolve(),
            content=read.folder(env, "DROGOWSKAZ_CONTENT", CONTENT),
            database_url=url,
            secret=env.get("DROGOWSKAZ_SECRET") or read.kept_secret(data / "secret"),
            rest=read.one_of(env, "DROGOWSKAZ_REST", "auto", "on", "off"),
            retention_days=read.number(env, "DROGOWSKAZ_RETENTION_DAYS", 365, 1, 36500),
            origins=tuple(read.origin(item) for item in read.listed(env, "DROGOWSKAZ_ORIGINS")),
            proxies=tuple(read.network(item) for item in read.listed(env, "DROGOWSKAZ_PROXIES")),
            web=read.one_of(env, "DROGOWSKAZ_WEB", "on", "off"),
            notice=read.short(env, "DROGOWSKAZ_NOTICE", 500),
            telegram_token=env.get("DROGOWSKAZ_TELEGRAM_TOKEN", "").strip(),
            telegram=read.one_of(env, "DROGOWSKAZ_TELEGRAM", "on", "off"),
            telegram_mode=(mode := read.one_of(env, "DROGOWSKAZ_TELEGRAM_MODE", "polling", "webhook")),
            telegram_url=read.address(env, "DROGOWSKAZ_TELEGRAM_URL", needed=mode == "webhook"),
            telegram_secret=read.word(env, "DROGOWSKAZ_TELEGRAM_SECRET"),
            telegram_api_base=read.address(env, "DROGOWSKAZ_TELEGRAM_API_BASE"),
            smtp_host=(smtp := read.word(env, "DROGOWSKAZ_SMTP_HOST", also=".:")),
            smtp_port=read.number(env, "DROGOWSKAZ_SMTP_PORT", 587, 1, 65535),
            smtp_user=env.get("DROGOWSKAZ_SMTP_USER", "").strip(),
            smtp_password=env.get("DROGOWSKAZ_SMTP_PASSWORD", ""),
            smtp_tls=read.one_of(env, "DROGOWSKAZ_SMTP_TLS", "starttls", "tls", "off"),
            smtp_from=read.mail(env, "DROGOWSKAZ_SMTP_FROM", needed=bool(smtp)),
            advisers=read.mails(env, "DROGOWSKAZ_ADVISERS", needed=bool(smtp)),
            centre={name: env.get(f"DROGOWSKAZ_CENTRE_{name.upper()}") or value for name, value in CENTRE.items()},
            pages={name: env.get(f"DROGOWSKAZ_PAGE_{name.upper()}") or value for name, value in PAGES.items()},
        )

    @property
    def rest_on(self) -> bool:
        """Whether the REST channel for trusted peers is open."""
        return self.rest == "on" or (self.rest == "auto" and self.host in LOOPBACK)

    @property
    def copies(self) -> Path:
        """Where a running bot keeps the content it has checked."""
        return self.data / "content"

    @property
    def shown(self) -> dict[str, str]:
        """What the texts may name: the centre's details and the retention in days."""
        return {**self.centre, "retention": str(self.retention_days)}
