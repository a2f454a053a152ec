"""Bringing a database to the newest schema, from any directory, once, however many processes start together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from bot.store.engine import Database
from bot.store.errors import StoreUnavailable
from bot.store.tables import HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_236_701_944  # any number: PostgreSQL's advisory lock of those who migrate


def revision(database: Database) -> str | None:
    """The schema's revision, or None when there is none yet."""
    try:
        with database.read() as connection:
            found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    except StoreUnavailable:
        return None
    return None if found is None else str(found)


def migrate(database: Database) -> None:
    """Upgrade to the newest revision, in one transaction. Raises StoreUnavailable when the database is newer."""
    if revision(database) == HEAD:
        return  # Alembic takes long to import and is needed only now and then
    with database.rebuild() as connection:
        if not database.sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        upgrade(connection, "head")


def upgrade(connection: Connection, target: str) -> None:
    """Run Alembic to `target` ("head", a revision, or "base" downwards) on an open transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if target == "base":
            command.downgrade(config, target)
        else:
            command.upgrade(config, target)
    except CommandError as fault:
        raise StoreUnavailable(f"the database cannot be migrated: {fault}") from None
