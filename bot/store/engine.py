"""Connections and transactions, on SQLite and on PostgreSQL, with one kind of error for all that may be wrong."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from bot.store.errors import StoreUnavailable

BUSY_MS = 5000  # how long a transaction waits for another one's lock

_turnstiles: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreUnavailable("the database URL cannot be read: expected sqlite:///file or postgresql://…") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreUnavailable(f"the database URL names {url.get_backend_name()!r}: expected sqlite or postgresql")
    return url


def _in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and (url.database or ":memory:") == ":memory:"


def _create_file(url: URL) -> None:
    """Make the SQLite file with mode 0600, for it holds what people said."""
    if _in_memory(url) or (url.database or "").startswith("file:"):
        return
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as fault:
        raise StoreUnavailable(f"the database file {path} cannot be made: {fault.strerror}") from None


def make_engine(text: str, *, busy_ms: int = BUSY_MS) -> Engine:
    """An engine for either database, as the whole program should open it.

    On SQLite: WAL, foreign keys, deleted content overwritten, and `BEGIN IMMEDIATE`, so that a transaction that reads
    and then writes never fails half-way; the execution option `read_only=True` begins without taking the write lock.
    """
    url = _url(text)
    if url.get_backend_name() == "postgresql":
        args: dict[str, Any] = {"connect_timeout": 5}
        if "options" not in url.query:
            args["options"] = f"-c lock_timeout={busy_ms * 2} -c timezone=UTC"
        return create_engine(
            url, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True, connect_args=args
        )

    _create_file(url)
    extra: dict[str, Any] = {"poolclass": StaticPool} if _in_memory(url) else {"pool_size": 5, "max_overflow": 20}
    args = {"timeout": busy_ms / 1000, "check_same_thread": False, "isolation_level": None}
    # Values of statements are what people wrote: they must not reach a log by way of an exception.
    engine = create_engine(url, connect_args=args, hide_parameters=True, **extra)

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=NORMAL")  # what must outlive a power cut is synced by Database.sync
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def scrub(engine: Engine, busy_ms: int = BUSY_MS) -> None:
    """Move SQLite's WAL into the file and empty it, so that erased content is in neither. Best effort."""
    with suppress(SQLAlchemyError), engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA busy_timeout=300")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute(f"PRAGMA busy_timeout={busy_ms}")


class Database:
    """An engine with transactions whose failures are all `StoreUnavailable`."""

    def __init__(self, url: str, *, busy_ms: int = BUSY_MS) -> None:
        self.engine = make_engine(url, busy_ms=busy_ms)
        self._reader = self.engine.execution_options(read_only=True)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._memory = _in_memory(self.engine.url)
        self._wait = busy_ms / 1000
        # SQLite lets one writer in and makes the others poll, up to 100 ms at a time; all that this process writes to
        # one file queues up here instead.
        self._turnstile = threading.Lock() if self._memory else _turnstiles[self.engine.url.database or ""]

    @property
    def name(self) -> str:
        """The URL without its password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write: committed at the end, rolled back whole by any exception."""
        with self._queue(self.sqlite), self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads and, on SQLite, waits for no writer."""
        with self._queue(self._memory), self._explained(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """A transaction that may change tables.

        SQLite changes most things of a table by copying and dropping it; with foreign keys on, dropping would delete
        the rows of its children, so they are off meanwhile and checked at the end.
        """
        if not self.sqlite:
            with self.write() as connection:
                yield connection
            return
        with self._queue(True), self._explained(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise StoreUnavailable(f"the database {self.name} cannot be migrated: rows without parents")
            finally:
                raw.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def _queue(self, needed: bool) -> Iterator[None]:
        if not needed:
            yield
            return
        if not self._turnstile.acquire(timeout=self._wait):
            raise StoreUnavailable(f"the database {self.name} is locked by another turn")
        try:
            yield
        finally:
            self._turnstile.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DataError, IntegrityError):
            raise  # a fault of the caller, not of the database
        except (DBAPIError, PoolTimeout) as fault:
            raise StoreUnavailable(f"the database {self.name} is unavailable: {_reason(fault)}") from fault

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that knows `on_conflict_…`, in this database's dialect."""
        return sqlite.insert(table) if self.sqlite else postgresql.insert(table)

    def insert_new(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that leaves a row alone that is there already."""
        return self.insert(table).on_conflict_do_nothing()

    def sync(self) -> None:
        """Make what was committed outlive a power cut (PostgreSQL does so by itself; a WAL is synced here)."""
        if not self.sqlite or self._memory:
            return
        with suppress(OSError), Path(f"{self.engine.url.database}-wal").open("r+b") as log:
            os.fsync(log.fileno())

    def scrub(self) -> None:
        """See `scrub`."""
        if not self.sqlite or self._memory:
            return
        with self._queue(True):
            scrub(self.engine, int(self._wait * 1000))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _reason(fault: SQLAlchemyError) -> str:
    """The first line of what the driver said, without the SQL and its values (they hold what people wrote)."""
    cause = fault.orig if isinstance(fault, DBAPIError) and fault.orig is not None else fault
    lines = str(cause).strip().splitlines() or [type(fault).__name__]
    return lines[0]
