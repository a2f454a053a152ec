"""Splitting, keyboards, boxes."""

from __future__ import annotations

import pytest

from bot.front.telegram import boxes
from bot.front.telegram.drawing import draw
from bot.front.telegram.splitting import split, units
from bot.settings import Settings, SettingsError


def test_long_texts_are_cut_at_ends_of_sentences_and_lose_no_word():
    text = " ".join(f"Zdanie numer {n} o spółdzielni." for n in range(900))
    pieces = split(text)
    assert len(pieces) > 5
    assert all(units(piece) <= 3500 and piece.endswith(".") for piece in pieces)
    assert " ".join(pieces).split() == text.split()
    assert "".join(split("😀" * 5000)) == "😀" * 5000
    assert split("  ") == []


def test_html_is_escaped_and_long_titles_stand_alone(base):
    buttons = [
        {"title": t, "payload": f"/{n}"}
        for n, t in enumerate(["Tak", "Nie", "Bardzo długi napis na przycisku", "Może"])
    ]
    buttons.append({"title": "za długie", "payload": "/" + "x" * 64})
    card = {"kind": "help"}
    [part] = draw(base, {"texts": ["a < b & c > d"], "buttons": buttons, "card": card, "extras": {}})
    assert part.text == "a &lt; b &amp; c &gt; d"
    assert [len(row) for row in part.keys] == [2, 1, 1]


def test_boxes_toggle_and_what_was_chosen_stays(base):
    rows = [{"id": "2.1", "name": "a"}, {"id": "2.2", "name": "b", "selected": True}]
    keys = boxes.boxes(base, rows)
    once = boxes.toggled(keys, "x:2.1")
    assert once is not None
    assert boxes.ticked(once) == ["2.1"]
    assert boxes.toggled(once, "x:2.1") == keys
    assert boxes.toggled(keys, "x:9.9") is None
    assert boxes.without(once) == []


def test_wrong_settings_are_named(tmp_path):
    for name, value in (("MODE", "pull"), ("MODE", "webhook"), ("SECRET", "ą"), ("API_BASE", "ftp://x")):
        with pytest.raises(SettingsError, match="DROGOWSKAZ_TELEGRAM_"):
            Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path), f"DROGOWSKAZ_TELEGRAM_{name}": value})
