from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.live_view.collection import Position
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue, Filter, Sort

SORTS: list[Sort] = ["name", "-name", "price", "-price", "newest"]


def product(number: int, **fields: Any) -> contract.ProductView:
    return contract.ProductView.model_validate(
        {
            "product_id": f"{number:036d}",
            "sku": f"SKU-{number}",
            "name": f"Thing {number}",
            "description": "",
            "image_url": None,
            "category": "things",
            "price": {"amount_minor": 100, "currency": "USD"},
            "status": "ACTIVE",
            "stock": {"received": 9, "available": 9, "reserved": 0, "shipped": 0},
            "low_stock_threshold": None,
            "version": 1,
            "revision": 1,
            "created_at": "2026-11-22T09:30:00Z",
            "updated_at": "2026-11-22T09:30:00Z",
            **fields,
        }
    )


def stock(available: int) -> dict[str, int]:
    return {"received": available, "available": available, "reserved": 0, "shipped": 0}


def price(amount_minor: int) -> dict[str, Any]:
    return {"amount_minor": amount_minor, "currency": "USD"}


def numbers(
    catalogue: Catalogue, sort: Sort = "name", wanted: Filter | None = None, after: Position | None = None
) -> list[int]:
    return [int(position[1]) for position, _ in catalogue.after(after, sort, wanted or Filter())]


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


def test_an_older_revision_changes_nothing(catalogue: Catalogue) -> None:
    """News that comes late does not undo what is known, nor does a repeat count as a change."""
    catalogue.apply(product(1, revision=5, name="New"))
    generation = catalogue.generation
    catalogue.apply(product(1, revision=4, name="Old"))
    catalogue.apply(product(1, revision=5, name="Same"))
    entry = catalogue.get(f"{1:036d}")
    assert entry is not None
    assert b'"name":"New"' in entry.json
    assert catalogue.generation == generation


def test_an_archived_product_is_gone_for_good(catalogue: Catalogue) -> None:
    """Older news of its better days does not bring it back; newer news does."""
    catalogue.apply(product(1, revision=1))
    catalogue.apply(product(1, revision=3, status="ARCHIVED"))
    catalogue.apply(product(1, revision=2))
    assert numbers(catalogue) == []
    catalogue.apply(product(1, revision=4))
    assert numbers(catalogue) == [1]


def test_what_is_not_listed_any_more_is_forgotten(catalogue: Catalogue) -> None:
    """After a whole reading the catalogue holds what was read, archived products too."""
    for number in (1, 2):
        catalogue.apply(product(number))
    catalogue.apply(product(3, revision=9, status="ARCHIVED"))
    catalogue.retain({f"{2:036d}"})
    assert numbers(catalogue) == [2]
    catalogue.apply(product(3, revision=1))
    assert numbers(catalogue) == [2, 3]


def test_a_sale_changes_what_is_shown_and_not_where_it_stands(catalogue: Catalogue) -> None:
    """The product's place in each order is the same object: nothing is sorted in anew."""
    catalogue.apply(product(1))
    before = catalogue.get(f"{1:036d}")
    catalogue.apply(product(1, revision=2, stock=stock(0)))
    after = catalogue.get(f"{1:036d}")
    assert before is not None
    assert after is not None
    assert after.positions is before.positions
    assert (after.in_stock, after.revision, catalogue.generation) == (False, 2, 2)
    assert numbers(catalogue, wanted=Filter(in_stock=True)) == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", [2, 1, 3]),
        ("-name", [3, 1, 2]),
        ("price", [3, 2, 1]),
        ("-price", [1, 2, 3]),
        ("newest", [3, 1, 2]),
    ],
)
def test_sorted_as_asked(catalogue: Catalogue, sort: Sort, order: list[int]) -> None:
    """Names without case and accents, prices by amount, the newest first."""
    catalogue.apply(product(1, name="éclair", price=price(300), created_at="2026-02-01T00:00:00Z"))
    catalogue.apply(product(2, name="Apple", price=price(200), created_at="2026-01-01T00:00:00Z"))
    catalogue.apply(product(3, name="zebra", price=price(100), created_at="2026-02-01T00:00:00.000001Z"))
    assert numbers(catalogue, sort) == order


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ((), [1, 2]),
        (("tum",), [1]),
        (("mbler",), []),
        (("tumbelr",), [1]),
        (("nomda", "tea"), [1]),
        (("nomad", "tea"), [1]),
        (("nomad", "lamp"), []),
        (("01",), [1]),
        (("light",), [2]),
    ],
)
def test_all_beginnings_of_words_must_be_found(
    catalogue: Catalogue, starts: tuple[str, ...], found: list[int]
) -> None:
    """In name, SKU, category or description, each anywhere, and never in the middle of a word. A slip is forgiven."""
    catalogue.apply(product(1, name="Nomad Tumbler", sku="TUM-01", description="For tea."))
    catalogue.apply(product(2, name="Desk lamp", category="lighting"))
    assert numbers(catalogue, wanted=Filter(starts), sort="newest")[::-1] == found


