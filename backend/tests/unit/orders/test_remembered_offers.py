"""Offers are remembered as they were last seen, and only so many."""

from __future__ import annotations

from dataclasses import replace

from backend_testing.samples import HAT, MUG, PEN, offer

from backend.orders.remembered_offers import RememberedOffers


def test_the_last_seen_is_remembered() -> None:
    """A newer offer of the same product takes the place of the older; unknown products are left out."""
    remembered = RememberedOffers(10)
    newer = replace(offer(MUG), version=2)
    remembered.remember([offer(MUG)])
    remembered.remember([newer])
    assert remembered.recall([MUG, HAT]) == {MUG: newer}


def test_the_least_recently_used_is_forgotten() -> None:
    """Memory is bounded, and what is asked for stays."""
    remembered = RememberedOffers(2)
    remembered.remember([offer(MUG), offer(HAT)])
    remembered.recall([MUG])
    remembered.remember([offer(PEN)])
    assert remembered.recall([MUG, HAT, PEN]).keys() == {MUG, PEN}
