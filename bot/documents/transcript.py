"""A conversation as a document: what was said, by whom and when, as PDF/UA-1 or one page of HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.documents.card import HERE
from bot.documents.typesetting import typeset
from bot.documents.view import plain
from knowledge.base import Base

WORDS = "document.transcript."
KEPT = 200
"""Messages that are kept at most (see `bot.store.transcript`); with so many, earlier ones may be gone."""


def view(base: Base, past: Sequence[Mapping[str, Any]], when: datetime, centre: Mapping[str, str]) -> dict[str, Any]:
    """What the document says, JSON-ready. `past`: rows {"who", "content", "created" (ISO UTC)}, oldest first.

    A user's content is {"text"} or {"press": payload}; a bot's has "texts" and "buttons". `when` is local time.
    """
    words = {key.removeprefix(WORDS): str(text) for key, text in base.texts.items() if key.startswith(WORDS)}
    titles: dict[str, str] = {}
    days: list[dict[str, Any]] = []
    for row in past:
        content, moment = row["content"], datetime.fromisoformat(row["created"]).astimezone(when.tzinfo)
        mine = row["who"] == "user"
        if mine:
            press = content.get("press", "")
            said = [content.get("text") or titles.get(press) or words["press"]]
        else:
            said = [text for text in content.get("texts", []) if text]
            titles |= {button["payload"]: button["title"] for button in content.get("buttons", [])}
        day = f"{moment:%d.%m.%Y}"
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "said": []})
        speaker = words["user"] if mine else words["bot"]
        days[-1]["said"].append({"who": speaker, "mine": mine, "time": f"{moment:%H:%M}", "texts": said})
    return {
        "words": words,
        "title": words["title"],
        "intro": base.text("document.transcript.intro", when=f"{when:%d.%m.%Y, %H:%M}", **centre),
        "cut": words["cut"] if len(past) >= KEPT else "",
        "days": days,
    }


def pdf(base: Base, view: dict[str, Any]) -> bytes:
    """The conversation as a tagged A4 PDF (PDF/UA-1), without signs that its fonts cannot print."""
    days = [
        {**day, "said": [{**one, "texts": [plain(text) for text in one["texts"]]} for one in day["said"]]}
        for day in view["days"]
    ]
    return typeset("transcript.typ", {**view, "intro": plain(view["intro"]), "days": days}, base)[0]


def html(base: Base, view: dict[str, Any]) -> bytes:
    """The conversation as one page of HTML without scripts."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template("transcript.html").render(view).encode()


MAKERS: dict[str, Callable[[Base, dict[str, Any]], bytes]] = {"pdf": pdf, "html": html}
"""Format: maker. Media types are those of the card's formats."""
