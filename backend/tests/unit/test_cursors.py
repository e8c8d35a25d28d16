"""Cursors lead back to where they were issued, and nowhere else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from backend_testing.strategies import texts
from hypothesis import given
from hypothesis import strategies as st

from backend.cursors import Cursors, InvalidCursor

CURSORS = Cursors("a key")


@given(texts, texts)
def test_a_cursor_reads_back(listing: str, position: str) -> None:
    """What was issued for a list is read for that list."""
    assert CURSORS.read(listing, CURSORS.issue(listing, position)) == position


@given(texts, texts, texts)
def test_a_cursor_is_bound_to_its_list(listing: str, other: str, position: str) -> None:
    """A cursor of one filter is refused with another."""
    if listing != other:
        with pytest.raises(InvalidCursor):
            CURSORS.read(other, CURSORS.issue(listing, position))


@given(texts, st.integers(0, 1000), st.integers(1, 127))
def test_a_changed_cursor_is_refused(position: str, place: int, flip: int) -> None:
    """Whichever character of a cursor is changed, it is refused or reads as it was issued."""
    cursor = CURSORS.issue("orders", position)
    place %= len(cursor)
    changed = cursor[:place] + chr(ord(cursor[place]) ^ flip) + cursor[place + 1 :]
    with suppress(InvalidCursor):
        # Base64 has spare bits at its end: a signature that decodes to the same bytes is the same signature.
        assert CURSORS.read("orders", changed) == position


@pytest.mark.parametrize("forged", ["", "x", ".", "a.b.c", "é", "eyJhIjoxfQ.", "\x00"])
def test_what_was_never_issued_is_refused(forged: str) -> None:
    """Text that is no cursor at all is refused, not an error of another kind."""
    with pytest.raises(InvalidCursor):
        CURSORS.read("orders", forged)


def test_another_key_signs_otherwise() -> None:
    """A cursor signed with another key is refused."""
    with pytest.raises(InvalidCursor):
        CURSORS.read("orders", Cursors("another key").issue("orders", "here"))
