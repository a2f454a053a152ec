"""Things and wishes in a message: `Parser` finds ids, names, ordinals, negations and what is to be done with them."""

from nlu.mentions.parser import Parser

__all__ = ["Parser"]
