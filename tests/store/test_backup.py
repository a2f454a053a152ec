"""A backup is whole, is checked before it is used, and moves between the two databases."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.store import BackupError, Ledger, Store, StoreUnavailable, TurnResult, rows
from bot.store.backup import backup, events, restore
from bot.store.plain import now
from bot.store.tables import conversation, metadata, turn_log

ANN, BOB = "a" * 32, "b" * 32
CODE = "żaba kot młyn 47"


def fill(store: Store, with_events: bool = True) -> None:
    def work(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        ledger.save_selection([{"id": "2.1", "note": 'wiersz\n"drugi";'}, {"id": "1.1"}], unit_name="Żółta", role=None)
        ledger.new_code(CODE)
        ledger.add_feedback(-1, "łąka", {"ids": ["2.1"]})
        ledger.add_handover("k", "s")
        ledger.note_unanswered("x", "clarify")
        ledger.note("user", "pytanie")
        ledger.resolve_code("zły 1")
        return TurnResult({"draft": ["ż", None, 1.5]}, {"texts": ["\ud800"]})

    store.turn(ANN, "1", "web", work)
    store.first_sight(7_000_000_000)
    if with_events:
        with store.database.write() as connection:
            events.create(connection, checkfirst=True)
            row = {"sender_id": ANN, "type_name": "user", "timestamp": 1763871234.123456, "data": '{"ż": 1}'}
            connection.execute(insert(events).values([row]))


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.database.read() as connection:
        tables = [*metadata.sorted_tables, events]
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }


@pytest.mark.parametrize("turned", [False, True], ids=["as given", "the other way"])
def test_a_backup_moves_between_the_databases(
    sqlite_url: str, postgresql_url: str, tmp_path: Path, turned: bool
) -> None:
    source, target = (postgresql_url, sqlite_url) if turned else (sqlite_url, postgresql_url)
    file = tmp_path / "backup.gz"
    with Store(source) as old, Store(target) as new:
        old.migrate()
        fill(old)
        count = backup(old, file)
        assert restore(new, file) == count == sum(map(len, content(old).values()))
        assert content(new) == content(old)
        assert file.stat().st_mode & 0o077 == 0
        assert list(tmp_path.glob("*.partial")) == []

        # Life goes on there: stored replies, codes, and new numbers.
        def never(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            raise AssertionError("work was called")

        assert new.turn(ANN, "1", "web", never) == {"texts": ["\ud800"]}

        def go_on(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            own = ledger.save_selection([{"id": "3.3"}])
            ledger.note("user", "x")
            ledger.add_feedback(1)
            return TurnResult({}, {"own": own["reference"][-6:], "found": ledger.resolve_code(CODE) is not None})

        assert new.turn(BOB, "1", "web", go_on) == {"own": "000002", "found": True}
        with new.database.write() as connection:
            connection.execute(insert(events).values(sender_id=BOB, type_name="bot"))


def test_without_rasas_table(store: Store, sqlite_url: str, tmp_path: Path) -> None:
    fill(store, with_events=False)
    backup(store, tmp_path / "b.gz")
    with Store(f"{sqlite_url}2") as new:
        restore(new, tmp_path / "b.gz")
        assert rows(new) == rows(store)


def test_a_database_that_holds_rows_is_refused_unless_forced(store: Store, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "b.gz")
    before = content(store)
    store.turn(BOB, "1", "web", lambda state, ledger: TurnResult({}, {}))
    with pytest.raises(BackupError, match="is not empty"):
        restore(store, tmp_path / "b.gz")
    assert store.state(BOB) == {}
    restore(store, tmp_path / "b.gz", force=True)
    assert content(store) == before
    assert store.state(BOB) is None


def test_only_rasas_rows_are_rows_too(store: Store, tmp_path: Path) -> None:
    backup(store, tmp_path / "b.gz")
    with store.database.write() as connection:
        events.create(connection)
        connection.execute(insert(events).values(sender_id=ANN, type_name="user"))
    with pytest.raises(BackupError, match="events has rows"):
        restore(store, tmp_path / "b.gz")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def changed_row(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(b"pytanie", b"pytanko"))


def missing_row(data: bytes) -> bytes:
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:3] + lines[4:]))


def missing_end(data: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(data).splitlines(keepends=True)[:-1]))


def broken_zip(data: bytes) -> bytes:
    return data[:60] + bytes([data[60] ^ 255]) + data[61:]


BAD: list[Callable[[bytes], bytes]] = [
    cut,
    changed_row,
    missing_row,
    missing_end,
    broken_zip,
    lambda data: b"",
    lambda data: b"plain text",
    lambda data: gzip.compress(b""),
    lambda data: gzip.compress(b"[]\n{}\n"),
    lambda data: gzip.compress(b"\xff\xfe"),
]


@pytest.mark.parametrize("damage", BAD)
def test_a_damaged_file_changes_nothing(store: Store, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    fill(store)
    file = tmp_path / "b.gz"
    backup(store, file)
    before = content(store)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(BackupError) as caught:
        restore(store, file, force=True)
    assert "\n" not in str(caught.value)
    assert content(store) == before


def test_a_file_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="No such file"):
        restore(store, tmp_path / "b.gz")


def test_a_newer_programs_backup_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.backup.HEAD", "9999")
    backup(store, tmp_path / "b.gz")
    monkeypatch.undo()
    with pytest.raises(BackupError, match="newer version"):
        restore(store, tmp_path / "b.gz")


def test_a_backup_that_fails_leaves_the_old_one(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "b.gz"
    file.write_bytes(b"old")
    with Store(database_url) as store, pytest.raises(StoreUnavailable):
        backup(store, file)
    assert file.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.glob("b.gz*")) == ["b.gz"]


def test_more_rows_than_one_batch(store: Store, sqlite_url: str, tmp_path: Path) -> None:
    with store.database.write() as connection:
        row = {"channel": "web", "kb": "", "line": "l"}

        keys = [f"{number:032x}" for number in range(1203)]
        made = [{**row, "key": key, "created": now(), "updated": now()} for key in keys]
        connection.execute(insert(conversation), made)
        logs = [{"conversation": key, "message_id": "1", "reply": "{}", "created": now()} for key in keys]
        connection.execute(insert(turn_log), logs)
    assert backup(store, tmp_path / "b.gz") == 2406
    with Store(f"{sqlite_url}2") as new:
        assert restore(new, tmp_path / "b.gz") == 2406
        assert new.turn(keys[1202], "1", "web", lambda state, ledger: TurnResult({}, {"new": 1})) == {}
