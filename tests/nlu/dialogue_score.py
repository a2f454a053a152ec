"""How the whole dialogue answers single texts of other authors: the card of the first reply against what they meant.

Run as `python -m tests.nlu.dialogue_score [FILE ...] [--noise NAME] [--wrong]`. Files are lists of {text, kind, ids,
facet, context}; `context` is said first. Texts are never printed, only figures. "One click" is right, or the right id
behind one of the reply's buttons. A refused off-topic text is `out_of_scope` or `help`.
"""

from __future__ import annotations

import argparse
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.surroundings import Surroundings
from actions.talk import talk
from bot.engine import training
from bot.settings import Settings
from nlu.evaluate import NOISES, Text, texts
from nlu.understander import Understander

FOLDER = Path(__file__).parent
DEFAULT = ("other_author.yml", "second_author.yml", "third_author.yml")
REFUSED = ("out_of_scope", "help")
ONE_OF = ("action", "area", "glossary")
"""Kinds whose first id must be the meant one; for the others the kind decides."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A text, the card of the first reply, and the ids behind its buttons."""

    meant: Text
    card: dict[str, Any]
    buttons: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether the first reply is what was meant."""
        wanted, card = self.meant, self.card
        if wanted.kind == "out_of_scope":
            return card["kind"] in REFUSED
        if card["kind"] != wanted.kind or (wanted.facet and card["facet"] != wanted.facet):
            return False
        return wanted.kind not in (*ONE_OF, "facet") or not wanted.ids or card["ids"][:1] == list(wanted.ids[:1])

    @property
    def one_click(self) -> bool:
        """Right, or one button away."""
        return self.right or bool(self.meant.ids and self.meant.ids[0] in self.buttons)


class Core:
    """The core of the bot in a folder of its own; every text begins a conversation."""

    def __init__(self, folder: str) -> None:
        settings = Settings.from_env({"DROGOWSKAZ_DATA": folder})
        self.around = Surroundings.make(settings)
        self.around.store.migrate()
        models = Path(__file__).parents[2] / "var" / "models"
        base = self.around.base
        self.understander = Understander.load(training.nlu_folder(training.train(models, base)), base)

    def answer(self, meant: Text, text: str) -> Answered:
        """The first reply to a text."""
        key = uuid.uuid4().hex
        for said in (meant.context, text):
            if said is not None:
                reply = talk(self.around, key, said, self.understander.understand(said))
        ids = (part for button in reply["buttons"] for part in button["payload"].split()[1:])
        return Answered(meant, reply["card"], frozenset(ids))


def report(rows: Iterable[Answered], wrong: bool) -> list[str]:
    """A line per kind: right, one click, and what was answered instead."""
    kinds: dict[str, list[Answered]] = {}
    for row in rows:
        kinds.setdefault(row.meant.kind, []).append(row)
    lines = []
    for kind, found in sorted(kinds.items()):
        right, click = sum(r.right for r in found), sum(r.one_click for r in found)
        line = f"{kind:18} {right}/{len(found)} = {right / len(found):.1%}, one click {click / len(found):.1%}"
        if wrong:
            missed = Counter(r.card["kind"] + ("*" if r.one_click else "") for r in found if not r.right)
            line += "  " + ", ".join(f"{name} {times}" for name, times in missed.most_common(8))
        lines.append(line)
    return lines


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", default=[str(FOLDER / name) for name in DEFAULT])
    options.add_argument("--noise", choices=NOISES, default="as written")
    options.add_argument("--wrong", action="store_true", help="which kinds were answered instead (* one click away)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        core = Core(folder)
        for name in chosen.files:
            rows = [core.answer(row, NOISES[chosen.noise](row.text)) for row in texts(Path(name))]
            print(f"{Path(name).name}, {chosen.noise}")
            print("\n".join("  " + line for line in report(rows, chosen.wrong)))


if __name__ == "__main__":
    main()
