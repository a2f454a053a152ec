"""Migrations: up from nothing, equal to the tables, once however many start, from any directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.store import Store, StoreUnavailable
from bot.store.schema import MIGRATIONS, revision, upgrade
from bot.store.tables import HEAD, VERSION_TABLE, metadata

ROOT = Path(__file__).parents[2]


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_up_from_empty_gives_the_tables(database_url: str) -> None:
    with Store(database_url) as store:
        assert revision(store.database) is None
        store.migrate()
        assert revision(store.database) == HEAD
        store.migrate()
        with store.database.read() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            assert compare_metadata(context, metadata) == []
            names = set(inspect(connection).get_table_names())
        assert names == {*metadata.tables, VERSION_TABLE}
        store.ping()


def test_down_to_nothing_and_up_again(store: Store) -> None:
    with store.database.rebuild() as connection:
        upgrade(connection, "base")
    assert revision(store.database) is None
    with store.database.read() as connection:
        assert inspect(connection).get_table_names() == [VERSION_TABLE]
    store.migrate()
    store.ping()


def test_a_newer_database_is_refused(store: Store) -> None:
    with store.database.write() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match="cannot be migrated"):
        store.migrate()


def test_a_migration_that_fails_leaves_nothing(database_url: str) -> None:
    with Store(database_url) as store:
        with store.database.write() as connection:
            connection.execute(text("CREATE TABLE turn_log (x INTEGER)"))  # in the way of a later table
        with pytest.raises(StoreUnavailable, match="turn_log"):
            store.migrate()
        with store.database.read() as connection:
            assert inspect(connection).get_table_names() == ["turn_log"]


def test_foreign_keys_are_on_again_after_migrating(sqlite_url: str) -> None:
    with Store(sqlite_url) as store:
        store.migrate()
        with store.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_several_processes_start_together_elsewhere(database_url: str, tmp_path: Path) -> None:
    code = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom bot.store import Store\n"
    code += f"store = Store({database_url!r})\nstore.migrate()\nstore.ping()\n"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
