"""What a basket costs, and everything that stands against it, told at once."""

from __future__ import annotations

import pytest
from backend_testing.samples import AT, HAT, MUG, PEN, basket, offer, usd

from backend.money import MAX_AMOUNT_MINOR, Money
from backend.orders.domain.errors import (
    CurrentPrice,
    MixedCurrencies,
    OrderRefused,
    OrderTotalTooLarge,
    Shortage,
    Unavailable,
)
from backend.orders.domain.offer import Offer
from backend.orders.domain.pricing import quote, refusal


def offers(*made: Offer) -> dict[str, Offer]:
    return {each.product_id: each for each in made}


def test_a_quote_copies_names_and_prices() -> None:
    """The lines carry what was for sale, and the total is their sum."""
    quoted = quote(basket({MUG: 3, HAT: 2}), offers(offer(MUG), offer(HAT, price=usd(2000))))
    assert quoted.total == usd(3 * 500 + 2 * 2000)
    assert [(line.product_id, line.unit_price, line.quantity) for line in quoted.lines] == [
        (MUG, usd(500), 3),
        (HAT, usd(2000), 2),
    ]


def test_an_order_is_placed_as_quoted() -> None:
    """The order made of a quote is at version 1, PROCESSING, with one entry by its customer."""
    asked = basket({MUG: 3})
    placed = quote(asked, offers(offer(MUG))).place(asked, "an id", "ada", AT)
    assert (placed.version, placed.status, placed.total) == (1, "PROCESSING", usd(1500))
    assert [(entry.type, entry.actor) for entry in placed.timeline] == [("order.placed", "customer:ada")]
    assert placed.fingerprint == asked.fingerprint


def test_all_refusals_are_told_at_once() -> None:
    """Unknown and archived products, and shortages of the others, come in one refusal."""
    asked = basket({MUG: 11, HAT: 1, PEN: 1})
    with pytest.raises(OrderRefused) as refused:
        quote(asked, offers(offer(MUG), offer(HAT, active=False)))
    assert list(refused.value.unavailable) == [Unavailable(HAT, "archived"), Unavailable(PEN, "unknown")]
    assert list(refused.value.shortages) == [Shortage(MUG, 11, 10)]


def test_every_shortage_is_told() -> None:
    """Stock is no matter of the quote, and each short line is in the refusal."""
    asked = basket({MUG: 11, HAT: 12, PEN: 1})
    current = offers(offer(MUG), offer(HAT, available=0), offer(PEN))
    assert quote(asked, current).total == usd(500 * 24)
    assert refusal(asked, current) == OrderRefused(shortages=[Shortage(MUG, 11, 10), Shortage(HAT, 12, 0)])


def test_exactly_what_there_is_can_be_sold() -> None:
    """Wanting all of the stock is no shortage."""
    assert refusal(basket({MUG: 10}), offers(offer(MUG))) is None


def test_currencies_do_not_mix() -> None:
    """Products of two currencies are refused together, both named in order."""
    with pytest.raises(MixedCurrencies) as refused:
        quote(basket({MUG: 1, HAT: 1}), offers(offer(MUG), offer(HAT, price=Money(5, "EUR"))))
    assert refused.value.currencies == ["EUR", "USD"]


def test_a_total_fits_into_64_bits() -> None:
    """The largest total is a signed 64-bit integer; one more is refused."""
    largest = offers(offer(MUG, price=usd(MAX_AMOUNT_MINOR - 1)), offer(HAT, price=usd(1)))
    assert quote(basket({MUG: 1, HAT: 1}), largest).total.amount_minor == 2**63 - 1
    with pytest.raises(OrderTotalTooLarge):
        quote(basket({MUG: 1, HAT: 2}), largest)


def test_the_expected_total_holds() -> None:
    """An expectation that is met refuses nothing."""
    assert quote(basket({MUG: 2}, usd(1000)), offers(offer(MUG))).total == usd(1000)


@pytest.mark.parametrize("expected", [usd(999), usd(0), Money(1000, "EUR")])
def test_another_expected_total_is_refused_with_the_current_prices(expected: Money) -> None:
    """The refusal names each line's price and the total as they are now, and shortages with them."""
    with pytest.raises(OrderRefused) as refused:
        quote(basket({MUG: 2, HAT: 99}, expected), offers(offer(MUG), offer(HAT, price=usd(0))))
    assert list(refused.value.current_prices) == [
        CurrentPrice(MUG, usd(500), 2),
        CurrentPrice(HAT, usd(0), 99),
    ]
    assert refused.value.current_total == usd(1000)
    assert list(refused.value.shortages) == [Shortage(HAT, 99, 10)]