def test_category_and_stock_filter(catalogue: Catalogue) -> None:
    """A category is meant exactly; in stock is what can be ordered now."""
    catalogue.apply(product(1, category="bags", stock=stock(0)))
    catalogue.apply(product(2, category="bags"))
    catalogue.apply(product(3, category="bag"))
    assert numbers(catalogue, wanted=Filter(category="bags")) == [1, 2]
    assert numbers(catalogue, wanted=Filter(in_stock=True)) == [2, 3]
    assert numbers(catalogue, wanted=Filter(in_stock=False)) == [1]


def test_an_edit_changes_what_a_product_is_found_by(catalogue: Catalogue) -> None:
    """Its new words are found and its old ones are not, though its place in every order is the same."""
    catalogue.apply(product(1, description="Keeps tea."))
    catalogue.apply(product(1, revision=2, description="Keeps soup."))
    assert numbers(catalogue, wanted=Filter(("soup",))) == [1]
    assert numbers(catalogue, wanted=Filter(("tea",))) == []
    catalogue.apply(product(1, revision=3, description="Keeps soup.", category="pots"))
    assert numbers(catalogue, wanted=Filter(("pots",), category="pots")) == [1]
    catalogue.apply(product(1, revision=4, status="ARCHIVED"))
    catalogue.apply(product(2))
    assert numbers(catalogue, wanted=Filter(("soup",))) == []


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("those_found", [3, 60])
def test_what_is_found_comes_in_the_order_asked_for(
    catalogue: Catalogue, sort: Sort, those_found: int
) -> None:
    """Also behind a position, whether few are found, which are sorted, or many, which are met in order."""
    for number in range(100):
        name = "Blue" if number < those_found else "Red"
        catalogue.apply(product(number, name=f"{name} {number * 7 % 10}", price=price(number * 3 % 11)))
    everything = numbers(catalogue, sort)
    found = numbers(catalogue, sort, Filter(("blu",)))
    assert found == [number for number in everything if number < those_found]
    half = len(found) // 2
    (middle, _) = list(catalogue.after(None, sort, Filter(("blu",))))[half]
    assert numbers(catalogue, sort, Filter(("blu",)), middle) == found[half + 1 :]


STEPS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.integers(1, 5),
        st.sampled_from(["a", "B", "á"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=30,
)


@given(STEPS)
def test_all_orders_hold_the_same_products(steps: list[tuple[int, int, str, int, bool]]) -> None:
    """Whatever comes in whatever order, each sort lists exactly the products for sale, the newest news of each."""
    catalogue = Catalogue()
    newest: dict[int, tuple[int, bool]] = {}
    for number, revision, name, amount, active in steps:
        status = "ACTIVE" if active else "ARCHIVED"
        catalogue.apply(product(number, revision=revision, name=name, price=price(amount), status=status))
        if revision > newest.get(number, (0, False))[0]:
            newest[number] = (revision, active)
    for_sale = {number for number, (_, active) in newest.items() if active}
    assert len(catalogue) == len(for_sale)
    for sort in SORTS:
        listed = numbers(catalogue, sort)
        assert len(listed) == len(set(listed))
        assert set(listed) == for_sale
    assert numbers(catalogue, "-price") == numbers(catalogue, "price")[::-1]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(0, 11), st.sampled_from(SORTS))
def test_a_position_survives_newcomers(amounts: list[int], at: int, sort: Sort) -> None:
    """Going on behind a position repeats nothing and skips nothing, also when it is gone or others have come."""
    catalogue = Catalogue()
    for number, amount in enumerate(amounts):
        catalogue.apply(product(number, price=price(amount)))
    listed = list(catalogue.after(None, sort, Filter()))
    position = listed[at % len(listed)][0]
    rest = numbers(catalogue, sort)[at % len(listed) + 1 :]
    assert numbers(catalogue, sort, after=position) == rest
    catalogue.remove(position[1])
    catalogue.apply(product(99, price=price(2)))
    assert [number for number in numbers(catalogue, sort, after=position) if number != 99] == rest
