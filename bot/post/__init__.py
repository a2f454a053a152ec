"""E-mail to the centre's advisers, through the configured server only; off when none is set."""
