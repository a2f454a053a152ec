"""The content as plain data: every record in one canonical form, with the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.base import Base, load
from knowledge.editing.tables import KEYS, MODELS, OWN_TEXTS, Kind

FILES: dict[Kind, str] = {
    "areas": "areas/*.yml", "actions": "actions/*.yml", "terms": "glossary/*.yml", "tools": "tools.yml",
    "needs": "needs/*.yml", "comparisons": "comparisons.yml", "sources": "sources.yml", "texts": "texts/*.yml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A record (or the value of a text) and the file, relative to the content folder, that holds it."""

    file: str
    value: Any


Records = dict[Kind, dict[str, Entry]]


@dataclass(frozen=True)
class Content:
    """All records by kind and id, the words of the workbook, and the folder they come from."""

    folder: Path
    base: Base
    records: Records

    def files(self, kind: Kind) -> tuple[str, ...]:
        """The files of a kind by bare name ("dokumenty"), for the closed list."""
        found = (p.relative_to(self.folder).as_posix() for p in sorted(self.folder.glob(FILES[kind])))
        return tuple(Path(name).stem for name in found if name != OWN_TEXTS)

    def say(self, key: str, /, **values: object) -> str:
        """A text of the workbook: `key` without the leading "editing."."""
        return self.base.text(f"editing.{key}", **values)

    def heading(self, key: str) -> str:
        """The Polish heading of a column."""
        return self.say(f"col.{key}")

    def choice(self, column: str, value: str) -> str:
        """The Polish word for a value of a closed list."""
        name = "roles" if column == "starters" else "answer" if column.startswith("roles.") else column
        return self.say(f"choice.{name}.{value}")


def canonical(kind: Kind, value: Any) -> Any:
    """The one form in which records are compared and written: schema order, defaults left out.

    Raises pydantic.ValidationError for a record that does not fit the schema.
    """
    if kind == "texts":
        return value.strip() if isinstance(value, str) else [str(v).strip() for v in value]
    return MODELS[kind].model_validate(value).model_dump(mode="json", exclude_defaults=True)


def key_of(kind: Kind, value: Mapping[str, Any]) -> str:
    """The id under which a record is known; a comparison is known by its ids."""
    key = value[KEYS[kind]]
    return key if isinstance(key, str) else "/".join(key)


def read(folder: Path) -> Content:
    """Read the content that stands in a folder. Raises KnowledgeError when it does not load."""
    base = load(folder)
    records: Records = {kind: {} for kind in FILES}
    for kind, pattern in FILES.items():
        for path in sorted(folder.glob(pattern)):
            file = path.relative_to(folder).as_posix()
            data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
            if kind == "texts":
                if file != OWN_TEXTS:
                    records[kind] |= {key: Entry(file, canonical(kind, value)) for key, value in data.items()}
                continue
            for row in data if isinstance(data, list) else [data]:
                value = canonical(kind, row)
                records[kind][key_of(kind, value)] = Entry(file, value)
    return Content(folder, base, records)
