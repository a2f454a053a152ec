"""A backup that can be restored into either database: gzip, JSON lines, a checksum at the end.

First line: `{"format": "drogowskaz-backup", "v": 1, "schema": revision, "created": ISO UTC}`. Then, per table,
`{"table": name, "columns": [...]}` and one JSON list per row; times are ISO text. Last line:
`{"end": rows, "sha256": of all bytes before}`. Rasa's `events` are in it when that table is in the database.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)

from bot.store.errors import BackupError
from bot.store.plain import dumps, iso, loads, now
from bot.store.tables import HEAD, Utc, meta, metadata

if TYPE_CHECKING:
    from bot.store.store import Store

FORMAT = "drogowskaz-backup"
_BATCH = 500

# Rasa's tracker store makes this table by itself; a restore may come before its first start.
events = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)


def backup(store: Store, target: Path | str) -> int:
    """Write all rows, as they are at one moment, to a file readable by its owner only; returns how many.

    The file appears under its name only when it is whole. Raises StoreUnavailable, OSError.
    """
    target = Path(target)
    partial = target.with_name(target.name + ".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file, store.database.read() as reader:
                count = _write(reader, file)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return count


def _write(connection: Connection, file: gzip.GzipFile) -> int:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    seen = hashlib.sha256()

    def put(value: Any) -> None:
        line = dumps(value).encode() + b"\n"
        seen.update(line)
        file.write(line)

    put({"format": FORMAT, "v": 1, "schema": HEAD, "created": iso(now())})
    count = 0
    for table in _tables(connection):
        put({"table": table.name, "columns": [column.name for column in table.columns]})
        found = connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*table.primary_key))
        for row in found:
            put([value.isoformat() if isinstance(value, datetime) else value for value in row])
            count += 1
    file.write(dumps({"end": count, "sha256": seen.hexdigest()}).encode() + b"\n")
    return count


def restore(store: Store, source: Path | str, force: bool = False) -> int:
    """Put the rows of a backup into this database, in one transaction; returns how many.

    The database is migrated first. Raises BackupError when the file is damaged or not ours, when it was made by a newer
    program, or when the database holds rows; with `force` those are deleted first.
    """
    source = Path(source)
    head, count = _verify(source)
    if str(head.get("schema", "")) > HEAD:
        raise BackupError(f"{source} was made by a newer version of this program (schema {head['schema']})")
    store.migrate()
    with store.database.write() as connection:
        present = _tables(connection)
        if not force:
            for table in present:
                if table is not meta and connection.scalar(select(func.count()).select_from(table)):
                    raise BackupError(f"the database {store.database.name} is not empty ({table.name} has rows)")
        for table in reversed(present):
            connection.execute(delete(table))
        events.create(connection, checkfirst=True)
        _read(connection, source)
        _set_sequences(connection)
    store.database.sync()
    store.database.scrub()
    return count


def _tables(connection: Connection) -> list[Table]:
    """Our tables, parents first, and Rasa's if it is there."""
    tables = list(metadata.sorted_tables)
    return [*tables, events] if inspect(connection).has_table("events") else tables


def _lines(source: Path) -> Iterator[bytes]:
    try:
        with gzip.open(source, "rb") as file:
            yield from file
    except (OSError, EOFError, zlib.error) as fault:
        reason = fault.strerror if isinstance(fault, FileNotFoundError | PermissionError) else "it is damaged"
        raise BackupError(f"{source} cannot be read: {reason}") from None


def _verify(source: Path) -> tuple[dict[str, Any], int]:
    """Read the whole file once, before anything is changed; its first line and its number of rows."""
    damaged = BackupError(f"{source} is damaged or is not a backup of this program")
    seen = hashlib.sha256()
    first = last = b""
    for line in _lines(source):
        if last:
            seen.update(last)
        first, last = first or line, line
    try:
        head, end = loads(first.decode()), loads(last.decode())
        good = head["format"] == FORMAT and head["v"] == 1 and end["sha256"] == seen.hexdigest()
    except (ValueError, KeyError, TypeError):
        raise damaged from None
    if not good:
        raise damaged
    return head, int(end["end"])


def _read(connection: Connection, source: Path) -> None:
    known: Mapping[str, Table] = {**metadata.tables, "events": events}
    table: Table | None = None
    columns: list[str] = []
    batch: list[dict[str, Any]] = []

    def flush() -> None:
        if table is not None and batch:
            connection.execute(insert(table), batch)
        batch.clear()

    for line in _lines(source):
        value = loads(line.decode())
        if isinstance(value, dict):
            flush()
            if "table" in value:
                table, columns = known[value["table"]], value["columns"]
            continue
        assert table is not None
        batch.append({name: _value(table, name, cell) for name, cell in zip(columns, value, strict=True)})
        if len(batch) >= _BATCH:
            flush()


def _value(table: Table, name: str, cell: Any) -> Any:
    if isinstance(table.c[name].type, Utc) and cell is not None:
        return datetime.fromisoformat(cell)
    return cell


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL count on from the restored ids; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in _tables(connection):
        if "id" in table.c:
            newest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), newest, False)))
