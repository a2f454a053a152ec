"""What was e-mailed to the advisers, and a number for each hand-over.

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns; all that is there counts as not yet sent."""
    op.add_column("selection", sa.Column("sent", UTC, nullable=True))
    op.add_column("handover", sa.Column("sent", UTC, nullable=True))
    op.add_column("handover", sa.Column("reference", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    for table, column in (("handover", "reference"), ("handover", "sent"), ("selection", "sent")):
        op.drop_column(table, column)
