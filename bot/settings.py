"""All settings, read from the environment in one place."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

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


class SettingsError(Exception):
    """A setting that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set. Each field is read from DROGOWSKAZ_<NAME>.

    port, host: where the front door listens (5005 on 127.0.0.1). data: folder of database, model and secret (./var).
    database_url: SQLAlchemy URL (SQLite in `data`, or postgresql+psycopg://…). secret: keys of pseudonyms and sessions
    (random, kept in `data`). models: folder of trained models (`models` in `data`). rest: "auto" (on while serving on
    loopback), "on", "off". retention_days: how long unused conversations are kept. origins: sites whose pages may
    hold the chat, such as https://www.owes.example. proxies: addresses or networks of reverse proxies whose forwarded
    headers are believed. web: "on", or "off" to close the web channel with a kind message. notice: an urgent notice
    above the chat. telegram_token: empty switches the channel off. telegram: "on", or "off" to answer all
    with a kind message. telegram_mode: "polling", or "webhook" under telegram_url (the front door's public https
    address). telegram_secret: what Telegram shows us (made from `secret` when empty). telegram_api_base: a local Bot
    API. centre: the centre's details.
    pages: what the accessibility statement and the privacy page say.
    """

    port: int = 5005
    host: str = "127.0.0.1"
    data: Path = VAR
    models: Path = VAR / "models"
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
        if url.startswith("postgresql://"):
            url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
        return cls(
            port=_number(env, "DROGOWSKAZ_PORT", 5005, 0, 65535),
            host=env.get("DROGOWSKAZ_HOST") or "127.0.0.1",
            data=data,
            models=Path(env.get("DROGOWSKAZ_MODELS") or data / "models").resolve(),
            database_url=url,
            secret=env.get("DROGOWSKAZ_SECRET") or _kept_secret(data / "secret"),
            rest=_one_of(env, "DROGOWSKAZ_REST", "auto", "on", "off"),
            retention_days=_number(env, "DROGOWSKAZ_RETENTION_DAYS", 365, 1, 36500),
            origins=tuple(_origin(item) for item in _listed(env, "DROGOWSKAZ_ORIGINS")),
            proxies=tuple(_network(item) for item in _listed(env, "DROGOWSKAZ_PROXIES")),
            web=_one_of(env, "DROGOWSKAZ_WEB", "on", "off"),
            notice=_short(env, "DROGOWSKAZ_NOTICE", 500),
            telegram_token=env.get("DROGOWSKAZ_TELEGRAM_TOKEN", "").strip(),
            telegram=_one_of(env, "DROGOWSKAZ_TELEGRAM", "on", "off"),
            telegram_mode=(mode := _one_of(env, "DROGOWSKAZ_TELEGRAM_MODE", "polling", "webhook")),
            telegram_url=_address(env, "DROGOWSKAZ_TELEGRAM_URL", needed=mode == "webhook"),
            telegram_secret=_word(env, "DROGOWSKAZ_TELEGRAM_SECRET"),
            telegram_api_base=_address(env, "DROGOWSKAZ_TELEGRAM_API_BASE"),
            centre={name: env.get(f"DROGOWSKAZ_CENTRE_{name.upper()}") or value for name, value in CENTRE.items()},
            pages={name: env.get(f"DROGOWSKAZ_PAGE_{name.upper()}") or value for name, value in PAGES.items()},
        )

    @property
    def rest_on(self) -> bool:
        """Whether the REST channel for trusted peers is open."""
        return self.rest == "on" or (self.rest == "auto" and self.host in LOOPBACK)

    @property
    def shown(self) -> dict[str, str]:
        """What the texts may name: the centre's details and the retention in days."""
        return {**self.centre, "retention": str(self.retention_days)}


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    raw = env.get(name, "")
    if not raw:
        return default
    if not raw.isdigit() or not least <= int(raw) <= most:
        raise SettingsError(f"{name} must be a whole number from {least} to {most}, not {raw!r}")
    return int(raw)


def _one_of(env: Mapping[str, str], name: str, default: str, *others: str) -> str:
    value = env.get(name) or default
    if value not in (default, *others):
        raise SettingsError(f"{name} must be one of {', '.join((default, *others))}, not {value!r}")
    return value


def _short(env: Mapping[str, str], name: str, most: int) -> str:
    value = " ".join(env.get(name, "").split())
    if len(value) > most:
        raise SettingsError(f"{name} must have at most {most} characters")
    return value


def _address(env: Mapping[str, str], name: str, *, needed: bool = False) -> str:
    value = env.get(name, "").strip().rstrip("/")
    if (value or needed) and not value.startswith(("https://", "http://")):
        raise SettingsError(f"{name} must be an address such as https://czat.owes.example, not {value!r}")
    return value


def _word(env: Mapping[str, str], name: str) -> str:
    value = env.get(name, "").strip()
    if len(value) > 256 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in value):
        raise SettingsError(f"{name} may have up to 256 letters, digits, _ and -")
    return value


def _listed(env: Mapping[str, str], name: str) -> list[str]:
    return [item.strip() for item in env.get(name, "").split(",") if item.strip()]


def _origin(value: str) -> str:
    """An origin exactly as browsers send it."""
    parts = urlsplit(value)
    plain = f"{parts.scheme}://{parts.netloc}".lower()
    known = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and "*" not in parts.netloc
    if not known or not plain.isascii() or value.rstrip("/").lower() != plain:
        raise SettingsError(f"DROGOWSKAZ_ORIGINS: {value!r} is no origin such as https://www.owes.example")
    return plain.removesuffix(":443" if parts.scheme == "https" else ":80")


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        raise SettingsError(f"DROGOWSKAZ_PROXIES: {value!r} is no address or network") from None


def _kept_secret(path: Path) -> str:
    """The secret of this installation, made once, readable by its owner only."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        fresh = secrets.token_hex(32)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
        return fresh
