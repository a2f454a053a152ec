"""Content that takes the place of other content is a checked copy; what is not, leaves nothing behind."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
import yaml

from knowledge.base import CONTENT, Base, KnowledgeError, load
from knowledge.replacing import COPIES, missing, take
from knowledge.shelf import Made, Shelf


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def remark(content: Path, words: str) -> None:
    path = content / "meta.yml"
    path.write_text(path.read_text("utf-8") + f"# {words}\n", "utf-8")


def texts(content: Path, change: dict[str, object]) -> None:
    path = content / "texts/talk.yml"
    made = {key: value for key, value in {**yaml.safe_load(path.read_text("utf-8")), **change}.items() if value}
    path.write_text(yaml.safe_dump(made, allow_unicode=True), "utf-8")


def test_the_copy_does_not_follow_later_edits(content: Path, tmp_path: Path) -> None:
    base, folder = take(content, tmp_path / "copies")
    remark(content, "later")
    assert folder.name == base.version == load(folder).version != load(content).version


def test_the_same_content_is_taken_twice_into_one_folder(content: Path, tmp_path: Path) -> None:
    assert take(content, tmp_path / "copies") == take(content, tmp_path / "copies")
    assert len([*(tmp_path / "copies").iterdir()]) == 1


def test_a_fault_leaves_nothing_behind(content: Path, tmp_path: Path) -> None:
    (content / "tools.yml").unlink()
    with pytest.raises(KnowledgeError):
        take(content, tmp_path / "copies")
    assert [*(tmp_path / "copies").iterdir()] == []


def test_few_copies_are_kept_the_newest_among_them(content: Path, tmp_path: Path) -> None:
    for number in range(COPIES + 2):
        remark(content, str(number))
        _, newest = take(content, tmp_path / "copies")
    kept = [*(tmp_path / "copies").iterdir()]
    assert len(kept) == COPIES
    assert newest in kept


def test_texts_that_the_program_needs_are_missed(base: Base, content: Path, tmp_path: Path) -> None:
    assert [*missing(base, load(content))] == []
    gone, filled = list(yaml.safe_load((content / "texts/talk.yml").read_text("utf-8")))[:2]
    texts(content, {gone: None, filled: "ma {planted}"})
    with pytest.raises(KnowledgeError) as caught:
        take(content, tmp_path / "copies", instead_of=base)
    assert {(fault.id, "planted" in fault.message) for fault in caught.value.faults} >= {(gone, False), (filled, True)}


def test_what_is_made_of_a_base_is_made_once_and_anew_with_another(base: Base, content: Path) -> None:
    remark(content, "another")
    shelf, made, told = Shelf(base), [], []
    shelf.watch(lambda: told.append(shelf.base.version))
    kept = Made(shelf, lambda of: made.append(of.version) or of.version)
    threads = [threading.Thread(target=kept.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (kept.get(), made) == (base.version, [base.version])
    other = load(content)
    shelf.put(other)
    assert (kept.get(), told, len(made)) == (other.version, [other.version], 2)
