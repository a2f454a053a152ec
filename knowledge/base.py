"""The knowledge base: loaded strictly, frozen, versioned by its content.

Loading collects every fault before it fails, so an editor sees the whole list at once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge import claims
from knowledge.schema import (
    ROLES,
    Action,
    Area,
    Comparison,
    Need,
    Record,
    Source,
    Statement,
    Term,
    Tool,
)

CONTENT = Path(__file__).parent / "content"
"""The content that comes with the program."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in the content: where (file, record id, field) and what."""

    file: str
    id: str
    field: str
    message: str

    def __str__(self) -> str:
        where = " › ".join(part for part in (self.file, self.id, self.field) if part)
        return f"{where}: {self.message}"


class KnowledgeError(Exception):
    """The content does not load; `faults` says everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Base:
    """All that Drogowskaz knows. Mappings are read-only and in the order of the source table."""

    areas: Mapping[str, Area]
    actions: Mapping[str, Action]
    terms: Mapping[str, Term]
    tools: Mapping[str, Tool]
    comparisons: tuple[Comparison, ...]
    needs: Mapping[str, Need]
    sources: Mapping[str, Source]
    texts: Mapping[str, str | tuple[str, ...]]
    version: str
    _by_area: Mapping[str, tuple[Action, ...]] = field(repr=False, default_factory=dict)

    def actions_of(self, area_id: str) -> tuple[Action, ...]:
        """The actions of an area, in id order; empty for an unknown area."""
        return self._by_area.get(area_id, ())

    def text(self, key: str, variant: int = 0, /, **values: object) -> str:
        """A fixed sentence by key, with its placeholders filled.

        Where the content gives several variants, `variant` (any integer) chooses one, wrapping around.
        Raises KeyError for an unknown key or a placeholder without a value.
        """
        found = self.texts[key]
        template = found if isinstance(found, str) else found[variant % len(found)]
        return template.format_map(values) if "{" in template else template

    def statements(self) -> Iterator[tuple[str, str, Statement]]:
        """Every statement with provenance, as (record id, field, statement)."""
        for action in self.actions.values():
            for name in ("who", "legal", "figures", "pitfall"):
                for statement in getattr(action, name):
                    yield action.id, name, statement
        for term in self.terms.values():
            for statement in term.definition:
                yield term.slug, "definition", statement
        for tool in self.tools.values():
            for name in ("yes", "no"):
                for statement in getattr(tool, name):
                    yield tool.slug, name, statement


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.digest = hashlib.sha256()
        self.files: dict[tuple[type[Record], str], str] = {}  # where each record was read
        self.broken: set[str] = set()  # files named by an id whose record did not load

    def read(self, path: Path) -> Any:
        name = path.relative_to(self.folder).as_posix()
        try:
            raw = path.read_bytes()
            data = yaml.load(raw, Loader=yaml.CSafeLoader)
        except FileNotFoundError:
            self.faults.append(Fault(name, "", "", "file is missing"))
            return None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f"line {mark.line + 1}: " if mark else ""
            self.faults.append(Fault(name, "", "", f"{line}not readable as YAML ({getattr(error, 'problem', error)})"))
            return None
        self.digest.update(name.encode() + b"\0" + raw)
        return data

    def record(self, model: type[R], data: Any, file: str, key: str) -> R | None:
        name = str(data.get(key, "?")) if isinstance(data, dict) else "?"
        try:
            return model.model_validate(data, strict=False)
        except ValidationError as error:
            for problem in error.errors():
                place = ".".join(str(part) for part in problem["loc"])
                self.faults.append(Fault(file, name, place, problem["msg"]))
            return None

    def single(self, model: type[R], folder: str, key: str) -> dict[str, R]:
        """One record per file; the file is named by the record's id."""
        found: dict[str, R] = {}
        for path in sorted((self.folder / folder).glob("*.yml")):
            file = f"{folder}/{path.name}"
            made = self.record(model, self.read(path), file, key)
            if made is None:
                self.broken.add(file)
                continue
            name = str(getattr(made, key))
            if name != path.stem:
                self.faults.append(Fault(file, name, key, f"differs from the file name {path.stem}"))
            found[name] = made
            self.files[model, name] = file
        return found

    def listed(self, model: type[R], paths: Iterable[Path], key: str) -> dict[str, R]:
        """Files that hold a list of records each."""
        found: dict[str, R] = {}
        for path in paths:
            file = path.relative_to(self.folder).as_posix()
            rows = self.read(path)
            if rows is None:
                continue
            if not isinstance(rows, list):
                self.faults.append(Fault(file, "", "", "must be a list of records"))
                continue
            for row in rows:
                made = self.record(model, row, file, key)
                if made is None:
                    continue
                name = str(getattr(made, key))
                if name in found:
                    self.faults.append(Fault(file, name, key, "stands twice"))
                found[name] = made
                self.files[model, name] = file
        return found

    def texts(self) -> dict[str, str | tuple[str, ...]]:
        found: dict[str, str | tuple[str, ...]] = {}
        for path in sorted((self.folder / "texts").glob("*.yml")):
            file = f"texts/{path.name}"
            rows = self.read(path)
            if not isinstance(rows, dict):
                if rows is not None:
                    self.faults.append(Fault(file, "", "", "must map keys to texts"))
                continue
            for key, value in rows.items():
                if key in found:
                    self.faults.append(Fault(file, key, "", "stands twice"))
                if isinstance(value, str) and value.strip():
                    found[key] = value.strip()
                elif isinstance(value, list) and value and all(isinstance(v, str) and v.strip() for v in value):
                    found[key] = tuple(v.strip() for v in value)
                else:
                    self.faults.append(Fault(file, str(key), "", "must be a text or a list of texts"))
        return found


