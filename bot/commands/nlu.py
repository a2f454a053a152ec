"""explain and unanswered: how a text is understood, and which texts were not."""

from __future__ import annotations

import argparse
import csv
import json
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from bot.store import inbox
from bot.store.report import harmless
from bot.store.store import Store
from knowledge.base import load

COLUMNS = ("group", "times", "text", "kind", "created")


def explain(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show what was repaired, lemmas, mentions, the top five, the decision."""
    from bot.engine import training
    from nlu.understander import Understander

    base = load(settings.content)
    understander = Understander.load(training.nlu_folder(training.train(settings.models, base)), base)
    made = understander.understand(" ".join(arguments.text)).as_dict()
    made["intents"] = made["intents"][:5]
    made["ranked_actions"] = made["ranked_actions"][:5]
    print(json.dumps(made, ensure_ascii=False, indent=1, default=list))
    return 0


def unanswered(arguments: argparse.Namespace, settings: Settings) -> int:
    """Messages (masked) that were refused or asked back, in groups of like ones, the largest first."""
    from bot.engine import training
    from nlu.likeness import groups
    from nlu.understander import Understander

    base = load(settings.content)
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    since = datetime.now(UTC) - timedelta(days=arguments.days)
    found = inbox.unanswered(store, since)
    repairer = Understander.load(training.nlu_folder(training.train(settings.models, base)), base).models.repairer
    rows = [
        {"group": number, "times": len(group), **found[n]}
        for number, group in enumerate(groups([repairer.repair(row["text"]).text for row in found]), 1)
        for n in group
    ]
    headings = [base.text(f"unanswered.{name}") for name in COLUMNS]
    if arguments.csv:
        with arguments.csv.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(headings)
            writer.writerows([harmless(str(row[name])) for name in COLUMNS] for row in rows)
        return 0
    table = Table(*headings)
    for row in rows:
        table.add_row(*(str(row[name]) for name in COLUMNS), end_section=False)
    Console(width=max(140, Console().width)).print(table)
    return 0
