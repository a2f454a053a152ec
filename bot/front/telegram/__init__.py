"""The Telegram channel: updates in, drawn replies out, by polling or by webhook."""
