"""What an update of Telegram means to us: few kinds, plain values that survive a restart as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from telegram import CallbackQuery, Chat, Message, Update

from bot.front.masking import mask

TAKEN = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
"""The kinds of updates we ask Telegram for."""


@dataclass(frozen=True)
class Incoming:
    """One update.

    `kind`: "text", "press" (a button), "edited", "other" (no text), "group", or "none" (nothing to answer). `chat` is
    the chat's number. `text` is masked, or the payload of the button. `callback` and `message` name the press and the
    message that holds the button; `keys` is its keyboard as rows of (title, payload).
    """

    update: int
    chat: int
    kind: str
    text: str = ""
    callback: str = ""
    message: int = 0
    keys: list[list[tuple[str, str]]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """From what plain() gave."""
        keys = [[(str(title), str(payload)) for title, payload in row] for row in data.get("keys", [])]
        return cls(**{**data, "keys": keys})


def incoming(update: Update) -> Incoming:
    """The meaning of an update."""
    number = update.update_id
    if update.callback_query is not None:
        return _press(number, update.callback_query)
    if update.my_chat_member is not None:
        member = update.my_chat_member
        there = member.new_chat_member.status in ("member", "administrator")
        return Incoming(number, member.chat.id, "group" if there and _many(member.chat) else "none")
    if update.channel_post is not None:
        return Incoming(number, update.channel_post.chat.id, "group")
    said = update.message or update.edited_message
    if said is None:
        return Incoming(number, 0, "none")
    if _many(said.chat):
        return Incoming(number, said.chat.id, "none" if _news(said) else "group")
    if update.edited_message is not None:
        return Incoming(number, said.chat.id, "edited")
    if said.text is None:
        return Incoming(number, said.chat.id, "none" if _news(said) else "other")
    return Incoming(number, said.chat.id, "text", mask(said.text))


def _press(number: int, query: CallbackQuery) -> Incoming:
    held = query.message
    chat = held.chat.id if held is not None else query.from_user.id
    if held is not None and _many(held.chat):
        return Incoming(number, chat, "group", callback=query.id)
    keys: list[list[tuple[str, str]]] = []
    if isinstance(held, Message) and held.reply_markup is not None:
        keys = [[(key.text, str(key.callback_data or "")) for key in row] for row in held.reply_markup.inline_keyboard]
    message = held.message_id if held is not None else 0
    return Incoming(number, chat, "press", query.data or "", query.id, message, keys)


def _many(chat: Chat) -> bool:
    return chat.type in (Chat.GROUP, Chat.SUPERGROUP, Chat.CHANNEL)


def _news(said: Message) -> bool:
    """News about the chat itself, such as who left; nobody said anything."""
    return bool(said.left_chat_member or said.new_chat_members or said.pinned_message or said.new_chat_title)
