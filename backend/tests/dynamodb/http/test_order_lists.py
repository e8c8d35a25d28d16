"""Lists of orders over all shards: each order once, newest first, by every filter."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from backend_testing.driver import Driver, problem

from backend.orders import staff_routes
from backend.orders.item import shard_of
from backend.persistence.dynamo import Dynamo

pytestmark = pytest.mark.dynamodb
ORDERS = 60


@pytest.fixture(scope="module")
def once() -> list[str]:
    return []


@pytest.fixture
async def placed(backend: Driver, once: list[str]) -> list[str]:
    """Sixty orders of one customer, over all shards; every third cancelled, every fifth of the others shipped."""
    if not once:
        mug = await backend.stocked(ORDERS)
        by = f"ada-{uuid.uuid4()}"
        once += [await backend.placed({mug: 1}, by=by) for _ in range(ORDERS)]
        for number, order_id in enumerate(once):
            if number % 3 == 0:
                await backend.move(order_id, "CANCELLED")
            elif number % 5 == 0:
                await backend.move(order_id, "SHIPPED")
    return once


async def pages(backend: Driver, **query: Any) -> list[dict[str, Any]]:
    """All items, page after page."""
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await backend.orders(**{**query, **cursor})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= query.get("limit", 20)
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = {"cursor": page["next_cursor"]}


def keys(items: list[dict[str, Any]]) -> list[tuple[datetime, str]]:
    # As times, not as text: a whole second is written without a fraction, and sorts behind its fractions.
    return [(datetime.fromisoformat(item["created_at"]), item["order_id"]) for item in items]


async def test_every_order_is_listed_once(backend: Driver, placed: list[str]) -> None:
    """Paging by seven through all shards shows each of sixty orders exactly once, newest first, as it stands."""
    assert {shard_of(order_id) for order_id in placed} == {0, 1, 2, 3}
    items = await pages(backend, limit=7)
    seen = [item["order_id"] for item in items if item["order_id"] in set(placed)]
    assert len(seen) == len(set(seen)) == ORDERS
    assert keys(items) == sorted(keys(items), reverse=True)
    by_id = {item["order_id"]: item["status"] for item in items}
    assert by_id[placed[0]] == "CANCELLED"
    assert by_id[placed[5]] == "SHIPPED"


async def test_filters_hold_at_once(backend: Driver, placed: list[str]) -> None:
    """Statuses are any of those named, a customer is theirs alone, and both hold together."""
    (first,) = (await backend.orders(limit=1, status="PROCESSING")).json()["items"]
    by = first["customer_id"]
    cancelled = {order_id for number, order_id in enumerate(placed) if number % 3 == 0}
    shipped = {order_id for number, order_id in enumerate(placed) if number % 3 and number % 5 == 0}
    both = await pages(backend, limit=7, status=["CANCELLED", "SHIPPED"])
    assert {item["order_id"] for item in both} & set(placed) == cancelled | shipped
    assert {item["status"] for item in both} == {"CANCELLED", "SHIPPED"}
    assert keys(both) == sorted(set(keys(both)), reverse=True)
    of_customer = await pages(backend, limit=7, customer_id=by)
    assert {item["order_id"] for item in of_customer} == set(placed)
    narrow = await pages(backend, limit=7, customer_id=by, status="SHIPPED")
    assert {item["order_id"] for item in narrow} == shipped
    assert await pages(backend, customer_id="nobody") == []


async def test_times_have_exact_edges(backend: Driver, placed: list[str]) -> None:
    """`placed_from` takes its own moment in, `placed_before` leaves it out, to the finest fraction."""
    created = datetime.fromisoformat((await backend.order(placed[30])).json()["created_at"])
    bit = timedelta(microseconds=1)

    async def listed(**query: datetime) -> bool:
        moments = {name: moment.isoformat() for name, moment in query.items()}
        items = await pages(backend, limit=100, **moments)
        return placed[30] in {item["order_id"] for item in items}

    assert await listed(placed_from=created)
    assert not await listed(placed_from=created + bit)
    assert not await listed(placed_before=created)
    assert await listed(placed_before=created + bit)
    assert await listed(placed_from=created, placed_before=created + timedelta(milliseconds=1))
    assert not await listed(placed_from=created, placed_before=created)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"])
async def test_times_at_the_ends_of_the_calendar(backend: Driver, moment: str) -> None:
    """A moment that has no place in UTC's calendar is still a bound, not an error."""
    for name in ("placed_from", "placed_before"):
        assert (await backend.orders(**{name: moment})).status_code == 200


async def test_a_span_that_ends_before_it_begins_is_empty(backend: Driver, placed: list[str]) -> None:
    """No order was placed from noon and before morning: an empty page, not an error."""
    for query in ({}, {"customer_id": "ada"}, {"status": "SHIPPED"}):
        span = {"placed_from": "2026-11-22T12:00:00Z", "placed_before": "2026-11-22T09:00:00Z"}
        answer = await backend.orders(**span, **query)
        assert (answer.status_code, answer.json()) == (200, {"items": [], "next_cursor": None})


