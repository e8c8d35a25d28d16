"""Orders belong to their customer."""

from __future__ import annotations

import re
import uuid

from tests.portals import Portals, accepted, refused


async def test_another_customers_order_looks_like_none(anna: Portals, boris: Portals) -> None:
    """Reading, cancelling and following another's order answers byte for byte what an unknown one does, but for
    the trace id, so that nobody can tell that it exists."""
    mug = accepted(await anna.create_product(), 201)
    hers = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    unknown = {"order_id": str(uuid.uuid4())}
    for verb in (boris.order, boris.timeline, boris.cancel):
        seen = []
        for order in (hers, unknown):
            answer = await verb(order)
            problem = refused(answer, 404, "not_found")
            text = answer.text.replace(problem["trace_id"], "TRACE").replace(order["order_id"], "ORDER")
            seen.append((text, sorted(answer.headers.keys())))
        assert seen[0] == seen[1]
    assert accepted(await anna.order(hers))["status"] == "PROCESSING"


async def test_customers_list_their_own_orders_only(anna: Portals, boris: Portals) -> None:
    """Each list has its customer's orders, newest first, and no other's."""
    mug = accepted(await anna.create_product(), 201)
    hers = [accepted(await anna.place_order({mug["product_id"]: 1}), 201)["order_id"] for _ in range(3)]
    accepted(await boris.place_order({mug["product_id"]: 1}), 201)
    listed = [order["order_id"] async for order in anna.all_pages(anna.shop, "/api/orders", limit=2)]
    assert listed == hers[::-1]


async def test_the_shop_tells_customers_nothing_of_the_house(anna: Portals) -> None:
    """Customers see neither who else ordered, nor stock counters, nor staff changes, nor names of staff."""
    mug = accepted(await anna.create_product(stock=7), 201)
    accepted(await anna.edit_product(mug, description="Now blue."))
    shown = await anna.product(mug)
    accepted(shown)
    assert not re.search(r'"(received|reserved|shipped|changes|low_stock_threshold|revision)"', shown.text)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.ship(order), 201)
    for answer in (await anna.order(order), await anna.timeline(order)):
        assert answer.status_code == 200
        assert "olivia" not in answer.text


async def test_nobody_is_let_in_without_a_name(anna: Portals) -> None:
    """Each door refuses a caller whom nothing names."""
    for client, address in (
        (anna.shop, "/api/orders"),
        (anna.staff, "/api/orders"),
        (anna.staff, "/api/products"),
    ):
        client.headers.pop("Authorization", None)
        refused(await client.get(address), 401)