def load(folder: Path | None = None) -> Base:
    """Read and check the whole content: of `folder`, or of DROGOWSKAZ_CONTENT, or what comes with the program.

    Raises KnowledgeError with every fault found (unknown key, missing facet, dangling id, duplicate slug, statement
    without a source) as file, id and field.
    """
    folder = folder or Path(os.environ.get("DROGOWSKAZ_CONTENT") or CONTENT)
    loader = _Loader(folder)
    areas = loader.single(Area, "areas", "id")
    actions = loader.single(Action, "actions", "id")
    terms = loader.listed(Term, sorted((folder / "glossary").glob("*.yml")), "slug")
    tools = loader.listed(Tool, [folder / "tools.yml"], "slug")
    needs = loader.listed(Need, sorted((folder / "needs").glob("*.yml")), "slug")
    sources = loader.listed(Source, [folder / "sources.yml"], "code")
    comparisons: list[Comparison] = []
    for row in loader.read(folder / "comparisons.yml") or []:
        made = loader.record(Comparison, row, "comparisons.yml", "ids")
        if made is not None:
            comparisons.append(made)
    texts = loader.texts()
    meta = loader.read(folder / "meta.yml")
    edition = str(meta.get("edition", "")) if isinstance(meta, dict) else ""
    if not re.fullmatch(r"20\d\d\.\d\d", edition):
        loader.faults.append(Fault("meta.yml", "", "edition", "must be a year and month such as 2026.11"))
    base = Base(
        areas=MappingProxyType(areas),
        actions=MappingProxyType(actions),
        terms=MappingProxyType(terms),
        tools=MappingProxyType(tools),
        comparisons=tuple(comparisons),
        needs=MappingProxyType(needs),
        sources=MappingProxyType(sources),
        texts=MappingProxyType(texts),
        version=f"{edition}-{loader.digest.hexdigest()[:6]}",
        _by_area={key: tuple(a for a in actions.values() if a.area == key) for key in areas},
    )
    faults = loader.faults + list(_agreement(base, loader))
    if faults:
        raise KnowledgeError(faults)
    return base


