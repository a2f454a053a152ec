"""The store: conversations and their state, the journal of selections, each message answered once, erasure.

`bot.store.backup` has backup and restore.
"""

from bot.store.codes import Limits
from bot.store.erase import purge, rows_of
from bot.store.errors import BackupError, Stale, StoreError, StoreUnavailable, TooManyTries
from bot.store.inbox import feedback, handovers, unanswered
from bot.store.journal import Ledger
from bot.store.report import rows, write_csv, write_xlsx
from bot.store.store import Store
from bot.store.turns import TurnResult

__all__ = [
    "BackupError",
    "Ledger",
    "Limits",
    "Stale",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "TooManyTries",
    "TurnResult",
    "feedback",
    "handovers",
    "purge",
    "rows",
    "rows_of",
    "unanswered",
    "write_csv",
    "write_xlsx",
]
