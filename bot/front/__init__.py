"""The front door: every public channel, on one port."""
