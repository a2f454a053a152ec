"""Loading is strict: each planted fault is named by file, record id and field, and all faults come at once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from knowledge.base import CONTENT, Base, Fault, KnowledgeError, load
from knowledge.schema import FACETS, ROLES

Change = Callable[[Any], Any]
Plant = Callable[[Path], None]

TOOL = {
    "slug": "planted-tool", "name": "Narzędzie", "yes": [], "no": [], "actions": ["4.1"],
    "roles": dict.fromkeys(ROLES, "yes"),
}  # fmt: skip
TERM = {
    "slug": "planted-term",
    "name": "Pojęcie",
    "definition": [{"text": "X.", "source": "UES24", "certainty": "verified"}],
}
NEED = {"slug": "planted-need", "name": "x", "phrases": ["x"], "answers": [{"id": "2.1", "weight": 1, "reason": "x"}]}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content that a test may spoil."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def edit(folder: Path, file: str, change: Change) -> None:
    """Rewrite one YAML file; `change` alters the data in place or returns new data."""
    path = folder / file
    data = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    made = change(data)
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data if made is None else made, allow_unicode=True, sort_keys=False), "utf-8")


def editing(file: str, change: Change) -> Plant:
    return lambda folder: edit(folder, file, change)


def adding(file: str, row: dict[str, Any], **other: Any) -> Plant:
    """Append one record to a file of records; `other` overrides its fields."""
    return editing(file, lambda rows: [*rows, {**row, **other}])


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return caught.value.faults


def places(folder: Path) -> set[tuple[str, str, str]]:
    return {(fault.file, fault.id, fault.field) for fault in faults(folder)}


@pytest.fixture(scope="module")
def base() -> Base:
    return load()


# What is shipped


def test_the_shipped_content_loads_whole(base: Base) -> None:
    assert list(base.areas) == ["1", "2", "3", "4"]
    assert {area: len(base.actions_of(area)) for area in base.areas} == {"1": 5, "2": 5, "3": 3, "4": 7}
    assert list(base.actions) == [action.id for area in base.areas for action in base.actions_of(area)]
    assert base.actions_of("9") == ()


def test_an_untouched_copy_loads_to_the_same(base: Base, content: Path) -> None:
    assert load(content) == base


def test_the_stars_of_the_source_table(base: Base) -> None:
    assert [action.id for action in base.actions.values() if action.starred] == ["1.5", "2.5", "3.2"]


def test_every_action_has_every_facet(base: Base) -> None:
    for action in base.actions.values():
        missing = [facet for facet in FACETS if not getattr(action, facet)]
        assert missing == [], action.id


def test_no_other_name_belongs_to_two_actions(base: Base) -> None:
    owners: dict[str, set[str]] = {}
    for action in base.actions.values():
        for alias in (action.name, *action.aliases):
            owners.setdefault(alias.casefold(), set()).add(action.id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_the_base_cannot_be_changed(base: Base) -> None:
    with pytest.raises(TypeError):
        base.actions["2.1"] = base.actions["2.2"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        base.version = "x"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        base.actions["2.1"].name = "x"  # type: ignore[misc]


# One planted fault at a time: the place named must be exact


def without(name: str) -> Change:
    return lambda record: {key: value for key, value in record.items() if key != name}


def setting(**values: Any) -> Change:
    return lambda record: {**record, **values}


def first_statement(facet: str, **values: Any) -> Change:
    """Change the first statement of a facet; a value of None takes the key away."""

    def change(record: dict[str, Any]) -> None:
        statement = {**record[facet][0], **values}
        record[facet][0] = {key: value for key, value in statement.items() if value is not None}

    return change


ONE_FAULT: dict[str, tuple[Plant, tuple[str, str, str]]] = {
    "unknown key": (
        editing("actions/2.1.yml", setting(colour="x")), ("actions/2.1.yml", "2.1", "colour")),
    "unknown key in a statement": (
        editing("actions/2.1.yml", first_statement("legal", colour="x")), ("actions/2.1.yml", "2.1", "legal.0.colour")),
    "unknown key in an area": (
        editing("areas/2.yml", setting(colour="x")), ("areas/2.yml", "2", "colour")),
    "unknown key in a term": (
        adding("glossary/planted.yml", TERM, colour="x"), ("glossary/planted.yml", "planted-term", "colour")),
    "wrong type": (
        editing("actions/2.1.yml", setting(months=[3])), ("actions/2.1.yml", "2.1", "months.1")),
    "blank text": (
        editing("actions/2.1.yml", setting(what="  ")), ("actions/2.1.yml", "2.1", "what")),
    "name too long for a button": (
        editing("actions/2.1.yml", setting(name="x" * 61)), ("actions/2.1.yml", "2.1", "name")),
    "no such role": (
        editing("actions/2.1.yml", setting(starters=["bank"])), ("actions/2.1.yml", "2.1", "starters.0")),
    "empty list": (
        editing("actions/2.1.yml", setting(steps=[])), ("actions/2.1.yml", "2.1", "steps")),
    "area differs from the id": (
        editing("actions/2.1.yml", setting(area="3")), ("actions/2.1.yml", "2.1", "area")),
    "dangling related action": (
        editing("actions/2.1.yml", setting(related=["3.7"])), ("actions/2.1.yml", "2.1", "related")),
    "dangling action of a need": (
        adding("needs/planted.yml", NEED, answers=[{"id": "3.7", "weight": 1, "reason": "x"}]),
        ("needs/planted.yml", "planted-need", "answers")),
    "dangling action of a tool": (
        adding("tools.yml", TOOL, actions=["3.7"]), ("tools.yml", "planted-tool", "actions")),
    "dangling action of a term": (
        adding("glossary/planted.yml", TERM, actions=["3.7"]), ("glossary/planted.yml", "planted-term", "actions")),
    "dangling action of a comparison": (
        adding("comparisons.yml", {"ids": ["2.1", "3.7"], "lines": ["a", "b"], "advice": "x"}),
        ("comparisons.yml", "2.1/3.7", "ids")),
    "a line short in a comparison": (
        adding("comparisons.yml", {"ids": ["2.1", "2.2"], "lines": ["a"], "advice": "x"}),
        ("comparisons.yml", "2.1/2.2", "lines")),
    "a role short in a tool": (
        adding("tools.yml", TOOL, roles={"jst": "yes"}), ("tools.yml", "planted-tool", "roles")),
    "term without a definition": (
        adding("glossary/planted.yml", TERM, definition=[]), ("glossary/planted.yml", "planted-term", "definition")),
    "slug of another action": (
        lambda folder: edit(folder, "actions/2.2.yml", setting(slug=load(folder).actions["2.1"].slug)),
        ("actions/2.2.yml", "2.2", "slug")),
    "slug twice in the glossary": (
        lambda folder: [adding(f"glossary/planted{n}.yml", TERM)(folder) for n in (1, 2)] and None,
        ("glossary/planted2.yml", "planted-term", "slug")),
    "source code twice": (
        editing("sources.yml", lambda rows: [*rows, rows[0]]), ("sources.yml", "UES24", "code")),
    "verified without a source": (
        editing("actions/2.1.yml", first_statement("who", source=None, place=None, certainty="verified")),
        ("actions/2.1.yml", "2.1", "who")),
    "to check without a source": (
        editing("actions/2.1.yml", first_statement("pitfall", source=None, certainty="to_check")),
        ("actions/2.1.yml", "2.1", "pitfall")),
    "no such source": (
        editing("actions/2.1.yml", first_statement("legal", source="NOSUCH")), ("actions/2.1.yml", "2.1", "legal")),
    "no such further source": (
        editing("actions/2.1.yml", first_statement("legal", also=["NOSUCH"])), ("actions/2.1.yml", "2.1", "legal")),
    "law told as practice": (
        editing("actions/2.1.yml", first_statement("legal", source=None, place=None, certainty="practice")),
        ("actions/2.1.yml", "2.1", "legal")),
    "term without a source": (
        adding("glossary/planted.yml", TERM, definition=[{"text": "X.", "certainty": "verified"}]),
        ("glossary/planted.yml", "planted-term", "definition")),
    "text of a wrong type": (
        editing("texts/planted.yml", lambda _: {"planted.key": 5}), ("texts/planted.yml", "planted.key", "")),
    "blank variant of a text": (
        editing("texts/planted.yml", lambda _: {"planted.key": ["x", " "]}), ("texts/planted.yml", "planted.key", "")),
    "text key twice": (
        editing("texts/zz_planted.yml", lambda _: {"notice": "x"}), ("texts/zz_planted.yml", "notice", "")),
    "records that are no list": (
        editing("sources.yml", lambda rows: [*rows] and {"UES24": rows[0]}), ("sources.yml", "", "")),
    "missing edition": (
        editing("meta.yml", lambda _: {}), ("meta.yml", "", "edition")),
    "tools file missing": (
        lambda folder: (folder / "tools.yml").unlink(), ("tools.yml", "", "")),
    "action file missing": (
        lambda folder: (folder / "actions/2.1.yml").unlink(), ("actions/2.1.yml", "2.1", "")),
    "area file missing": (
        lambda folder: (folder / "areas/2.yml").unlink(), ("areas/2.yml", "2", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_is_named_by_file_id_and_field(content: Path, name: str) -> None:
    plant, place = ONE_FAULT[name]
    plant(content)
    assert place in places(content)


@pytest.mark.parametrize("facet", FACETS)
def test_a_missing_facet_is_a_fault(content: Path, facet: str) -> None:
    edit(content, "actions/4.7.yml", without(facet))
    found = [fault for fault in faults(content) if fault.field == facet]
    assert [(fault.file, fault.id, fault.message) for fault in found] == [("actions/4.7.yml", "4.7", "Field required")]


@pytest.mark.parametrize("edition", ["2026", "26.11", "2026-11", "2026.11.1", "listopad", ""])
def test_a_bad_edition_is_a_fault(content: Path, edition: str) -> None:
    edit(content, "meta.yml", setting(edition=edition))
    assert [(f.file, f.field) for f in faults(content)] == [("meta.yml", "edition")]


def test_an_id_without_quotes_is_a_fault_not_a_number(content: Path) -> None:
    path = content / "actions/2.1.yml"
    path.write_text(path.read_text("utf-8").replace('id: "2.1"', "id: 2.1"), "utf-8")
    assert ("actions/2.1.yml", "2.1", "id") in places(content)


def test_a_file_named_after_another_action_is_a_fault(content: Path) -> None:
    (content / "actions/2.1.yml").rename(content / "actions/3.4.yml")
    assert [(f.file, f.id, f.field) for f in faults(content)] == [("actions/3.4.yml", "2.1", "id")]


def test_broken_yaml_is_a_fault_with_its_line(content: Path) -> None:
    path = content / "actions/2.1.yml"
    path.write_text('id: "2.1"\nname: "never closed\n', "utf-8")
    found = [fault for fault in faults(content) if fault.message.startswith("line ")]
    assert [fault.file for fault in found] == ["actions/2.1.yml"]


# Many faults


def test_all_faults_come_at_once(content: Path) -> None:
    chosen = ["unknown key in an area", "dangling action of a tool", "no such source", "text of a wrong type"]
    for name in chosen:
        ONE_FAULT[name][0](content)
    edit(content, "actions/1.1.yml", without("example"))
    edit(content, "actions/1.2.yml", setting(colour="x", what=""))
    edit(content, "meta.yml", setting(edition="x"))
    expected = {ONE_FAULT[name][1] for name in chosen} | {
        ("actions/1.1.yml", "1.1", "example"),
        ("actions/1.2.yml", "1.2", "colour"),
        ("actions/1.2.yml", "1.2", "what"),
        ("meta.yml", "", "edition"),
    }
    assert expected <= places(content)


def test_a_spoiled_action_is_not_also_reported_as_missing(content: Path) -> None:
    edit(content, "actions/2.1.yml", setting(colour="x"))
    assert [(f.file, f.id, f.field) for f in faults(content)] == [("actions/2.1.yml", "2.1", "colour")]


def test_the_error_reads_as_one_line_per_fault(content: Path) -> None:
    edit(content, "actions/2.1.yml", setting(steps=[], related=["3.7"]))
    with pytest.raises(KnowledgeError) as caught:
        load(content)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    assert "actions/2.1.yml › 2.1 › related: no such action: 3.7" in str(caught.value)


# Version and texts


def test_the_version_follows_the_content(base: Base, content: Path) -> None:
    assert re.fullmatch(r"20\d\d\.\d\d-[0-9a-f]{6}", base.version)
    path = content / "actions/2.1.yml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert load(content).version != base.version
    edit(content, "meta.yml", setting(edition="2027.01"))
    assert load(content).version.startswith("2027.01-")


def test_texts_have_variants_and_placeholders(content: Path) -> None:
    texts = {"planted.one": "Stan: {state}.", "planted.many": ["a {n}", "b {n}"], "planted.plain": " x "}
    edit(content, "texts/planted.yml", lambda _: texts)
    base = load(content)
    assert base.text("planted.one", state="dobry") == "Stan: dobry."
    assert [base.text("planted.many", n, n=n) for n in range(3)] == ["a 0", "b 1", "a 2"]
    assert base.text("planted.plain") == "x"
    with pytest.raises(KeyError):
        base.text("planted.missing")
    with pytest.raises(KeyError):
        base.text("planted.one")


def test_every_statement_is_walked_with_its_owner(base: Base) -> None:
    walked = {(owner, name) for owner, name, _ in base.statements()}
    for action in base.actions.values():
        assert {(action.id, name) for name in ("who", "legal", "figures", "pitfall")} <= walked
    assert {(slug, "definition") for slug in base.terms} <= walked