def _agreement(base: Base, loader: _Loader) -> Iterator[Fault]:
    """What no single record can know: ids that lead nowhere, doubles, statements without a source."""
    expected = [f"{area}.{n}" for area, count in zip("1234", (5, 5, 3, 7), strict=True) for n in range(1, count + 1)]
    yield from _missing(base.actions, expected, "actions", loader)
    yield from _missing(base.areas, list("1234"), "areas", loader)
    # An action that exists but did not load has its own faults; what refers to it is not at fault.
    known = {*base.actions, *(i for i in expected if f"actions/{i}.yml" in loader.broken)}
    yield from _doubles(base, loader)
    for action in base.actions.values():
        file = loader.files[Action, action.id]
        if action.area != action.id[0]:
            yield Fault(file, action.id, "area", "differs from the id")
        yield from _dangling(known, file, action.id, "related", action.related)
        for name in ("steps", "who", "legal", "figures", "documents", "difficulty", "pitfall", "when", "starters"):
            if not getattr(action, name):
                yield Fault(file, action.id, name, "is empty")
    for term in base.terms.values():
        file = loader.files[Term, term.slug]
        yield from _dangling(known, file, term.slug, "actions", term.actions)
        if not term.definition:
            yield Fault(file, term.slug, "definition", "is empty")
    for tool in base.tools.values():
        yield from _dangling(known, "tools.yml", tool.slug, "actions", tool.actions)
        if set(tool.roles) != set(ROLES):
            yield Fault("tools.yml", tool.slug, "roles", f"must name each of {', '.join(ROLES)}")
    for comparison in base.comparisons:
        name = "/".join(comparison.ids)
        yield from _dangling(known, "comparisons.yml", name, "ids", comparison.ids)
        if len(comparison.lines) != len(comparison.ids):
            yield Fault("comparisons.yml", name, "lines", "one line per action is needed")
    for need in base.needs.values():
        file = loader.files[Need, need.slug]
        yield from _dangling(known, file, need.slug, "answers", [answer.id for answer in need.answers])
    yield from _provenance(base, loader)
    yield from _unsourced(base, loader)


def _missing(found: Mapping[str, Record], expected: list[str], folder: str, loader: _Loader) -> Iterator[Fault]:
    for name in expected:
        if name not in found and f"{folder}/{name}.yml" not in loader.broken:
            yield Fault(f"{folder}/{name}.yml", name, "", f"{folder.removesuffix('s')} is missing")


def _doubles(base: Base, loader: _Loader) -> Iterator[Fault]:
    """Slugs used twice; lists of records see to that themselves."""
    for records in (base.actions, base.areas):
        seen: dict[str, str] = {}
        for record in records.values():
            file = loader.files[type(record), record.id]
            if record.slug in seen:
                yield Fault(file, record.id, "slug", f"also used in {seen[record.slug]}")
            seen[record.slug] = file


def _provenance(base: Base, loader: _Loader) -> Iterator[Fault]:
    """Statements whose source is unknown or missing though they need one."""
    for owner, name, statement in base.statements():
        # An action's id has a dot, which no slug has; a term and a tool differ by their fields.
        model = Action if owner in base.actions else Term if name == "definition" else Tool
        file = loader.files[model, owner]
        for code in (statement.source, *statement.also):
            if code and code not in base.sources:
                yield Fault(file, owner, name, f"no such source: {code}")
        if statement.certainty != "practice" and not statement.source:
            yield Fault(file, owner, name, f"statement without a source code: {statement.text[:60]}")
        if statement.certainty == "practice" and not statement.source and (bare := claims.of(statement)):
            yield Fault(file, owner, name, f"{bare[0].text} without a source code: {statement.text[:60]}")
        if name in ("legal", "figures", "definition") and statement.certainty == "practice":
            yield Fault(file, owner, name, f"must be verified or to_check: {statement.text[:60]}")


def _unsourced(base: Base, loader: _Loader) -> Iterator[Fault]:
    """Law and sums in fields that carry no source. Time is an estimate, and an example is invented and says so."""
    records: list[tuple[str, str, Record]] = [
        *((loader.files[Action, key], key, action) for key, action in base.actions.items()),
        *((loader.files[Area, key], key, area) for key, area in base.areas.items()),
        *((loader.files[Need, key], key, need) for key, need in base.needs.items()),
        *(("comparisons.yml", "/".join(c.ids), c) for c in base.comparisons),
    ]
    for file, key, record in records:
        for name, text in _free(record):
            bare = claims.legal(text)
            if bare:
                yield Fault(file, key, name, f"{bare} without a source code: {text[:60]}")


def _free(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a record, by field, that are no statements with a source."""
    for name in set(type(record).model_fields) - {"time", "example", "source_text"}:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield name, item
            elif isinstance(item, Record) and not isinstance(item, Statement):
                yield from ((name, text) for _, text in _free(item))


def _dangling(known: set[str], file: str, owner: str, name: str, ids: Iterable[str]) -> Iterator[Fault]:
    for action_id in ids:
        if action_id not in known:
            yield Fault(file, owner, name, f"no such action: {action_id}")
