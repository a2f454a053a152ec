"""Runs migrations on the connection that bot.store.schema hands over; there is no other way to call them."""

from alembic import context

from bot.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
