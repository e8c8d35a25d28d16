"""Which files of a partition count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.analytics.files import Part, live, next_number, part_named, whole_blocks


def test_a_name_says_what_is_in_it() -> None:
    """There and back, and nothing else is taken for a file of a partition."""
    assert part_named("type=a/date=2026-11-25/00000016-00000031.parquet") == Part(16, 31)
    assert Part(16, 31).name == "00000016-00000031.parquet"
    assert part_named("type=a/notes.txt") is None
    assert part_named("type=a/.x.draft") is None


def test_what_is_merged_counts_once() -> None:
    """A range takes the place of all that is within it, whatever is still there beside it."""
    parts = [Part(number, number) for number in range(3, 19)] + [Part(0, 15)]
    assert live(parts) == [Part(0, 15), Part(16, 16), Part(17, 17), Part(18, 18)]
    assert next_number(parts) == 19
    assert next_number([]) == 0


@given(st.lists(st.tuples(st.integers(0, 600), st.sampled_from([1, 16, 256]))))
def test_live_parts_are_disjoint_and_whole(drawn: list[tuple[int, int]]) -> None:
    """Of aligned ranges, in whatever mixture: no number counts twice, and none is missing."""
    parts = [Part(at // size * size, at // size * size + size - 1) for at, size in drawn]
    counted = [number for part in live(parts) for number in range(part.first, part.last + 1)]
    assert len(counted) == len(set(counted))
    assert set(counted) == {number for part in parts for number in range(part.first, part.last + 1)}


@pytest.mark.parametrize("missing", range(16))
def test_only_what_is_whole_is_merged(missing: int) -> None:
    """Sixteen make one; fifteen make none, whichever is missing, since it may still come."""
    parts = [Part(number, number) for number in range(16)]
    assert list(whole_blocks(parts)) == [(Part(0, 15), parts)]
    assert list(whole_blocks(part for part in parts if part.first != missing)) == []


def test_merged_files_are_merged_again() -> None:
    """Two hundred and fifty-six become one; that is not merged any further."""
    parts = [Part(number, number) for number in range(256 * 2 + 5)]
    blocks = dict(whole_blocks(parts))
    assert [part for part in blocks if part.numbers == 256] == [Part(0, 255), Part(256, 511)]
    assert len(blocks) == 32 + 2
    assert list(whole_blocks([Part(256 * n, 256 * n + 255) for n in range(16)])) == []
