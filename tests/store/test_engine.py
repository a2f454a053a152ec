"""Whatever is wrong with the database is one clear line, and gets well again."""

from __future__ import annotations

import socket
import sqlite3
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.store import Ledger, Store, StoreUnavailable, TurnResult
from bot.store.engine import Database

ANN = "a" * 32


def answer(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
    return TurnResult({"n": 1}, {"n": 1})


def one_line(caught: pytest.ExceptionInfo[StoreUnavailable]) -> str:
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_locked_file_is_told_and_works_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store(f"sqlite:///{path}", busy_ms=100) as store:
        store.migrate()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable) as caught:
            store.turn(ANN, "1", "web", answer)
        assert "locked" in one_line(caught)
        assert store.state(ANN) is None  # reading does not wait for the writer
        store.ping()
        other.execute("ROLLBACK")
        other.close()
        assert store.turn(ANN, "1", "web", answer) == {"n": 1}


def test_a_locked_row_is_told_and_works_afterwards(postgresql_url: str) -> None:
    with Store(postgresql_url, busy_ms=100) as store, Store(postgresql_url) as other:
        store.migrate()
        store.turn(ANN, "1", "web", answer)
        with other.database.write() as connection:
            connection.execute(text("SELECT 1 FROM conversation FOR UPDATE"))
            with pytest.raises(StoreUnavailable) as caught:
                store.turn(ANN, "2", "web", answer)
        assert "lock timeout" in one_line(caught)
        assert store.turn(ANN, "2", "web", answer) == {"n": 1}


def test_a_lost_connection_is_made_again(postgresql_url: str) -> None:
    with Store(postgresql_url) as store, Store(postgresql_url) as other:
        store.migrate()
        store.turn(ANN, "1", "web", answer)
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        with other.database.write() as connection:
            connection.execute(text(end + "pg_backend_pid()"))
        assert store.turn(ANN, "2", "web", answer) == {"n": 1}


def test_a_server_that_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Store(f"postgresql://root:hidden@127.0.0.1:{port}/test") as store, pytest.raises(StoreUnavailable) as caught:
        store.ping()
    assert "hidden" not in one_line(caught)
    assert str(port) in str(caught.value)
    with Store(f"postgresql://root@127.0.0.1:{port}/test") as store, pytest.raises(StoreUnavailable):
        store.migrate()


def test_a_database_without_tables(database_url: str) -> None:
    with Store(database_url) as store:
        for call in (store.ping, lambda: store.turn(ANN, "1", "web", answer)):
            with pytest.raises(StoreUnavailable, match="conversation") as caught:
                call()
            one_line(caught)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_text("zwykły tekst" * 1000)
    with Store(f"sqlite:///{path}") as store, pytest.raises(StoreUnavailable, match="not a database"):
        store.migrate()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "oracle://x"])
def test_a_url_that_is_none(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="expected sqlite"):
        Store(url)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        Store(f"sqlite:///{tmp_path}/file/store.db")


def test_the_file_is_made_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.db"
    with Store(f"sqlite:///{path}") as store:
        store.migrate()
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert "store.db-wal" in modes


def test_settings_of_sqlite(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'store.db'}") as store, store.database.read() as connection:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 1, 5000, 1]


def test_in_memory_one_store_serves_all_threads() -> None:
    with Store("sqlite://") as store:
        store.migrate()
        threads = [threading.Thread(target=store.turn, args=(ANN, str(n), "web", answer)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.state(ANN) == {"n": 1}


def test_what_people_wrote_is_in_no_exception(database_url: str) -> None:
    with Store(database_url) as store, pytest.raises(StoreUnavailable) as caught, store.database.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "tajemnica"})
    fault: BaseException | None = caught.value
    while fault is not None:
        assert "tajemnica" not in str(fault)
        fault = fault.__cause__ or fault.__context__


def test_a_transaction_is_whole_or_not_at_all(database_url: str) -> None:
    database = Database(database_url)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))

    def interrupted() -> None:
        with database.write() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 0
    database.close()
