"""What an edited file changes, in Polish, and the careful writing of it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from knowledge.base import KnowledgeError, load
from knowledge.editing import build, read
from knowledge.editing.content import Content, Entry, Records
from knowledge.editing.content import read as read_content
from knowledge.editing.tables import SHEETS, Kind


@dataclass(frozen=True)
class Import:
    """A checked import: Polish lines of what changes, and the new bytes of each file that changes (None: delete)."""

    content: Content
    lines: tuple[str, ...]
    files: dict[str, bytes | None]

    def write(self, backups: Path) -> Path | None:
        """Back the content up and write the changed files; returns the backup, or None when nothing changes.

        A write that fails half-way (OSError) is taken back before the error goes on.
        """
        if not self.files:
            return None
        folder = self.content.folder
        backup = _backup(folder, backups)
        before = {name: _bytes(folder / name) for name in self.files}
        try:
            for name, raw in self.files.items():
                _replace(folder / name, raw)
        except OSError:
            for name, raw in before.items():
                _replace(folder / name, raw)
            raise
        return backup


def prepare(folder: Path, edited: Path) -> Import:
    """Read an edited workbook or CSV folder against the content in `folder`; nothing is written.

    Raises EditingError with all faults, KnowledgeError when the present content itself does not load.
    """
    content = read_content(folder)
    tables = read.tables(content, edited)
    new = build.records(tables)
    files = dict(_files(content, new))
    if files:
        with tempfile.TemporaryDirectory() as trial:
            copy = Path(shutil.copytree(folder, Path(trial) / "content"))
            for name, raw in files.items():
                _replace(copy / name, raw)
            try:
                load(copy)
            except KnowledgeError as error:
                for fault in error.faults:
                    tables.fault(edited.name, 0, "", "check", message=str(fault))
                raise read.EditingError(tables.faults) from None
    return Import(content, tuple(compared(content, new)), files)


def compared(content: Content, new: Records) -> Iterator[str]:
    """Polish lines of what differs in `new`."""
    for kind, old in content.records.items():
        sheet = content.say(f"sheet.{next(s.key for s in SHEETS if s.kind == kind and not s.fields)}")
        for key in [*old, *(k for k in new[kind] if k not in old)]:
            before, after = old.get(key), new[kind].get(key)
            if after is None:
                yield content.say("diff.removed", sheet=sheet, id=key)
            elif before is None:
                yield content.say("diff.added", sheet=sheet, id=key)
            else:
                if before.file != after.file:
                    yield content.say("diff.moved", sheet=sheet, id=key, old=before.file, new=after.file)
                yield from _changes(content, sheet, key, before.value, after.value)


def _changes(content: Content, sheet: str, key: str, old: Any, new: Any, *, path: str = "") -> Iterator[str]:
    if old == new:
        return
    where = {"sheet": sheet, "id": key, "field": _label(content, path or "text")}
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*old, *(n for n in new if n not in old)]:
            yield from _changes(content, sheet, key, old.get(name), new.get(name), path=f"{path}.{name}".strip("."))
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1:
            at = next(i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
            yield from _changes(content, sheet, key, old[at], new[at], path=f"{path}.{at}".strip("."))
            return
        gone, come = [v for v in old if v not in new], [v for v in new if v not in old]
        yield from (content.say("diff.item_removed", **where, old=_shown(content, v)) for v in gone)
        yield from (content.say("diff.item_added", **where, new=_shown(content, v)) for v in come)
        if not gone and not come:
            yield content.say("diff.order", **where)
    else:
        yield content.say("diff.changed", **where, old=_shown(content, old), new=_shown(content, new))


def _label(content: Content, path: str) -> str:
    """A field in Polish: "prawo 2, Pewność" for "legal.1.certainty"."""
    texts = content.base.texts
    words: list[str] = []
    for part in path.split("."):
        if part.isdigit() and words:
            words[-1] += f" {int(part) + 1}"
            continue
        found = (f"editing.{k}.{part}" for k in ("choice.facet", "col", "choice.roles"))
        words.append(next((str(texts[k]) for k in found if k in texts), part))
    return ", ".join(words)


def _shown(content: Content, value: Any) -> str:
    if value is None or value in ("", []):
        return content.say("diff.nothing")
    if isinstance(value, bool):
        return content.say("yes" if value else "no")
    if isinstance(value, dict):
        value = value.get("text") or value.get("problem") or value.get("id") or value
    return f"„{', '.join(map(str, value)) if isinstance(value, list) else value}”"


def _files(content: Content, new: Records) -> Iterator[tuple[str, bytes | None]]:
    """New bytes of each file with a changed record; the text of unchanged records in it stays as it is."""
    for kind, old in content.records.items():
        touched = {
            entry.file
            for key in {*old, *new[kind]}
            for entry in (old.get(key), new[kind].get(key))
            if entry is not None and old.get(key) != new[kind].get(key)
        }
        for name in sorted(touched):
            after = {key: entry for key, entry in new[kind].items() if entry.file == name}
            if kind in ("areas", "actions") and not after:
                yield name, None
                continue
            yield name, _rewritten(kind, content.folder / name, {k: e for k, e in old.items() if e.file == name}, after)


def _rewritten(kind: Kind, path: Path, old: dict[str, Entry], new: dict[str, Entry]) -> bytes:
    if kind in ("areas", "actions"):
        return _dump(next(iter(new.values())).value).encode()
    header, chunks = _chunks(path, list(old))
    order = [key for key in old if key in new] + [key for key in new if key not in old]
    parts = [
        chunks[key] if key in old and old[key].value == new[key].value else
        _dump({key: new[key].value} if kind == "texts" else [new[key].value])
        for key in order
    ]  # fmt: skip
    if not parts:
        return f"{header}[]\n".encode()
    return (header + "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)).encode()


def _chunks(path: Path, keys: list[str]) -> tuple[str, dict[str, str]]:
    """The text of a file cut before each top-level record: what stands before the first, and each record's lines."""
    text = path.read_text("utf-8") if path.exists() else ""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.SequenceNode | yaml.MappingNode) or root.flow_style:
        return "", {}
    nodes = [n[0] if isinstance(n, tuple) else n for n in root.value]
    lines = text.splitlines(keepends=True)
    starts = [node.start_mark.line for node in nodes] + [len(lines)]
    cut = ["".join(lines[a:b]) for a, b in pairwise(starts)]
    return "".join(lines[: starts[0]]), dict(zip(keys, cut, strict=True))


def _dump(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110))


def _backup(folder: Path, backups: Path) -> Path:
    backups.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = backups / f"content-backup-{stamp}.zip"
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.yml")):
            archive.write(file, file.relative_to(folder).as_posix())
    return path


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _replace(path: Path, raw: bytes | None) -> None:
    if raw is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(raw)
    fresh.replace(path)
