"""Export and import: nothing lost, every fault named by its place, only what changed is written."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from knowledge.base import CONTENT, load
from knowledge.editing import content, export
from knowledge.editing.diff import prepare
from knowledge.editing.read import CellFault, EditingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of the shipped content, made once."""
    path = tmp_path_factory.mktemp("book") / "base.xlsx"
    export.to_xlsx(content.read(CONTENT), path)
    return path


class Book:
    """A workbook to spoil: cells by sheet title, row and heading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def column(self, sheet: str, heading: str) -> int:
        return [c.value for c in self.book[sheet][1]].index(heading) + 1

    def row(self, sheet: str, *first: str) -> int:
        """The first row that begins with these cells."""
        found = self.book[sheet].iter_rows(values_only=True)
        return next(n for n, row in enumerate(found, 1) if row[: len(first)] == first)

    def get(self, sheet: str, row: int, heading: str) -> Any:
        return self.book[sheet].cell(row, self.column(sheet, heading)).value

    def put(self, sheet: str, row: int, heading: str, value: object) -> None:
        self.book[sheet].cell(row, self.column(sheet, heading)).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture
def book(shipped: Path, tmp_path: Path) -> Book:
    return Book(Path(shutil.copy(shipped, tmp_path / "base.xlsx")))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def faults(folder: Path, edited: Path) -> list[CellFault]:
    before = snapshot(folder)
    with pytest.raises(EditingError) as caught:
        prepare(folder, edited)
    assert snapshot(folder) == before
    return caught.value.faults


def test_an_untouched_workbook_changes_nothing(folder: Path, shipped: Path, tmp_path: Path) -> None:
    before = snapshot(folder)
    made = prepare(folder, shipped)
    assert (made.lines, made.files) == ((), {})
    assert made.write(tmp_path / "var") is None
    assert snapshot(folder) == before
    assert not (tmp_path / "var").exists()


def test_untouched_csv_files_change_nothing(folder: Path, tmp_path: Path) -> None:
    export.to_csv(content.read(folder), tmp_path / "csv")
    made = prepare(folder, tmp_path / "csv")
    assert (made.lines, made.files) == ((), {})
    raw = (tmp_path / "csv" / "Działania.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfNumer;")
    assert b";" in raw.splitlines()[0]


def test_twelve_faults_are_all_listed_with_their_places(folder: Path, book: Book) -> None:
    long = "x" * 221
    book.put("Działania", 2, "W skrócie", long)
    book.put("Działania", 3, "Na czym polega", None)
    book.put("Działania", 4, "Powiązane działania", "1.1, 9.9")
    book.put("Działania", 5, "Miesiące od", "kilka")
    book.put("Informacje", 2, "Pewność", "na pewno")
    legal = book.row("Informacje", "2.1", "prawo")
    book.put("Informacje", legal, "Źródło", "NIEMA99")
    book.put("Informacje", legal + 1, "Numer", None)
    terms = book.book["Słowniczek"]
    terms.append([cell.value for cell in terms[2]])
    book.put("Odpowiedzi na potrzeby", 2, "Waga", "1,5")
    book.put("Narzędzia", 2, "Firma", "może")
    book.put("Źródła", 2, "Odnośnik", "strona")
    book.book["Trudności"].cell(1, 9).value = "Notatki"
    found = faults(folder, book.save())
    places = {(f.sheet, f.row, f.column) for f in found}
    planted = {
        ("Działania", 2, "W skrócie"), ("Działania", 3, "Na czym polega"), ("Działania", 4, "Powiązane działania"),
        ("Działania", 5, "Miesiące od"), ("Informacje", 2, "Pewność"), ("Informacje", legal, "Źródło"),
        ("Informacje", legal + 1, "Numer"), ("Słowniczek", terms.max_row, "Identyfikator"),
        ("Odpowiedzi na potrzeby", 2, "Waga"), ("Narzędzia", 2, "Firma"), ("Źródła", 2, "Odnośnik"),
        ("Trudności", 1, "Notatki"),
    }  # fmt: skip
    assert places == planted
    assert len(found) == 12
    assert all(f.message.endswith(".") for f in found)


def test_three_edits_change_exactly_those(folder: Path, book: Book, tmp_path: Path) -> None:
    before, old = snapshot(folder), load(folder)
    book.put("Działania", book.row("Działania", "2.1"), "W skrócie", "=Nowe, krótkie zdanie.")
    book.book["Działania"].cell(
        book.row("Działania", "2.1"), book.column("Działania", "W skrócie")
    ).data_type = "s"  # fmt: skip
    row = book.row("Słowniczek", "dokumenty", "strategia-rozwoju-gminy")
    book.put("Słowniczek", row, "Nazwa", "Strategia gminy")
    step = book.row("Listy", "1.1", "kroki")
    book.put("Listy", step, "Treść", "Zebrać zespół.")
    made = prepare(folder, book.save())
    assert len(made.lines) == 3
    assert made.lines[0].startswith("zmieniono: Działania › 1.1 › kroki 1: ")
    assert made.lines[1].startswith("zmieniono: Działania › 2.1 › W skrócie: ")
    assert made.lines[2].endswith("Nazwa: „Strategia rozwoju gminy” → „Strategia gminy”")
    assert snapshot(folder) == before
    backup = made.write(tmp_path / "var")
    assert backup is not None
    with zipfile.ZipFile(backup) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == before
    after, new = snapshot(folder), load(folder)
    assert {n for n in after if after[n] != before[n]} == {
        "actions/1.1.yml",
        "actions/2.1.yml",
        "glossary/dokumenty.yml",
    }
    assert after.keys() == before.keys()
    assert new.actions["2.1"] == old.actions["2.1"].model_copy(update={"short": "=Nowe, krótkie zdanie."})
    steps = ("Zebrać zespół.", *old.actions["1.1"].steps[1:])
    assert new.actions["1.1"] == old.actions["1.1"].model_copy(update={"steps": steps})
    slug = "strategia-rozwoju-gminy"
    assert new.terms == {**old.terms, slug: old.terms[slug].model_copy(update={"name": "Strategia gminy"})}
    assert (new.needs, new.tools, new.texts) == (old.needs, old.tools, old.texts)
    # The other terms of the rewritten file keep their lines, to the byte.
    text = before["glossary/dokumenty.yml"].decode()
    assert after["glossary/dokumenty.yml"].decode().endswith(text[text.index("\n- slug", text.index("- slug") + 1) :])
    assert prepare(folder, book.path).files == {}


def test_rows_are_added_ordered_and_removed(folder: Path, book: Book, tmp_path: Path) -> None:
    old = load(folder)
    page = book.book["Listy"]
    page.append(["1.1", "kroki", "1,5", "Krok wstawiony."])
    gone = book.row("Definicje", "strategia-rozwoju-gminy")
    slug = "strategia-rozwoju-gminy"
    for sheet in ("Definicje", "Słowniczek"):
        for line in book.book[sheet].iter_rows(min_row=2):
            if slug in [c.value for c in line[:2]]:
                for cell in line[1 if sheet == "Definicje" else 2 :]:
                    cell.value = None
    assert book.get("Definicje", gone, "Identyfikator") == slug
    made = prepare(folder, book.save())
    assert made.lines == (
        "zmieniono: Działania › 1.1 › kroki: dodano „Krok wstawiony.”", f"usunięto: Słowniczek › {slug}",
    )  # fmt: skip
    made.write(tmp_path / "var")
    new = load(folder)
    assert new.actions["1.1"].steps[1] == "Krok wstawiony."
    assert set(old.terms) - set(new.terms) == {slug}


@pytest.mark.parametrize("start", ["=1+1", "+48 22", "-x", "@SUMA(A1)", "'cytat", "''x"])
def test_risky_cells_are_text_and_come_back(folder: Path, tmp_path: Path, start: str) -> None:
    path = folder / "actions/1.1.yml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["time"] = start
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    found = content.read(folder)
    export.to_xlsx(found, tmp_path / "b.xlsx")
    export.to_csv(found, tmp_path / "csv")
    book = Book(tmp_path / "b.xlsx")
    cell = book.book["Działania"].cell(2, book.column("Działania", "Czas"))
    assert (cell.value, cell.data_type) == (start, "s")
    with (tmp_path / "csv" / "Działania.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file, delimiter=";"))["Czas"] == f"'{start}"
    assert prepare(folder, tmp_path / "b.xlsx").lines == ()
    assert prepare(folder, tmp_path / "csv").lines == ()


def test_the_workbook_helps_and_protects(book: Book) -> None:
    page = book.book["Informacje"]
    assert page.protection.sheet
    assert page["A2"].protection.locked
    assert not page.cell(2, book.column("Informacje", "Treść")).protection.locked
    assert all(c.comment and c.comment.text for c in page[1])
    offered = {str(v.sqref).split("2:")[0] for v in page.data_validations.dataValidation}
    assert offered == {"A", "B", "E", "G"}
    assert book.book["Wybory"].sheet_state == "hidden"


Spoil = Callable[[Book], None]


def bare(book: Book, text: str) -> None:
    """A statement told as practice, without a source."""
    for heading, value in (("Treść", text), ("Źródło", None), ("Miejsce w źródle", None), ("Pewność", "praktyka"), ("Także w źródłach", None)):  # fmt: skip
        book.put("Informacje", 3, heading, value)


@pytest.mark.parametrize(
    ("spoil", "place", "part"),
    [
        (lambda b: b.put("Działania", 2, "Czas", "=1+1"), ("Działania", 2, "Czas"), "Formuły"),
        (lambda b: b.put("Informacje", b.row("Informacje", "1.1", "prawo"), "Pewność", "praktyka"), None, "musi być"),
        (lambda b: bare(b, "Termin wynosi 77 dni."), ("Informacje", 3, "Źródło"), "wymaga źródła"),
        (lambda b: b.book.remove(b.book["Trudności"]), ("Trudności", 0, ""), "Brakuje tego arkusza"),
        (lambda b: b.put("Teksty", 2, "Klucz", "nowy.klucz"), ("Teksty", 2, "Klucz"), "nie zna"),
        (lambda b: b.put("Teksty", b.row("Teksty", "notice", "notice"), "Treść", "{inne}"), None, "Miejsca"),
        (lambda b: b.put("Porównania", 2, "Różnice", "jedna"), ("Porównania", 2, "Różnice"), "linii"),
    ],
)
def test_other_faults(
    folder: Path, book: Book, spoil: Spoil, place: tuple[str, int, str] | None, part: str
) -> None:  # fmt: skip
    spoil(book)
    found = faults(folder, book.save())
    hit = [f for f in found if part in f.message]
    assert len(hit) == 1
    assert place is None or (hit[0].sheet, hit[0].row, hit[0].column) == place


def test_what_is_no_workbook_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("no")
    assert len(faults(folder, tmp_path / "x.xlsx")) == 1
    assert len(faults(folder, tmp_path / "missing.xlsx")) == 1
