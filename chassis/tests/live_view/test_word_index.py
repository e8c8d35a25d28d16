from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.live_view.word_index import WordIndex

WORDS = st.sets(st.text("ab", min_size=1, max_size=3), max_size=4)


def index_of(*holders: str) -> WordIndex:
    index = WordIndex()
    for number, words in enumerate(holders):
        index.add(number, set(words.split()))
    return index


@given(st.lists(st.tuples(st.integers(0, 5), WORDS), max_size=30), st.lists(WORDS, max_size=3))
def test_it_finds_what_looking_through_everything_would(
    changes: list[tuple[int, set[str]]], searches: list[set[str]]
) -> None:
    """However holders have come, changed their words and gone."""
    index, held = WordIndex(), dict[int, set[str]]()
    for holder, words in changes:
        if holder in held:
            index.remove(holder, held.pop(holder))
        if words:
            held[holder] = words
            index.add(holder, words)
    for starts in filter(None, searches):
        expected = {
            holder
            for holder, words in held.items()
            if all(any(word.startswith(start) for word in words) for start in starts)
        }
        assert index.find(starts) == expected
    assert index._words == sorted(set().union(*held.values()))


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("tumbelr", {0}),
        ("tumblr", {0}),
        ("tumblerr", {0}),
        ("tumbker", {0}),
        ("tumbblerr", {0}),
        ("lmp", set()),
        ("teapod", {2}),
        ("47110", set()),
        ("tumb", {0, 1}),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(searched: str, found: set[int]) -> None:
    """In words of four letters or more, where nothing begins as it was typed; a number means what it says."""
    assert index_of("tumbler 47111", "tumbling", "teapot lamp").find([searched]) == found


def test_the_nearest_are_meant() -> None:
    """What takes two slips is not found beside what takes one."""
    assert index_of("container", "contained", "contrainer").find(["contaiper"]) == {0}
