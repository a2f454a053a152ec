"""The commands of `drogowskaz`."""
