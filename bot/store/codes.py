"""Resume codes: only their HMAC is kept, and wrong tries are counted."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from bot.store.errors import TooManyTries
from bot.store.tables import resume_attempt


@dataclass(frozen=True, slots=True)
class Limits:
    """How many wrong codes are let through within `window`: by one conversation, and by all together."""

    own: int = 5
    overall: int = 200
    window: timedelta = timedelta(minutes=15)


def plain_code(code: str) -> str:
    """A code as it is compared: case, diacritics and what stands between the words do not count."""
    bare = unicodedata.normalize("NFKD", code.casefold().replace("ł", "l"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[^\W\d_]+|\d+", letters))


def digest(secret: bytes, code: str) -> str:
    """What is stored instead of a code: 64 hex digits."""
    return hmac.new(secret, b"resume:" + plain_code(code).encode(), hashlib.sha256).hexdigest()


def check_tries(connection: Connection, key: str, limits: Limits, now: datetime) -> None:
    """Raise TooManyTries when the limit of this conversation or of all together is reached."""
    recent = select(func.count()).where(resume_attempt.c.created > now - limits.window)
    own = connection.scalar(recent.where(resume_attempt.c.conversation == key)) or 0
    if own >= limits.own or (connection.scalar(recent) or 0) >= limits.overall:
        raise TooManyTries(int(limits.window.total_seconds()))


def count_wrong(connection: Connection, key: str, limits: Limits, now: datetime) -> None:
    """Count one wrong code, and forget those that count no more."""
    connection.execute(delete(resume_attempt).where(resume_attempt.c.created <= now - limits.window))
    connection.execute(insert(resume_attempt).values(conversation=key, created=now))
