"""The databases of the store's tests."""

from tests.store.conftest import database_url, postgresql_url, sqlite_url

__all__ = ["database_url", "postgresql_url", "sqlite_url"]
