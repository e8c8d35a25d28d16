"""What calls for a notice."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.notices.domain.notice import StockLevel


def level(
    available: int,
    moved: int,
    threshold: int | None = 5,
    *,
    for_sale: bool = True,
    newly_watched: bool = False,
) -> StockLevel:
    return StockLevel(for_sale, available, moved, threshold, newly_watched)


@pytest.mark.parametrize(
    ("available", "moved", "ran_low"),
    [
        (6, -1, False),  # above it still
        (5, -1, True),  # to the threshold
        (2, -4, True),  # past it in one step
        (4, -1, False),  # lower, and low before
        (5, 1, False),  # more, and low still
        (9, 6, False),
        (5, 0, False),  # a write that moved no stock
    ],
)
def test_stock_runs_low_when_it_crosses_its_threshold(available: int, moved: int, ran_low: bool) -> None:
    """By falling to it or past it: not by each sale below it, and not by rising."""
    assert level(available, moved).ran_low is ran_low


def test_what_is_not_watched_does_not_run_low() -> None:
    """A product without a threshold, or one that is not for sale."""
    assert not level(0, -10, None).ran_low
    assert not level(0, -10, for_sale=False).ran_low


def test_a_threshold_may_be_set_above_what_there_is() -> None:
    """Then the product is low from that moment on, though nothing was sold; and not when there is more."""
    assert level(4, 0, newly_watched=True).ran_low
    assert not level(6, 0, newly_watched=True).ran_low


@given(st.lists(st.integers(0, 20), min_size=2), st.integers(0, 20), st.randoms())
def test_there_is_one_notice_a_crossing(levels: list[int], threshold: int, order: Random) -> None:
    """Whatever stock does, and in whichever order its events come: one each time that it fell to the threshold."""
    writes = [level(after, after - before, threshold) for before, after in pairwise(levels)]
    order.shuffle(writes)
    crossings = sum(before > threshold >= after for before, after in pairwise(levels))
    assert sum(write.ran_low for write in writes) == crossings
