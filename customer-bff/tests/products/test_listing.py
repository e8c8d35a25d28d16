from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from chassis.cursors import Cursors, InvalidCursor
from chassis.live_view import pages as pages_module
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.listing import Listing, Query
from customer_bff.products.views import CategoryList, ProductPage

Made = Callable[..., dict[str, Any]]


@pytest.fixture
def catalogue(a_product: Made) -> Catalogue:
    catalogue = Catalogue()
    for number in range(1, 6):
        catalogue.apply(contract.ProductView.model_validate(a_product(number)))
    return catalogue


@pytest.fixture
def listing(catalogue: Catalogue) -> Listing:
    return Listing(catalogue, Cursors("a key of the tests"))


def names(listing: Listing, query: Query) -> tuple[list[str], str | None]:
    page = ProductPage.model_validate_json(listing.page(query, repr(query).encode()).body)
    return [item.name for item in page.items], page.next_cursor


def test_pages_follow_one_another(listing: Listing) -> None:
    """Each page goes on where the one before ended, and the last says so."""
    first, cursor = names(listing, Query(limit=2))
    second, cursor = names(listing, Query(limit=2, cursor=cursor))
    third, end = names(listing, Query(limit=2, cursor=cursor))
    assert first + second + third == [f"Tumbler {number}" for number in range(1, 6)]
    assert end is None


def test_a_full_last_page_leads_nowhere(listing: Listing) -> None:
    """A page that ends with the last product has no cursor to an empty one."""
    assert names(listing, Query(limit=5))[1] is None


@pytest.mark.parametrize(
    "other",
    [
        {"sort": "-name"},
        {"search": "tumbler"},
        {"category": "drinkware"},
        {"in_stock": True},
    ],
)
def test_a_cursor_is_good_for_its_own_list_only(listing: Listing, other: dict[str, Any]) -> None:
    """With another filter or sort it is refused, not misread."""
    _, cursor = names(listing, Query(limit=2))
    with pytest.raises(InvalidCursor):
        names(listing, Query(limit=2, cursor=cursor, **other))


@pytest.mark.parametrize("forged", ["", "x", "e30.abc", "WyJhIiwiYiJd.AAAA"])
def test_a_forged_cursor_is_refused(listing: Listing, forged: str) -> None:
    """What was not signed here is no position."""
    with pytest.raises(InvalidCursor):
        names(listing, Query(cursor=forged))


def test_a_tampered_cursor_is_refused(listing: Listing) -> None:
    """One letter changed anywhere is enough."""
    _, cursor = names(listing, Query(limit=2))
    assert cursor is not None
    for place in range(0, len(cursor) - 1, 7):  # the very last letter may hold bits that mean nothing
        letter = "A" if cursor[place] != "A" else "B"
        with pytest.raises(InvalidCursor):
            names(listing, Query(limit=2, cursor=cursor[:place] + letter + cursor[place + 1 :]))


def test_a_page_is_made_once_while_nothing_changes(
    listing: Listing, catalogue: Catalogue, a_product: Made
) -> None:
    """The same question gets the same object, till the catalogue has changed."""
    page = listing.page(Query(), b"")
    assert listing.ready(b"") is page
    catalogue.apply(contract.ProductView.model_validate(a_product(9, name="Aardvark")))
    assert listing.ready(b"") is None
    assert json.loads(listing.page(Query(), b"").body)["items"][0]["name"] == "Aardvark"


def test_the_etag_is_of_what_is_shown(listing: Listing, catalogue: Catalogue, a_product: Made) -> None:
    """A change that does not show keeps it; one that shows does not."""
    before = listing.page(Query(limit=1), b"").etag
    catalogue.apply(contract.ProductView.model_validate(a_product(5, revision=2, low_stock_threshold=9)))
    assert listing.page(Query(limit=1), b"").etag == before
    catalogue.apply(contract.ProductView.model_validate(a_product(1, revision=2, description="Now blue.")))
    assert listing.page(Query(limit=1), b"").etag != before


def test_pages_kept_are_bounded(listing: Listing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking ever new questions does not fill the memory."""
    monkeypatch.setattr(pages_module, "MOST_PAGES_KEPT", 3)
    for number in range(10):
        listing.page(Query(search=str(number)), str(number).encode())
    assert sum(listing.ready(str(number).encode()) is not None for number in range(10)) <= 3


def test_categories_are_counted(listing: Listing, catalogue: Catalogue, a_product: Made) -> None:
    """Those of products that are for sale, by name; one without any is gone, and an edit moves its product."""
    catalogue.apply(contract.ProductView.model_validate(a_product(6, category="bags")))
    assert counted(listing) == [("bags", 1), ("drinkware", 5)]
    catalogue.apply(
        contract.ProductView.model_validate(a_product(6, revision=2, category="bags", status="ARCHIVED"))
    )
    catalogue.apply(contract.ProductView.model_validate(a_product(1, revision=2, category="cups")))
    assert counted(listing) == [("cups", 1), ("drinkware", 4)]


def counted(listing: Listing) -> list[tuple[str, int]]:
    items = CategoryList.model_validate_json(listing.categories().body).items
    return [(item.category, item.products) for item in items]
