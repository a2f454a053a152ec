"""The first tables.

Revision ID: 0001
Revises:
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Written out here and not taken from bot.store.tables, which goes on changing.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "conversation",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("created", UTC, nullable=False),
        sa.Column("updated", UTC, nullable=False),
        sa.Column("kb", sa.String(length=64), nullable=False),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_line"), "conversation", ["line"])
    op.create_index(op.f("ix_conversation_updated"), "conversation", ["updated"])
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "resume_attempt",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("created", UTC, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_attempt")),
    )
    op.create_index(op.f("ix_resume_attempt_conversation"), "resume_attempt", ["conversation"])
    op.create_index(op.f("ix_resume_attempt_created"), "resume_attempt", ["created"])
    op.create_table(
        "seen_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_seen_update")),
    )
    op.create_index(op.f("ix_seen_update_created"), "seen_update", ["created"])
    op.create_table(
        "selection",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=True),
        sa.Column("unit_kind", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("kb", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection")),
        sa.UniqueConstraint("line", "version", name=op.f("uq_selection_line_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_selection_conversation"), "selection", ["conversation"])
    op.create_index(op.f("ix_selection_created"), "selection", ["created"])
    op.create_index(op.f("ix_selection_reference"), "selection", ["reference"])
    op.create_table(
        "unanswered",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered")),
    )
    op.create_index(op.f("ix_unanswered_created"), "unanswered", ["created"])
    op.create_table(
        "feedback",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.key"], name=op.f("fk_feedback_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_conversation"), "feedback", ["conversation"])
    op.create_table(
        "handover",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.key"], name=op.f("fk_handover_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_conversation"), "handover", ["conversation"])
    op.create_table(
        "history",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("who", sa.String(length=8), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.key"], name=op.f("fk_history_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_conversation_id"), "history", ["conversation", "id"])
    op.create_table(
        "resume_code",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("created", UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.key"], name=op.f("fk_resume_code_conversation"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_resume_code")),
    )
    op.create_index(op.f("ix_resume_code_conversation"), "resume_code", ["conversation"])
    op.create_index(op.f("ix_resume_code_line"), "resume_code", ["line"])
    op.create_table(
        "selection_item",
        sa.Column("selection", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["selection"], ["selection.id"], name=op.f("fk_selection_item_selection"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("selection", "position", name=op.f("pk_selection_item")),
    )
    op.create_table(
        "turn_log",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("created", UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.key"], name=op.f("fk_turn_log_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_log")),
        sa.UniqueConstraint("conversation", "message_id", name=op.f("uq_turn_log_conversation_message_id")),
    )
    op.create_index(op.f("ix_turn_log_conversation_id"), "turn_log", ["conversation", "id"])


def downgrade() -> None:
    """Drop all tables, children first."""
    for table in (
        "turn_log",
        "selection_item",
        "resume_code",
        "history",
        "handover",
        "feedback",
        "unanswered",
        "selection",
        "seen_update",
        "resume_attempt",
        "meta",
        "conversation",
    ):
        op.drop_table(table)
