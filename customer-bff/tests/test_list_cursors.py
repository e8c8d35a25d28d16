import pytest

from customer_bff.cursors import Cursors, ForeignCursor


def test_a_cursor_says_where_its_list_goes_on() -> None:
    """What was put in comes out, numbers as numbers."""
    cursors = Cursors("key")
    assert cursors.read("list", cursors.issue("list", (3500, "id"))) == (3500, "id")


@pytest.mark.parametrize(("key", "listing"), [("other key", "list"), ("key", "other list")])
def test_another_key_or_list_refuses_it(key: str, listing: str) -> None:
    """A cursor is good for one list of one platform."""
    cursor = Cursors("key").issue("list", ("a", "id"))
    with pytest.raises(ForeignCursor):
        Cursors(key).read(listing, cursor)
