"""Style of the content: every text is read, and every check is shown to catch a planted fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any

import pytest
import yaml

from knowledge.base import CONTENT, load


@dataclass(frozen=True)
class Text:
    """A text of the content: its file, the names on the way to it (joined by dots), and itself."""

    file: str
    place: str
    text: str

    @property
    def field(self) -> str:
        return self.place.rpartition(".")[2]


Check = Callable[[Text], Iterator[str]]

# Identifiers are no prose; aliases and phrases are people's words, to be recognised and never said; source_text is a
# quotation of the results table.
NO_PROSE = {
    "id",
    "ids",
    "slug",
    "code",
    "source",
    "also",
    "related",
    "starters",
    "roles",
    "area",
    "certainty",
    "edition",
}
QUOTED = {"aliases", "phrases", "source_text"}


def texts(data: Any, file: str, place: str = "") -> Iterator[Text]:
    if isinstance(data, str):
        yield Text(file, place, data)
    elif isinstance(data, list):
        for item in data:
            yield from texts(item, file, place)
    elif isinstance(data, dict):
        for key, value in data.items():
            # A key of texts/ has dots of its own; they are part of one name.
            name = str(key).replace(".", "/") if file.startswith("texts/") else str(key)
            yield from texts(value, file, f"{place}.{name}".lstrip("."))


ALL = [
    text
    for path in sorted(CONTENT.rglob("*.yml"))
    for text in texts(yaml.safe_load(path.read_bytes()), path.relative_to(CONTENT).as_posix())
    if text.field not in NO_PROSE
]

LIMITS = {"what": 380, "short": 220, "text": 240, "name": 70, "title": 260}
SENTENCE = 32  # words


def length(text: Text) -> Iterator[str]:
    """Characters: by field in records, 600 in fixed texts, 400 elsewhere."""
    most = 600 if text.file.startswith("texts/") else LIMITS.get(text.field, 400)
    if len(text.text) > most:
        yield f"{len(text.text)} characters, at most {most}"


def placeholders(text: Text) -> Iterator[str]:
    """Braces stand in fixed texts only, in pairs, around plain names; nothing is left to be written."""
    if left := re.search(r"\b(TODO|FIXME|XXX+|TBD|lorem)\b|\?\?\?|<[a-zżźćśńłóęą ]+>", text.text, re.IGNORECASE):
        yield f"unfinished: {left[0]}"
    if not text.file.startswith("texts/"):
        if re.search(r"[{}]", text.text):
            yield "braces outside texts/"
        return
    try:
        for _, name, spec, conversion in Formatter().parse(text.text):
            if name is not None and (not name.isidentifier() or spec or conversion):
                yield f"not a plain name: {{{name}}}"
    except ValueError as error:
        yield f"braces: {error}"


ORDERS = (
    r"\b(kliknij|wpisz|wybierz|napisz|podaj|sprawdź|zobacz|patrz|pamiętaj|zapytaj|przejdź|użyj|powiedz|skontaktuj|"
    r"zadzwoń|zapisz|dodaj|usuń|odpowiedz|spróbuj|opisz|zacznij|wróć|poczekaj|przygotuj|ustal)\b"
)
ADDRESS = [
    r"\b(ty|ciebie|tobie|tobą|cię|twój|twoj\w+|twoi\w*|twego|twemu|twym\w*)\b",
    r"\b(?!Tomasz\b|Łukasz\b)\w{3,}[aeiy]sz\b",  # możesz, chcesz, musisz, potrzebujesz …
    r"\b(masz|wiesz|jesteś|zechciej|powinieneś|powinnaś)\b|\b\w+(łeś|łaś)\b",
    ORDERS,
    r"\b(kliknijcie|wpiszcie|wybierzcie|możecie|chcecie|musicie|macie|wasz\w*|wam|wami)\b",
    r"\b(?-i:Pan|Pani|Pana|Panu|Panią|Panie)\b",
    r"\bproszę (?-i:państwa|pana|pani)\b|\b(?-i:państwo|państwu) (mog|chc|mus|maj|są|będ)\w*",
]


def address(text: Text) -> Iterator[str]:
    """People are addressed as "Państwo" in capitals, or not at all; never "ty", "wy", "Pan" or "Pani".

    What people say themselves is left out: words in quotation marks, and orders on buttons.
    """
    if text.field in QUOTED:
        return
    said = re.sub(r"„[^”]*”", "", text.text)
    for pattern in ADDRESS:
        if pattern is ORDERS and text.file == "texts/buttons.yml":
            continue
        if found := re.search(pattern, said, re.IGNORECASE):
            yield f"form of address: {found[0]}"


ABBREVIATED = re.compile(r"\b(art|ust|pkt|poz|np|m\.in|tzw|lit|nr|tj|r|zł|tys|godz|ul)\.(?=\s+\S)")


def sentences(text: str) -> list[str]:
    """Sentences and lines; a dot after a usual abbreviation ends none unless a capital follows."""
    whole = re.sub(ABBREVIATED.pattern + r"(?!\s+[A-ZŻŹĆŚŁÓŃ])", r"\1", text)
    return [part for part in re.split(r"(?<=[.!?…])[”)]?\s+(?=\S)|\n", whole) if part.strip()]


def sentence_length(text: Text) -> Iterator[str]:
    if text.field in QUOTED or text.field == "code/words":
        return
    for sentence in sentences(text.text):
        count = len(re.findall(r"[^\W_][\w.,–/-]*", sentence))
        if count > SENTENCE:
            yield f"a sentence of {count} words, at most {SENTENCE}: {sentence[:60]}"


# What the bot must not say (facts, chapter 5 D). A "nie" right before the verb makes the sentence true.
GMINA = r"\b(gmin[aeyęą]|samorząd|JST|wójt|rada)\b"
PROMISES = {
    "an order for PES without a tender": r"\b(PES|podmiot\w* ekonomii społecznej)\b.*(?<!\bnie )\b(mogą|może|dosta\w+|otrzym\w+)\b.*"
    r"\b(zamówie\w+\b.*bez przetargu|bez przetargu\b.*zamówie\w+)",
    "the old threshold": r"^(?!.*(dawn|było|wcześniej|nieaktualn|w tekście z 2024|do końca 2025)).*\b130([  .]?000|[  ]tys)",
    "a commune that founds": rf"{GMINA}.*(?<!\bnie )\b((może|mogą|powinna) (\w+ )?(założyć|utworzyć|powołać|ustanowić)|zakłada|założy|ustanawia|"
    r"utworzy|tworzy|powołuje)\b (\w+ ){0,3}(fundacj|stowarzyszeni[ae]\b)",
    "a programme of years for the yearly one": r"wieloletni\w*\b.*(?<!\bnie )\b(zastępuje|zastąpi|zastępować|zwalnia)\b.*\broczn",
    "a social cooperative as OPP": r"spółdzieln\w+ socjaln\w+.*(?<!\bnie )\b(może|mogą) (\w+ )?(być|zostać|stać się|mieć|uzyskać|dostać)\b.*"
    r"(\bOPP\b|pożytku publicznego)",
    "a way of its own for social services": r"ustaw\w+ o ekonomii społecznej.*(?<!\bnie )\b(daje|wprowadza|przewiduje|zawiera|tworzy|określa)\b.*"
    r"\b(osobn|odrębn|własn|specjaln)\w+ tryb",
    "money by an agreement": r"\b(?<!\bnie )wystarcz\w+ (\w+ ){0,2}(porozumieni\w+|list intencyjny)\b.*(pieni|dotacj|środk)|"
    r"\b(porozumieni\w+|list intencyjny)\b.*(?<!\bnie )\bwystarcz\w+\b.*(pieni|dotacj|środk)",
    "a guarantee": r"\b(gwarantujemy|obiecujemy|gwarancj\w+ (dotacji|sukcesu)|na pewno (się uda|dostan|otrzyma|wygra)\w*|zawsze dostan\w+)",
}  # fmt: skip


def promises(text: Text) -> Iterator[str]:
    if text.field in QUOTED:
        return
    for sentence in sentences(text.text):
        for name, pattern in PROMISES.items():
            if re.search(pattern, sentence, re.IGNORECASE):
                yield f"{name}: {sentence[:80]}"


CAPITALS = re.compile(r"\b[A-ZŻŹĆŚŁÓŃĄĘ]{2,}\b")
EVERYDAY = {
    "REGON", "PESEL",  # numbers everyone in Poland has or meets
    "VAT", "PIT",  # taxes, known by these names only
    "UD",  # part of the number of a bill
    "UTF", "UTC", "CSV", "XLSX", "PDF", "SVG", "PNG",  # formats and clocks, in messages to the centre's own people
}  # fmt: skip
BASE = load()
EXPLAINED = EVERYDAY | {
    word
    for record in (*BASE.terms.values(), *BASE.tools.values())
    for name in (record.name, *record.aliases)
    for word in CAPITALS.findall(name)
}


def abbreviations(text: Text) -> Iterator[str]:
    """Words in capitals stand in the glossary, as names or aliases. Headings in capitals are quotations."""
    if text.field in QUOTED or text.field == "link":
        return
    yield from (f"not in the glossary: {word}" for word in CAPITALS.findall(text.text) if word not in EXPLAINED)


LINK = re.compile(r"https://([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/[^\s<>\"{}|\\^`]*)?")


def links(text: Text) -> Iterator[str]:
    found = [text.text] if text.field == "link" else re.findall(r"\S*://\S+|\bwww\.\S+", text.text)
    for link in found:
        if not LINK.fullmatch(link) or link[-1] in ".,;":
            yield f"not a well-formed https link: {link}"


CHECKS: list[Check] = [length, placeholders, address, sentence_length, promises, abbreviations, links]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_content_passes(check: Check) -> None:
    faults = [f"{text.file} › {text.place}: {fault}" for text in ALL for fault in check(text)]
    assert not faults, "\n".join(faults)


def test_every_file_is_read() -> None:
    assert {text.file for text in ALL} == {p.relative_to(CONTENT).as_posix() for p in CONTENT.rglob("*.yml")} - {
        "meta.yml"
    }
    assert len(ALL) > 3000


def test_variants_of_a_text_take_the_same_values() -> None:
    for key, found in BASE.texts.items():
        names = {
            frozenset(n for _, n, _, _ in Formatter().parse(t) if n)
            for t in ([found] if isinstance(found, str) else found)
        }
        assert len(names) == 1, f"{key}: {names}"


def test_everyday_abbreviations_are_not_in_the_glossary() -> None:
    explained = {w for t in BASE.terms.values() for name in (t.name, *t.aliases) for w in CAPITALS.findall(name)}
    assert not EVERYDAY & explained


def fixed(text: str) -> Text:
    return Text("texts/planted.yml", "planted", text)


def record(text: str, field: str = "text") -> Text:
    return Text("actions/9.9.yml", field, text)


WRONG: list[tuple[Check, Text]] = [
    (length, record("a" * 381, "what")), (length, record("a" * 221, "short")), (length, record("a" * 241, "legal.text")),
    (length, fixed("a" * 601)), (length, record("a" * 401, "purpose")),
    (placeholders, fixed("Działanie {name")), (placeholders, fixed("Działanie name}")), (placeholders, fixed("{to jest}")),
    (placeholders, fixed("Działanie {}")), (placeholders, fixed("{a.b}")), (placeholders, fixed("{count:d}")),
    (placeholders, record("Gmina {name} działa.")), (placeholders, record("TODO: dopisać.")), (placeholders, record("<nazwa>")),
    (address, fixed("Twój wybór jest zapisany.")), (address, fixed("Teraz możesz wybrać.")), (address, fixed("Czego potrzebujesz?")),
    (address, fixed("Kliknij przycisk.")), (address, fixed("Wpisz numer.")), (address, fixed("Co wybrałeś?")),
    (address, fixed("Możecie zacząć.")), (address, fixed("Czy może Pan powtórzyć?")), (address, fixed("Czy państwo chcą zapisać?")),
    (address, record("Więcej mówi 4.1 (zobacz działanie 4.1).")), (address, fixed("Masz pytania?")),
    (sentence_length, record("słowo " * 33)), (sentence_length, fixed("Krótko. " + "słowo " * 33 + "itd.")),
    (promises, record("PES mogą dostać zamówienie bez przetargu.")), (promises, record("PES otrzyma bez przetargu każde zamówienie.")),
    (promises, record("Próg to 130 tysięcy.")), (promises, record("Próg wynosi 130 000 zł.")),
    (promises, record("Gmina może założyć fundację.")), (promises, record("Samorząd zakłada stowarzyszenie.")),
    (promises, record("Program wieloletni zastępuje roczny.")), (promises, record("Spółdzielnia socjalna może być OPP.")),
    (promises, record("Ustawa o ekonomii społecznej daje osobny tryb zlecania usług społecznych.")),
    (promises, record("Wystarczy porozumienie, by przekazać pieniądze organizacji.")),
    (promises, record("Samo porozumienie wystarczy, aby przekazać dotację.")), (promises, record("Dotację na pewno dostaną wszyscy.")),
    (abbreviations, record("Pomaga w tym ABCD.")),
    (links, record("http://isap.sejm.gov.pl/akt", "link")), (links, record("https://bez kropki", "link")),
    (links, fixed("Więcej: http://przyklad.pl.")), (links, fixed("Więcej: www.przyklad.pl")), (links, fixed("Więcej: https://przyklad.pl.")),
]  # fmt: skip

RIGHT: list[tuple[Check, Text]] = [
    (length, record("a" * 240)), (length, fixed("a" * 600)),
    (placeholders, fixed("Działanie {name}: {count} z {all_of}.")),
    (address, fixed("Proszę wybrać działanie albo napisać, czego Państwo potrzebują.")),
    (address, fixed("Proszę napisać „dodaj 2.1”.")), (address, Text("texts/buttons.yml", "button/add", "Dodaj")),
    (address, record("Fundusz Pracy i Skarb Państwa.")), (address, record("Twoje konto", "aliases")),
    (sentence_length, record("Zob. art. 5 ust. 2 ustawy. " * 20)), (sentence_length, record("słowo " * 32)),
    (promises, record("Program wieloletni nie zastępuje rocznego.")), (promises, record("Spółdzielnia socjalna nie może być OPP.")),
    (promises, record("Sprawy wszczęte wcześniej idą według dawnego progu 130 000 zł.")),
    (promises, record("Gmina nie może założyć fundacji.")), (promises, record("Samo porozumienie nie wystarczy, by przekazać pieniądze.")),
    (promises, record("Ustawa o ekonomii społecznej nie daje osobnego trybu.")),
    (abbreviations, record("PES i JST podają REGON.")), (links, record("https://api.sejm.gov.pl/eli/acts/DU/2024/113", "link")),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text"), WRONG, ids=lambda v: getattr(v, "__name__", None) or v.text[:40])
def test_planted_fault_is_found(check: Check, text: Text) -> None:
    assert list(check(text))


@pytest.mark.parametrize(("check", "text"), RIGHT, ids=lambda v: getattr(v, "__name__", None) or v.text[:40])
def test_good_text_passes(check: Check, text: Text) -> None:
    assert not list(check(text))


def test_every_check_and_every_promise_has_a_planted_fault() -> None:
    assert {check.__name__ for check, _ in WRONG} == {check.__name__ for check in CHECKS}
    planted = [text.text for check, text in WRONG if check is promises]
    for name, pattern in PROMISES.items():
        assert any(re.search(pattern, text, re.IGNORECASE) for text in planted), name
