"""The tables. All times are UTC; all JSON is kept as text, so that both databases hold the same characters."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0002"  # the newest migration; a test compares it with migrations/versions
VERSION_TABLE = "schema_version"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC datetime: timestamptz on PostgreSQL, text without a zone on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so it is left out there."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts up by itself only in a column of exactly this type.
Number = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Number, primary_key=True, autoincrement=True)


def _owner() -> Column[str]:
    return Column("conversation", String(64), ForeignKey("conversation.key", ondelete="CASCADE"), nullable=False)


def _created() -> Column[datetime]:
    return Column("created", Utc, nullable=False)


conversation = Table(
    "conversation",
    metadata,
    Column("key", String(64), primary_key=True),  # pseudonymous, made in the front door
    Column("channel", String(32), nullable=False),
    Column("role", String(32)),
    Column("state", Text),
    Column("created", Utc, nullable=False),
    Column("updated", Utc, nullable=False, index=True),
    Column("kb", String(64), nullable=False),
    Column("line", String(32), nullable=False, index=True),  # its versions; shared by all who joined it by a code
)

turn_log = Table(
    "turn_log",
    metadata,
    _id(),
    _owner(),
    Column("message_id", String(100), nullable=False),
    Column("reply", Text, nullable=False),
    _created(),
    UniqueConstraint("conversation", "message_id"),
)
Index(None, turn_log.c.conversation, turn_log.c.id)

selection = Table(
    "selection",
    metadata,
    _id(),
    # No foreign key: when selections are kept without their maker, it becomes empty.
    Column("conversation", String(64), index=True),
    Column("line", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("reference", String(32), nullable=False, index=True),
    Column("created", Utc, nullable=False, index=True),
    Column("channel", String(32), nullable=False),
    Column("role", String(32)),
    Column("unit_kind", Text, nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("kb", String(64), nullable=False),
    Column("withdrawn", Boolean(create_constraint=False), nullable=False),
    Column("sent", Utc),  # when the advisers' digest with it was taken by the mail server
    UniqueConstraint("line", "version"),
    sqlite_autoincrement=True,
)

selection_item = Table(
    "selection_item",
    metadata,
    Column("selection", Number, ForeignKey("selection.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("action_id", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("quarter", Text, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    _id(),
    _owner(),
    _created(),
    Column("rating", Integer, nullable=False),  # -1, 0, 1
    Column("comment", Text, nullable=False),
    Column("about", Text, nullable=False),
    Index(None, "conversation"),
)

handover = Table(
    "handover",
    metadata,
    _id(),
    _owner(),
    _created(),
    Column("contact", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("sent", Utc),  # when the mail server took it
    Column("reference", String(32)),  # the number that the person was told
    Index(None, "conversation"),
)

resume_code = Table(
    "resume_code",
    metadata,
    Column("digest", String(64), primary_key=True),  # HMAC of the code; the code itself is kept nowhere
    Column("line", String(32), nullable=False, index=True),
    # Who made it; empty when that one was erased while others share the line.
    Column("conversation", String(64), ForeignKey("conversation.key", ondelete="SET NULL")),
    _created(),
    Index(None, "conversation"),
)

resume_attempt = Table(
    "resume_attempt",
    metadata,
    _id(),
    # Empty after its conversation was erased: the overall limit must not be reset by erasing.
    Column("conversation", String(64), index=True),
    Column("created", Utc, nullable=False, index=True),
)

unanswered = Table(  # no conversation: these texts are read by editors and belong to nobody
    "unanswered",
    metadata,
    _id(),
    Column("text", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("created", Utc, nullable=False, index=True),
)

seen_update = Table(
    "seen_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("created", Utc, nullable=False, index=True),
)

history = Table(
    "history",
    metadata,
    _id(),
    _owner(),
    Column("who", String(8), nullable=False),
    Column("content", Text, nullable=False),
    _created(),
)
Index(None, history.c.conversation, history.c.id)

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
