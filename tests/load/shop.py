"""The shop's API for a load: as few cycles as possible on the client's side."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from tests.dynamodb_proxy import DynamoDBProxy
from tests.identity.access_tokens import SignIns
from tests.portals import SHIP_TO, Portals, accepted
from tests.processes.platform import Platform


class Shop:
    """Places orders of one product each, over products in turn, and lists products."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        customers: Sequence[Mapping[str, str]],
        product_ids: list[str],
    ) -> None:
        """customers: what each of them sends to say who they are."""
        self._session, self._url, self._customers = session, url, customers
        self._bodies = [
            json.dumps({"lines": [{"product_id": product, "quantity": 1}], "ship_to": dict(SHIP_TO)}).encode()
            for product in product_ids
        ]

    async def place(self, number: int) -> bool:
        headers = {
            **self._customers[number % len(self._customers)],
            "Idempotency-Key": uuid.uuid4().hex,
            "Content-Type": "application/json",
        }
        body = self._bodies[number % len(self._bodies)]
        async with self._session.post(f"{self._url}/api/orders", data=body, headers=headers) as response:
            await response.read()
            return response.status == 201

    async def list_products(self, _number: int) -> bool:
        headers = self._customers[0]
        async with self._session.get(f"{self._url}/api/products?limit=20", headers=headers) as response:
            await response.read()
            return response.status == 200


async def signed_in(platform: Platform, customers: int) -> list[dict[str, str]]:
    """What so many customers send to say who they are."""
    sign_ins = SignIns(platform.identity.url)
    return [await sign_ins.bearer(f"customer-{number}") for number in range(customers)]


async def stocked(platform: Platform, products: int) -> list[str]:
    """Ids of new products of which there is enough for any load."""
    async with Portals(platform.addresses) as portals:
        created = [accepted(await portals.create_product(stock=10_000_000), 201) for _ in range(products)]
    return [product["product_id"] for product in created]


async def recorded_transactions(proxy: DynamoDBProxy, shop: Shop, products: int) -> list[Mapping[str, Any]]:
    """What the backend sends to place an order of each product, taken from the wire; the products are then known."""
    with proxy.recording("TransactWriteItems") as calls:
        for number in range(products):
            await shop.place(number)
    return [call.payload for call in calls]
