"""digest: new choices and what people left, by e-mail to the advisers."""

from __future__ import annotations

import argparse
import sys

from bot.post import delivery, letters
from bot.post.mail import PostError
from bot.settings import Settings
from bot.store import outbox
from bot.store.store import Store
from knowledge.base import load

NOT_SENT = 8


def digest(arguments: argparse.Namespace, settings: Settings) -> int:
    """Send what is new, or print it. Exit code 8 when the mail server did not take it: it goes out next time."""
    base = load(settings.content)
    with Store(settings.database_url, secret=settings.secret) as store:
        store.migrate()
        if arguments.show:
            choices = outbox.new_choices(store)
            letter = letters.digest(base, choices, settings.shown)
            print(f"{letter.subject}\n\n{letter.body}" if choices else base.text("post.digest.none"))
            return 0
        try:
            left = delivery.handovers(settings, base, store)
            chosen = delivery.digest(settings, base, store)
        except PostError as error:
            print(f"drogowskaz: {error}", file=sys.stderr)
            return NOT_SENT
    if left:
        print(base.text("post.handover.sent", count=left))
    print(base.text("post.digest.sent", count=chosen) if chosen else base.text("post.digest.none"))
    return 0
