"""What the `drogowskaz` command can do, one module per theme."""
