"""A basket is what the customer wants, however they wrote it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from backend_testing.samples import ADDRESS, HAT, MUG, PEN, basket, usd
from hypothesis import given
from hypothesis import strategies as st

from backend.orders.domain.basket import Basket, Wanted

wanted = st.builds(Wanted, st.sampled_from([MUG, HAT, PEN]), st.integers(1, 1000))


@given(st.lists(wanted, min_size=1, max_size=10))
def test_lines_of_a_product_are_merged(lines: list[Wanted]) -> None:
    """Each product has one line, with the sum of its quantities, in the order of first mention."""
    merged = Basket.of(lines, ADDRESS)
    total: Counter[str] = Counter()
    for line in lines:
        total[line.product_id] += line.quantity
    assert {line.product_id: line.quantity for line in merged.lines} == total
    assert merged.product_ids == list(dict.fromkeys(line.product_id for line in lines))


def test_equal_baskets_have_one_fingerprint() -> None:
    """The same wish, its lines split or not, is the same request."""
    split = Basket.of([Wanted(MUG, 1), Wanted(HAT, 1), Wanted(MUG, 2)], ADDRESS, usd(5))
    assert split.fingerprint == basket({MUG: 3, HAT: 1}, usd(5)).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        basket({MUG: 4, HAT: 1}),
        basket({MUG: 3}),
        basket({MUG: 3, PEN: 1}),
        basket({MUG: 3, HAT: 1}, usd(2000)),
        *(
            replace(basket({MUG: 3, HAT: 1}), ship_to=replace(ADDRESS, **{name: "other"}))
            for name in ("name", "line1", "line2", "city", "postal_code", "region", "country")
        ),
    ],
)
def test_another_wish_has_another_fingerprint(other: Basket) -> None:
    """Another quantity, product, expectation or any other part of the address makes another request."""
    assert other.fingerprint != basket({MUG: 3, HAT: 1}).fingerprint


def test_an_expected_total_names_its_currency() -> None:
    """The same amount in another currency is another request."""
    dollars, yen = basket({MUG: 1}, usd(5)), basket({MUG: 1}, replace(usd(5), currency="JPY"))
    assert dollars.fingerprint != yen.fingerprint
