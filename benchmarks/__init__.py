"""Measures Drogowskaz beside stock Rasa: `python -m benchmarks.run`."""