async def test_a_cursor_is_bound_to_its_filter(backend: Driver, placed: list[str]) -> None:
    """400 for a cursor with another filter, or one that was tampered with."""
    cursor = (await backend.orders(limit=5, status="PROCESSING")).json()["next_cursor"]
    for query in ({}, {"status": "SHIPPED"}, {"status": "PROCESSING", "customer_id": "ada"}):
        assert problem(await backend.orders(cursor=cursor, **query)) == (400, "invalid_cursor")
    tampered = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    assert problem(await backend.orders(status="PROCESSING", cursor=tampered)) == (400, "invalid_cursor")
    assert (await backend.orders(status="PROCESSING", limit=9, cursor=cursor)).status_code == 200


async def test_orders_placed_meanwhile_do_not_disturb_a_list(backend: Driver, placed: list[str]) -> None:
    """While one pages on, newer orders come in front: none behind the cursor is missed or shown twice."""
    first = (await backend.orders(limit=7)).json()
    mug = await backend.stocked(5)
    await asyncio.gather(*(backend.placed({mug: 1}) for _ in range(5)))
    rest = await pages(backend, limit=7, cursor=first["next_cursor"])
    seen = [item["order_id"] for item in first["items"] + rest]
    assert len(seen) == len(set(seen))
    assert set(placed) <= set(seen)


@pytest.mark.parametrize("written", ["1z 999 aa1", "1Z999AA1", " 1z999aa1 ", "1Z 9 9 9 A A 1"])
async def test_a_parcel_is_found_by_its_number(backend: Driver, written: str) -> None:
    """Spaces and case make no difference; a corrected number is found, the old one no more."""
    suffix = uuid.uuid4().hex[:8]
    order_id = await backend.placed({await backend.stocked(): 1})
    shipped = (await backend.ship(order_id, tracking_number=f"1Z 999 AA1{suffix}")).json()

    async def found(number: str) -> list[str]:
        return [item["order_id"] for item in await pages(backend, tracking_number=number)]

    assert await found(f"{written.rstrip()}{suffix}") == [order_id]
    assert await found(f"X{suffix}") == []
    shipment_id = shipped["shipments"][0]["shipment_id"]
    await backend.edit_shipment(order_id, shipment_id, tracking_number=f"x {suffix}")
    assert await found(f"X{suffix}") == [order_id]
    assert await found(f"{written.rstrip()}{suffix}") == []
    assert (await backend.orders(tracking_number=f"x{suffix}", status="CANCELLED")).json()["items"] == []


@pytest.mark.parametrize("number", ["\x1c", "\u001f \x1d"])
async def test_a_number_that_does_not_show_is_none(backend: Driver, number: str) -> None:
    """A tracking number of nothing but control characters is refused, when sent and when looked for."""
    order_id = await backend.placed({await backend.stocked(): 1})
    assert problem(await backend.ship(order_id, tracking_number=number)) == (422, "validation_failed")
    assert problem(await backend.orders(tracking_number=number)) == (422, "validation_failed")


@pytest.mark.parametrize(
    "query", [{"limit": 101}, {"status": "GONE"}, {"placed_from": "yesterday"}, {"tracking_number": " "}]
)
async def test_a_filter_says_only_what_it_may(backend: Driver, query: dict[str, Any]) -> None:
    """A value that is no such thing is 422, and it names the parameter."""
    refused = await backend.orders(**query)
    assert problem(refused) == (422, "validation_failed")
    (name,) = query
    assert refused.json()["errors"][0]["pointer"].startswith(f"#query/{name}")


@pytest.mark.parametrize("written", ["whole", "capitals", "short", "dashless"])
async def test_an_order_is_found_by_its_number(backend: Driver, placed: list[str], written: str) -> None:
    """By its first digits, however they are written, whatever its status; with a customer or a status that it has not
    it is not."""
    for order_id in (placed[0], placed[1], placed[5]):
        number = {
            "whole": order_id,
            "capitals": order_id[:8].upper(),
            "short": order_id[:13],
            "dashless": order_id.replace("-", "")[:14],
        }[written]
        assert [item["order_id"] for item in await pages(backend, number=number)] == [order_id]
    (order,) = await pages(backend, number=placed[0])
    assert await pages(backend, number=placed[0], customer_id=order["customer_id"]) == [order]
    assert await pages(backend, number=placed[0], customer_id="somebody") == []
    assert await pages(backend, number=placed[0], status="SHIPPED") == []
    assert await pages(backend, number=placed[0], placed_before=order["created_at"]) == []


async def test_orders_whose_ids_begin_alike_are_told_page_by_page(
    backend: Driver, placed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, each once and newest first, though every look ends after a few keys and a page has one order."""
    query_page = Dynamo.query_page

    async def short_pages(dynamo: Dynamo, table: str, **query: Any) -> Any:
        return await query_page(dynamo, table, **query, Limit=3)

    monkeypatch.setattr(Dynamo, "query_page", short_pages)
    alike = [order_id for order_id in placed if order_id[0] == placed[0][0]]
    monkeypatch.setattr(staff_routes, "number_of", lambda text: text[:1])
    for limit in (1, 20):
        items = await pages(backend, number=placed[0], limit=limit)
        seen = [item["order_id"] for item in items if item["order_id"] in set(placed)]
        assert sorted(seen) == sorted(alike)
        assert keys(items) == sorted(set(keys(items)), reverse=True)


@pytest.mark.parametrize("number", ["", "070", "order", "0" * 40])
async def test_what_is_no_number_is_refused(backend: Driver, number: str) -> None:
    """Too little of it would be found everywhere."""
    assert problem(await backend.orders(number=number)) == (422, "validation_failed")
