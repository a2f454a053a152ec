"""JSON and text as both databases can hold them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def dumps(value: Any) -> str:
    """JSON text of a plain value. Polish letters stay readable; a lone surrogate (no database takes it) is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def loads(text: str) -> Any:
    """The value of JSON text."""
    return json.loads(text)


def clean(text: str) -> str:
    """Text without NUL (PostgreSQL refuses it) and without lone surrogates (nothing encodes them)."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def short(name: str) -> str:
    """An outside identifier (a message id) as an index can hold it: long or odd ones become their digest."""
    if len(name) <= 100 and name.isprintable():
        return name
    return "sha256:" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
