"""Punctuation said aloud."""

from __future__ import annotations

import pytest

from nlu.polish.dictation import punctuated


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("dzień dobry przecinek jakie są obszary znak zapytania", "dzień dobry, jakie są obszary?"),
        ("dodaj trzecie i piąte kropka", "dodaj trzecie i piąte."),
        ("dodaj dwa kropka jeden kropka dziękuję", "dodaj dwa kropka jeden. dziękuję"),
        ("cztery przecinek sześć", "cztery przecinek sześć"),
        ("2 kropka 1", "2 kropka 1"),
        ("bez kropek proszę", "bez kropek proszę"),
    ],
)
def test_marks_are_written_and_ids_kept(said: str, written: str) -> None:
    assert punctuated(said) == written
