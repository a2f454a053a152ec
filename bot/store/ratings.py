"""A thumb on one answer: bound to the conversation that got it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.store.plain import dumps, loads, now
from bot.store.tables import conversation, feedback, turn_log

if TYPE_CHECKING:
    from bot.store.store import Store


def rate(store: Store, key: str, message_id: str, rating: int) -> bool:
    """Keep `rating` (1 or -1) for the answer to `message_id`, in place of an earlier one.

    False, and nothing kept, when this conversation has no such answer among those remembered.
    """
    with store.database.write() as connection:
        # Locked, so that two presses at once leave one row and an erasure leaves none.
        connection.execute(select(conversation.c.key).where(conversation.c.key == key).with_for_update())
        answered = select(turn_log.c.reply).where(turn_log.c.conversation == key, turn_log.c.message_id == message_id)
        reply = connection.scalar(answered)
        if reply is None:
            return False
        about = dumps({**loads(reply).get("card", {}), "message": message_id})
        same = (feedback.c.conversation == key) & (feedback.c.about == about)
        if connection.execute(update(feedback).where(same).values(rating=rating)).rowcount == 0:
            row = {"conversation": key, "created": now(), "rating": rating, "comment": "", "about": about}
            connection.execute(insert(feedback).values(row))
    return True
