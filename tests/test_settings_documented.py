"""Every setting stands in the documentation, and no document names a setting that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from bot.settings import CENTRE, PAGES, ROOT

NAME = re.compile(r"`?(DROGOWSKAZ_[A-Z_]+)((?:`(?:, `_[A-Z]+`)+)?)")


def named(text: str) -> set[str]:
    """Settings in a text; "`DROGOWSKAZ_CENTRE_NAME`, `_PHONE`" names two."""
    found = set()
    for first, more in NAME.findall(text):
        stem = first.rpartition("_")[0] if more else ""
        found |= {first, *(stem + end for end in re.findall(r"_[A-Z]+", more))}
    return found


def settings() -> set[str]:
    """All that Settings.from_env reads."""
    read = set(re.findall(r"\"(DROGOWSKAZ_[A-Z_]+)\"", (ROOT / "bot" / "settings.py").read_text("utf-8")))
    return read | {f"DROGOWSKAZ_CENTRE_{n.upper()}" for n in CENTRE} | {f"DROGOWSKAZ_PAGE_{n.upper()}" for n in PAGES}


def texts(*patterns: str) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for pattern in patterns for path in ROOT.glob(pattern)}


def test_the_parser_reads_lists_of_endings() -> None:
    row = "| `DROGOWSKAZ_HOST` | x | `DROGOWSKAZ_CENTRE_NAME`, `_PHONE` | DROGOWSKAZ_WEB=off"
    assert named(row) == {"DROGOWSKAZ_HOST", "DROGOWSKAZ_CENTRE_NAME", "DROGOWSKAZ_CENTRE_PHONE", "DROGOWSKAZ_WEB"}


def test_documents_name_only_settings_that_are_there() -> None:
    for path, text in texts("docs/**/*.md", "deploy/*", "README.md").items():
        unknown = {name for name in named(text) if name not in settings() and not name.endswith("_")}
        assert not unknown, f"{path.name}: {sorted(unknown)}"


def test_every_setting_is_documented() -> None:
    written = {name for text in texts("docs/**/*.md").values() for name in named(text)}
    assert settings() - written == set()
