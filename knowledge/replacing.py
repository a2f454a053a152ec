"""Content that is to take the place of other content: copied aside, where later edits do not reach, and checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from tempfile import mkdtemp

from knowledge.base import Base, Fault, KnowledgeError, load

COPIES = 5
"""So many copies are kept, the one in use among them."""


def take(content: Path, copies: Path, instead_of: Base | None = None) -> tuple[Base, Path]:
    """Copy the content to a folder in `copies`, named by its version; the base that it makes, and that folder.

    What is checked is the copy: it stays as it is whatever happens to `content`. Raises KnowledgeError with all faults,
    those of `missing` included; then nothing is kept.
    """
    copies.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=copies, prefix="new-"))
    try:
        shutil.copytree(content, fresh, dirs_exist_ok=True, ignore=lambda _, names: [n for n in names if _hidden(n)])
        base = load(fresh)
        faults = list(missing(instead_of, base)) if instead_of else []
        if faults:
            raise KnowledgeError(faults)
        target = copies / base.version
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    target.touch()
    for old in sorted(copies.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[COPIES:]:
        shutil.rmtree(old, ignore_errors=True)
    return base, target


def missing(old: Base, new: Base) -> Iterator[Fault]:
    """What the program says with `old` and could not say with `new`: texts that are gone, values nobody gives."""
    for key, text in old.texts.items():
        if key not in new.texts:
            yield Fault("texts", key, "", "the program needs this text, and it is gone")
            continue
        unknown = _names(new.texts[key]) - _names(text)
        if unknown:
            yield Fault("texts", key, "", f"the program gives no value for {', '.join(sorted(unknown))}")


def _names(text: str | tuple[str, ...]) -> set[str]:
    """The placeholders of a text, "{}" for braces that are broken."""
    try:
        parts = [part for one in ([text] if isinstance(text, str) else text) for part in Formatter().parse(one)]
    except ValueError:
        return {"{}"}
    return {name for _, name, _, _ in parts if name is not None}


def _hidden(name: str) -> bool:
    return name.startswith(".")
