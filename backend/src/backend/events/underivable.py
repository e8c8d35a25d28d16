"""A change that no event tells of."""

from __future__ import annotations


class Underivable(Exception):
    """The text says what is odd about the change, and names the item without saying what is in it."""
