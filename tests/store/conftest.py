"""Every test of the store runs on both databases."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.store import Ledger, Store, TurnResult

SERVER = os.environ.get("DROGOWSKAZ_TEST_POSTGRESQL", "postgresql+psycopg://root@127.0.0.1:5432/test")
PLAIN = SERVER.replace("+psycopg", "")

Say = Callable[..., Any]


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A new PostgreSQL database, dropped afterwards."""
    try:
        server = psycopg.connect(PLAIN, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not available, and with CI=true it must be")
        pytest.skip("PostgreSQL is not available: not run on this machine")
    name = f"drogowskaz_{uuid.uuid4().hex[:12]}"
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{SERVER.rsplit('/', 1)[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated store of either kind."""
    with Store(database_url) as opened:
        opened.migrate()
        yield opened


@pytest.fixture
def do(store: Store) -> Say:
    """`do(key, deed)`: one turn in which `deed(ledger)` happens; returns what it returned."""

    def run(key: str, deed: Callable[[Ledger], Any], channel: str = "web") -> Any:
        def work(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            return TurnResult({**(state or {}), "turns": (state or {}).get("turns", 0) + 1}, {"out": deed(ledger)})

        return store.turn(key, None, channel, work)["out"]

    return run
