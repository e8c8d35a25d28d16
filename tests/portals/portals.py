"""The driver of every journey."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any

import httpx
from httpx_aiohttp import HttpxAiohttpClient

from tests.identity.access_tokens import SignIns
from tests.processes.addresses import Addresses

Json = dict[str, Any]

SHIP_TO: Mapping[str, Any] = {
    "name": "Ada Lovelace",
    "line1": "12 St James's Square",
    "line2": None,
    "city": "London",
    "postal_code": "SW1Y 4JH",
    "region": None,
    "country": "GB",
}


class Portals:
    """One customer in the shop and one manager in the back office, through the doors of both portals only.

    Every verb answers the response as it came; `accepted` and `refused` say what it must be. `shop` and `staff`
    are the two clients, for what has no verb.
    """

    def __init__(
        self,
        addresses: Addresses,
        customer: str | None = None,
        *,
        member_of_staff: str = "olivia",
        sign_ins: SignIns | None = None,
    ) -> None:
        """sign_ins: those of somebody else, so that nobody signs in twice."""
        self._addresses = addresses
        self._sign_ins = sign_ins or SignIns(addresses.identity)
        self.customer = customer or f"customer-{uuid.uuid4().hex[:12]}"
        self.member_of_staff = member_of_staff
        # The default client looks through all its connections at each request: 200 buyers would measure that.
        self.shop: httpx.AsyncClient = HttpxAiohttpClient(base_url=addresses.shop, timeout=30)
        self.staff: httpx.AsyncClient = HttpxAiohttpClient(base_url=addresses.ops, timeout=30)

    async def __aenter__(self) -> Portals:
        self.shop.headers.update(await self._sign_ins.bearer(self.customer))
        self.staff.headers.update(await self._sign_ins.bearer(self.member_of_staff))
        await self.shop.__aenter__()
        await self.staff.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.shop.__aexit__(kind, error, trace)
        await self.staff.__aexit__(kind, error, trace)

    def for_customer(self, customer: str | None = None) -> Portals:
        """Another customer (with connections of their own), named or new."""
        return Portals(self._addresses, customer, sign_ins=self._sign_ins)

    def for_staff(self, member_of_staff: str) -> Portals:
        """The same customer, and another member of staff."""
        return Portals(
            self._addresses, self.customer, member_of_staff=member_of_staff, sign_ins=self._sign_ins
        )

    # the back office

    async def create_product(
        self, *, stock: int = 50, price: int = 3500, sku: str | None = None, **fields: Any
    ) -> httpx.Response:
        sku = sku or f"TEST-{uuid.uuid4().hex[:12].upper()}"
        product = {
            "sku": sku,
            "name": f"Tumbler {sku}",
            "description": "Keeps tea warm.",
            "category": "drinkware",
            "price": {"amount_minor": price, "currency": "USD"},
            "initial_stock": stock,
            "image_url": None,
            **fields,
        }
        return await self.staff.post("/api/products", json=product, headers={"Idempotency-Key": f"new-{sku}"})

    async def edit_product(
        self, product: Json, *, if_match: str | None = None, **fields: Any
    ) -> httpx.Response:
        """Edits the version that `product` shows, or the one that `if_match` names."""
        etag = if_match or f'"{product["version"]}"'
        return await self.staff.patch(
            f"/api/products/{product['product_id']}", json=fields, headers={"If-Match": etag}
        )

    async def staff_product(self, product: Json, **headers: str) -> httpx.Response:
        return await self.staff.get(f"/api/products/{product['product_id']}", headers=headers)

    async def staff_order(self, order: Json) -> httpx.Response:
        return await self.staff.get(f"/api/orders/{order['order_id']}")

    async def change_status(self, order: Json, status: str) -> httpx.Response:
        return await self.staff.patch(f"/api/orders/{order['order_id']}/status", json={"status": status})

    async def ship(
        self,
        order: Json,
        lines: Mapping[str, int] | None = None,
        *,
        tracking_number: str = "1Z999",
        carrier: str = "UPS",
        key: str | None = None,
    ) -> httpx.Response:
        """Sends a parcel: quantities by product id, or all that is left."""
        parcel = {
            "carrier": carrier,
            "tracking_number": tracking_number,
            "lines": _lines(lines) if lines else None,
        }
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return await self.staff.post(
            f"/api/orders/{order['order_id']}/shipments", json=parcel, headers=headers
        )

    async def edit_shipment(self, order: Json, shipment: Json, **fields: Any) -> httpx.Response:
        address = f"/api/orders/{order['order_id']}/shipments/{shipment['shipment_id']}"
        return await self.staff.patch(address, json=fields)

    async def close(self, order: Json) -> httpx.Response:
        return await self.staff.post(f"/api/orders/{order['order_id']}/closing", json={})

    # the shop

    async def place_order(
        self,
        wanted: Mapping[str, int],
        *,
        key: str | None = None,
        expected_total: int | None = None,
        currency: str = "USD",
    ) -> httpx.Response:
        """Orders these quantities by product id."""
        body: Json = {"lines": _lines(wanted), "ship_to": dict(SHIP_TO)}
        if expected_total is not None:
            body["expected_total"] = {"amount_minor": expected_total, "currency": currency}
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return await self.shop.post("/api/orders", json=body, headers=headers)

    async def order(self, order: Json) -> httpx.Response:
        return await self.shop.get(f"/api/orders/{order['order_id']}")

    async def timeline(self, order: Json) -> httpx.Response:
        return await self.shop.get(f"/api/orders/{order['order_id']}/timeline")

    async def cancel(self, order: Json) -> httpx.Response:
        return await self.shop.post(f"/api/orders/{order['order_id']}/cancellation", json={})

    async def product(self, product: Json) -> httpx.Response:
        """As it stands this moment: the shop's memory may be a moment behind."""
        address = f"/api/products/{product['product_id']}"
        return await self.shop.get(address, headers={"Cache-Control": "no-cache"})

    # lists, to their end

    async def all_pages(
        self, client: httpx.AsyncClient, address: str, limit: int = 100, **query: Any
    ) -> AsyncIterator[Json]:
        """Every item of a list, page after page."""
        cursor: str | None = None
        while True:
            asked = {**query, "limit": limit, **({"cursor": cursor} if cursor else {})}
            response = await client.get(address, params=asked)
            assert response.status_code == 200, response.text
            page = response.json()
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return


def _lines(quantities: Mapping[str, int]) -> list[Json]:
    return [{"product_id": product_id, "quantity": quantity} for product_id, quantity in quantities.items()]
