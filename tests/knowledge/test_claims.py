"""Articles and figures are read from Polish text as a person would look them up."""

from __future__ import annotations

import pytest

from knowledge.claims import articles, figures, legal, says


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("art. 13 ust. 2a, art. 14 ust. 1a", ["art. 13 ust. 2a", "art. 14 ust. 1a"]),
        ("Art. 5 ust. 2 pkt 5 i 7 ustawy", ["art. 5 ust. 2 pkt 5", "art. 5 ust. 2 pkt 7"]),
        ("art. 41e–41g", ["art. 41e", "art. 41f", "art. 41g"]),
        ("art. 18–18a", ["art. 18", "art. 18a"]),
        ("art. 6 ust. 5–7", ["art. 6 ust. 5", "art. 6 ust. 6", "art. 6 ust. 7"]),
        ("UZS22, art. 3, 10 ust. 4, 11 ust. 3]", ["art. 3", "art. 10 ust. 4", "art. 11 ust. 3"]),
        ("art. 18 ust. 2 pkt 9 lit. a", ["art. 18 ust. 2 pkt 9 lit. a"]),
        ("załączniki 2, 4 i 6", ["załącznik 2", "załącznik 4", "załącznik 6"]),
        ("bez artykułu, Dz.U. 2024 poz. 113", []),
    ],
)
def test_articles_are_read_one_by_one(text: str, named: list[str]) -> None:
    assert [article.text for article in articles(text)] == named


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("do 10 000 zł i do 90 dni", [(10000, "zł"), (90, "dzień")]),
        ("co najmniej trzech osób, 30% zatrudnionych", [(3, "osoba"), (30, "%")]),
        ("do 31 maja", [(531, "termin")]),
        ("od 1.06.2025", [(601, "termin"), (2025, "")]),
        ("3–5 lat", [(3, "rok"), (5, "rok")]),
        ("min. 1/2 etatu; miasta powyżej 100 tys. mieszkańców", [(0.5, "pracownik"), (100000, "osoba")]),
        ("art. 16a ust. 4, Dz.U. 2024 poz. 1491, działanie 2.2", []),
        ("dwa różne dokumenty", []),
    ],
)
def test_figures_are_read_with_what_they_count(text: str, read: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == read


LINE = "  - opinia: 30 dni; limit 170 000 zł od 1.01.2026 [potwierdzone: USG24, art. 10f ust. 3, PROG26]"


@pytest.mark.parametrize("text", ["art. 10f ust. 3", "art. 10f"])
def test_a_line_says_an_article_it_names_or_one_that_holds_it(text: str) -> None:
    assert says(LINE, articles(text)[0])


@pytest.mark.parametrize("text", ["art. 10f ust. 4", "art. 10", "art. 3", "art. 10e"])
def test_a_line_does_not_say_other_articles(text: str) -> None:
    assert not says(LINE, articles(text)[0])


@pytest.mark.parametrize(("text", "there"), [
    ("30 dni", True), ("170 tys. zł", True), ("1 stycznia 2026 r.", True), ("30 lat", False), ("14 dni", False),
    ("130 000 zł", False), ("3 lata", False),
])  # fmt: skip
def test_a_line_says_a_figure_in_the_same_unit(text: str, there: bool) -> None:
    assert says(LINE, figures(text)[0]) is there


@pytest.mark.parametrize(("text", "found"), [
    ("Wniosek z art. 19a", "art. 19a"), ("Zob. Dz.U. 2024 poz. 113", "Dz.U. 2024 poz. 113"), ("wkład 20%", "20%"),
    ("dotacja do 10 000 zł", "10 000 zł"), ("plan na 6–12 miesięcy", None), ("działanie 4.5", None),
])  # fmt: skip
def test_what_needs_a_source_is_seen_in_plain_text(text: str, found: str | None) -> None:
    assert legal(text) == found
