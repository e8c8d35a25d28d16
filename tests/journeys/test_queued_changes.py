"""Work that staff leave to the platform: queued changes, files of products, many orders at once."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from tests.portals import Portals, accepted, refused
from tests.portals.eventually import eventually

LATER = {"Prefer": "respond-async"}


async def ended(portals: Portals, location: str) -> Any:
    """The operation once it has succeeded."""

    async def state() -> Any:
        return accepted(await portals.staff.get(location))["state"]

    await eventually(state, "SUCCEEDED")
    return accepted(await portals.staff.get(location))


async def sent(file: str) -> AsyncIterator[bytes]:
    """The file as a program reads it from a disk."""
    data = file.encode()
    for start in range(0, len(data), 65_536):
        yield data[start : start + 65_536]


async def test_a_change_is_left_to_the_platform(anna: Portals) -> None:
    """Olivia queues a product and follows it; she finds what she did in the list, and the product in the catalogue."""
    sku = f"LATER-{uuid.uuid4().hex[:8]}"
    price = {"amount_minor": 900, "currency": "USD"}
    new = {"sku": sku, "name": "Later", "category": "c", "price": price, "initial_stock": 3}
    answer = await anna.staff.post("/api/products", json=new, headers=LATER)
    queued = accepted(answer, 202)
    done = await ended(anna, answer.headers["Location"])
    assert done["operation_id"] == queued["operation_id"]
    product = accepted(await anna.staff_product(done["result"]))
    assert (product["sku"], product["stock"]["received"]) == (sku, 3)
    listed = accepted(await anna.staff.get("/api/operations"))["items"]
    assert queued["operation_id"] in [one["operation_id"] for one in listed]


async def test_many_orders_are_shipped_at_once(anna: Portals) -> None:
    """Each of them ends for itself: one that was cancelled is refused, the others go."""
    product = accepted(await anna.create_product(stock=10), 201)
    orders = [accepted(await anna.place_order({product["product_id"]: 1}), 201) for _ in range(3)]
    accepted(await anna.cancel(orders[2]))
    moving = {"status": "SHIPPED", "order_ids": [order["order_id"] for order in orders]}
    answer = await anna.staff.post("/api/orders/transitions", json=moving)
    accepted(answer, 202)
    result = (await ended(anna, answer.headers["Location"]))["result"]
    assert (result["moved"], result["refused"]) == (2, 1)
    ends = {end["order_id"]: end for end in result["orders"]}
    assert ends[orders[2]["order_id"]]["problem"]["code"] == "transition_refused"
    assert accepted(await anna.staff_order(orders[0]))["status"] == "SHIPPED"


async def test_a_file_of_products_comes_in(anna: Portals) -> None:
    """Larger than any other body may be; what each row did is shown, and sent again it does nothing."""
    mark = uuid.uuid4().hex[:8]
    header = "sku,name,category,price_amount_minor,currency,stock_change,description"
    rows = [f"{mark}-{n},Thing {n},c,500,USD,2,{'x' * 1900}\n" for n in range(40)]
    wrong = [f"{mark}-w{n},,c,500,USD,2,{'x' * 2000}\n" for n in range(2200)]
    file = f"{header}\n" + "".join(rows + wrong)
    assert len(file) > 4 * 1024 * 1024
    headers = {"Content-Type": "text/csv", "Idempotency-Key": mark}
    answer = await anna.staff.post("/api/products/imports", content=sent(file), headers=headers)
    accepted(answer, 202)
    done = await ended(anna, answer.headers["Location"])
    assert done["result"] == {"dry_run": False, "new": 40, "changed": 0, "unchanged": 0, "wrong": 2200}
    address = f"/api/products/imports/{done['operation_id']}/rows"
    first = accepted(await anna.staff.get(address))["items"]
    assert [row["outcome"] for row in first[:40]] == ["new"] * len(first[:40])
    again = accepted(await anna.staff.post("/api/products/imports", content=sent(file), headers=headers), 202)
    assert again["operation_id"] == done["operation_id"]
    other = await anna.staff.post("/api/products/imports", content=sent(f"{file}more"), headers=headers)
    assert other.status_code == 422


async def test_dead_letters_are_a_managers(anna: Portals) -> None:
    """Olivia may look for them; Sam, an agent, may not."""
    accepted(await anna.staff.get("/api/dead-letters"))
    async with anna.for_staff("sam") as sams:
        refused(await sams.staff.get("/api/dead-letters"), 403, "not_allowed")
