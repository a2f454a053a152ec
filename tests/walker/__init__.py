"""The random walker: thousands of turns against a small model of the rules of choosing."""
