"""explain: how a text is understood."""

from __future__ import annotations

import argparse
import json

from bot.settings import Settings
from knowledge.base import load


def explain(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show what was repaired, lemmas, mentions, the top five, the decision."""
    from bot.engine import training
    from nlu.understander import Understander

    base = load()
    understander = Understander.load(training.nlu_folder(training.train(settings.models, base)), base)
    made = understander.understand(" ".join(arguments.text)).as_dict()
    made["intents"] = made["intents"][:5]
    made["ranked_actions"] = made["ranked_actions"][:5]
    print(json.dumps(made, ensure_ascii=False, indent=1, default=list))
    return 0
