"""chassis.etags"""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.etags import (
    MalformedETags,
    format_etag,
    if_match_holds,
    if_none_match_matches,
    parse_etags,
)


def test_a_list_is_parsed_in_order() -> None:
    """Weak and strong tags are told apart, commas within quotes belong to the tag, empty members are skipped."""
    assert parse_etags(' "1" ,, W/"a,b","" ').tags == ((False, "1"), (True, "a,b"), (False, ""))


@pytest.mark.parametrize(
    "header", ["", " ", "1", '"1', '"1" "2"', '"1",*', 'w/"1"', '"1",', '*,"1"', '"a b"']
)
def test_what_is_no_list_of_tags_is_refused(header: str) -> None:
    """A header that RFC 9110 does not allow raises MalformedETags; a trailing comma alone is allowed by it."""
    if header == '"1",':
        assert parse_etags(header).tags == ((False, "1"),)
        return
    with pytest.raises(MalformedETags):
        parse_etags(header)


def test_if_match_compares_strongly() -> None:
    """If-Match holds for the same strong tag and for *, and never for a weak one."""
    assert if_match_holds('"0", "1"', "1")
    assert if_match_holds("*", "1")
    assert not if_match_holds('W/"1"', "1")
    assert not if_match_holds('"2"', "1")


def test_if_none_match_compares_weakly() -> None:
    """If-None-Match matches the same tag, weak or not, and *; missing or malformed it matches nothing."""
    assert if_none_match_matches('W/"1"', "1")
    assert if_none_match_matches('"0","1"', "1")
    assert if_none_match_matches("*", "1")
    assert not if_none_match_matches('"2"', "1")
    assert not if_none_match_matches("1", "1")
    assert not if_none_match_matches(None, "1")


@given(st.lists(st.tuples(st.booleans(), st.text("abc!#,/.-", max_size=5)), min_size=1, max_size=5))
def test_what_is_formatted_parses_back(tags: list[tuple[bool, str]]) -> None:
    """Formatting and parsing are inverse."""
    header = ", ".join(format_etag(tag, weak=weak) for weak, tag in tags)
    assert parse_etags(header).tags == tuple(tags)


@given(st.text('"W/,* ab\t', max_size=12))
def test_parsing_raises_nothing_else(header: str) -> None:
    """Any header is parsed or refused with MalformedETags."""
    with contextlib.suppress(MalformedETags):
        parse_etags(header)
