"""preview: what users would see of the content."""

from __future__ import annotations

import argparse

from bot.settings import Settings
from knowledge.base import load


def preview(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print an action with all its facets, or an area, or a term, as a user would read it."""
    from actions.preview import shown

    for text in shown(load(), arguments.id, settings.shown):
        print(f"{text}\n")
    return 0
