"""Orders survive being stored."""

from __future__ import annotations

from backend_testing.samples import AT, LATER, MUG, order, parcel
from backend_testing.strategies import ids, orders
from hypothesis import given

from backend.orders.domain.order import Order
from backend.orders.item import from_item, placed_key, shard_of, to_item, tracking_keys
from backend.persistence.items import STATUS_SHARDS


@given(orders)
def test_an_order_reads_back_as_it_was(made: Order) -> None:
    """Whatever an order holds comes back from its item equal."""
    assert from_item(to_item(made)) == made


@given(orders)
def test_the_item_carries_the_index_keys(made: Order) -> None:
    """Every order item has the keys of `by_customer` and `by_status`, and not that of the tracking index."""
    item = to_item(made)
    assert item["placed_key"]["S"] == placed_key(made.created_at, made.order_id)
    assert item["status_shard"]["S"].startswith(f"{made.status}#")
    assert item["customer_id"]["S"] == made.customer_id
    assert item["version"]["N"] == str(len(made.timeline))
    assert "tracking_number" not in item


@given(ids)
def test_an_order_has_one_of_the_shards(order_id: str) -> None:
    """The shard is one of the few that listings ask."""
    assert 0 <= shard_of(order_id) < STATUS_SHARDS


def test_shards_are_stable() -> None:
    """An order that stands in a shard today is looked for there by every later version of the code."""
    assert [shard_of(f"order {number}") for number in range(8)] == [0, 2, 0, 2, 1, 3, 1, 3]


def test_placed_keys_sort_by_time() -> None:
    """The later order has the greater key, whatever the ids."""
    assert placed_key(AT, "ffff") < placed_key(LATER, "0000")


def test_tracking_numbers_are_written_one_way() -> None:
    """Spaces and case in a tracking number make no difference to its key; parcels without one have none."""
    tracked = order(
        "PROCESSING",
        parcel("a", {MUG: 1}, tracking=" 1z 99 "),
        parcel("b", {MUG: 1}, tracking="1Z99"),
        parcel("c", {MUG: 1}, tracking="X1"),
        parcel("d", {MUG: 1}),
    )
    keys = tracking_keys(tracked)
    assert sorted(keys.values()) == ["1Z99", "X1"]
    assert all(key.endswith(tracked.order_id) for key in keys)
