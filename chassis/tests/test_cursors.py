"""Cursors lead back to where they were issued, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.cursors import Cursors, InvalidCursor

CURSORS = Cursors("a key")
texts = st.text(st.characters(codec="utf-8"), max_size=30)


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
    """Whichever character of a cursor is changed, it is refused, the last one's spare bits included."""
    cursor = CURSORS.issue("orders", position)
    place %= len(cursor)
    changed = cursor[:place] + chr(ord(cursor[place]) ^ flip) + cursor[place + 1 :]
    with pytest.raises(InvalidCursor):
        CURSORS.read("orders", changed)


def test_every_other_last_character_is_refused() -> None:
    """No other spelling of the signature's last bits is taken for it."""
    cursor = CURSORS.issue("orders", "here")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for letter in letters.replace(cursor[-1], ""):
        with pytest.raises(InvalidCursor):
            CURSORS.read("orders", cursor[:-1] + letter)


@pytest.mark.parametrize("forged", ["", "x", ".", "a.b.c", "é", "eyJhIjoxfQ.", "\x00"])
def test_what_was_never_issued_is_refused(forged: str) -> None:
    """Text that is no cursor at all is refused, not an error of another kind."""
    with pytest.raises(InvalidCursor):
        CURSORS.read("orders", forged)


def test_another_key_signs_otherwise() -> None:
    """A cursor signed with another key is refused."""
    with pytest.raises(InvalidCursor):
        CURSORS.read("orders", Cursors("another key").issue("orders", "here"))
