"""The commands of the bot, as Polish words that the conversation understands."""

from __future__ import annotations

from telegram import BotCommand

from knowledge.base import Base

COMMANDS = ("start", "pomoc", "obszary", "wybor", "karta", "prywatnosc", "usun_dane", "nowa")


def meant(base: Base, text: str) -> str:
    """What a command says in words; any other text as it is. A command may name the bot: /pomoc@some_bot."""
    if not text.startswith("/"):
        return text
    name = text.split(maxsplit=1)[0][1:].partition("@")[0].lower()
    return base.text(f"telegram.say.{name}") if name in COMMANDS else text


def listed(base: Base) -> list[BotCommand]:
    """As registered with Telegram."""
    return [BotCommand(name, base.text(f"telegram.command.{name}")) for name in COMMANDS]
