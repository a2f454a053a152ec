"""Reading one setting from the environment: each function gives a checked value or raises SettingsError naming it."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

Env = Mapping[str, str]
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class SettingsError(Exception):
    """A setting that cannot be used; the message names it."""


def number(env: Env, name: str, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    raw = env.get(name, "")
    if not raw:
        return default
    if not raw.isdigit() or not least <= int(raw) <= most:
        raise SettingsError(f"{name} must be a whole number from {least} to {most}, not {raw!r}")
    return int(raw)


def one_of(env: Env, name: str, default: str, *others: str) -> str:
    """One of a few words."""
    value = env.get(name) or default
    if value not in (default, *others):
        raise SettingsError(f"{name} must be one of {', '.join((default, *others))}, not {value!r}")
    return value


def short(env: Env, name: str, most: int) -> str:
    """One line of at most `most` characters."""
    value = " ".join(env.get(name, "").split())
    if len(value) > most:
        raise SettingsError(f"{name} must have at most {most} characters")
    return value


def address(env: Env, name: str, *, needed: bool = False) -> str:
    """A web address without its last slash; empty only when it is not `needed`."""
    value = env.get(name, "").strip().rstrip("/")
    if (value or needed) and not value.startswith(("https://", "http://")):
        raise SettingsError(f"{name} must be an address such as https://czat.owes.example, not {value!r}")
    return value


def word(env: Env, name: str, *, also: str = "") -> str:
    """Plain letters, digits, _ and -, and the signs in `also`."""
    value = env.get(name, "").strip()
    if len(value) > 256 or not all(c.isascii() and (c.isalnum() or c in f"_-{also}") for c in value):
        raise SettingsError(f"{name} may have up to 256 letters, digits, {' '.join((*also, '_'))} and -")
    return value


def mail(env: Env, name: str, *, needed: bool) -> str:
    """One e-mail address."""
    found = mails(env, name, needed=needed)
    if len(found) > 1:
        raise SettingsError(f"{name} must be one e-mail address")
    return found[0] if found else ""


def mails(env: Env, name: str, *, needed: bool) -> tuple[str, ...]:
    """E-mail addresses between commas; none only when they are not `needed`."""
    found = tuple(listed(env, name))
    wrong = next((one for one in found if not _MAIL.fullmatch(one)), None)
    if wrong is not None or (needed and not found):
        raise SettingsError(f"{name} must hold e-mail addresses, such as doradca@owes.example, not {wrong or ''!r}")
    return found


def folder(env: Env, name: str, default: Path) -> Path:
    """A folder that is there."""
    path = Path(env.get(name) or default).resolve()
    if not path.is_dir():
        raise SettingsError(f"{name}: there is no folder {path}")
    return path


def listed(env: Env, name: str) -> list[str]:
    """What stands between commas."""
    return [item.strip() for item in env.get(name, "").split(",") if item.strip()]


def origin(value: str) -> str:
    """An origin exactly as browsers send it."""
    parts = urlsplit(value)
    plain = f"{parts.scheme}://{parts.netloc}".lower()
    known = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and "*" not in parts.netloc
    if not known or not plain.isascii() or value.rstrip("/").lower() != plain:
        raise SettingsError(f"DROGOWSKAZ_ORIGINS: {value!r} is no origin such as https://www.owes.example")
    return plain.removesuffix(":443" if parts.scheme == "https" else ":80")


def network(value: str) -> str:
    """An address or a network."""
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        raise SettingsError(f"DROGOWSKAZ_PROXIES: {value!r} is no address or network") from None


def kept_secret(path: Path) -> str:
    """The secret of this installation, made once, readable by its owner only."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        fresh = secrets.token_hex(32)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
        return fresh
