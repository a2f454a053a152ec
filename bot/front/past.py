"""What was said, cut to what a page does not have yet."""

from __future__ import annotations

from typing import Any


def after(past: list[dict[str, Any]], since: str) -> dict[str, Any]:
    """{"messages", "reset", "version"}: the messages after the one named `since` and its answer; see Web.history.

    `past`: rows of the store's history, oldest first; a user's row has the message id in its content. Rows of a bot
    belong to the message before them.
    """
    rows, newest = [], None
    for row in past:
        content = dict(row["content"])
        if row["who"] == "user":
            newest = content.pop("id", None)
        rows.append({**row, "content": content, "id": newest})
    places = [place for place, row in enumerate(rows) if since and row["id"] == since]
    unknown = bool(since) and not places
    return {"messages": rows[places[-1] + 1 :] if places else rows, "reset": unknown, "version": newest}
