"""A client of the running app: what staff and customers send, in their words."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI

from backend_testing.passports import agent, customer, manager

ADDRESS = {
    "name": "Ada",
    "line1": "1 Main St",
    "city": "Springfield",
    "postal_code": "12345",
    "country": "US",
}
Answer = httpx.Response


def money(amount_minor: int, currency: str = "USD") -> dict[str, Any]:
    return {"amount_minor": amount_minor, "currency": currency}


def wanted(quantities: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"product_id": product_id, "quantity": quantity} for product_id, quantity in quantities.items()]


class Driver:
    """Every call answers the response as it came; `key` is a new one unless given."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def create_product(self, sku: str | None = None, units: int = 10, **fields: Any) -> Answer:
        body = {
            "sku": sku or f"SKU-{uuid.uuid4()}",
            "name": "Nomad Tumbler",
            "category": "drinkware",
            "price": money(500),
            "initial_stock": units,
            **fields,
        }
        return await self.http.post("/products", json=body, headers=manager())

    async def stocked(self, units: int = 10, **fields: Any) -> str:
        """The id of a new product with so many units."""
        made = await self.create_product(units=units, **fields)
        assert made.status_code == 201, made.text
        return str(made.json()["product_id"])

    async def product(self, product_id: str, **headers: str) -> Answer:
        return await self.http.get(f"/products/{product_id}", headers={**manager(), **headers})

    async def stock(self, product_id: str) -> dict[str, int]:
        stock: dict[str, int] = (await self.product(product_id)).json()["stock"]
        return stock

    async def edit_product(self, product_id: str, if_match: str | None, **fields: Any) -> Answer:
        headers = {**manager(), "If-Match": if_match} if if_match is not None else manager()
        return await self.http.patch(f"/products/{product_id}", json=fields, headers=headers)

    async def place(
        self, quantities: Mapping[str, int], *, by: str = "ada", key: str | None = None, **fields: Any
    ) -> Answer:
        body = {"lines": wanted(quantities), "ship_to": ADDRESS, **fields}
        headers = {**customer(by), "Idempotency-Key": key or str(uuid.uuid4())}
        return await self.http.post("/customer/orders", json=body, headers=headers)

    async def placed(self, quantities: Mapping[str, int], by: str = "ada") -> str:
        """The id of a new order."""
        answer = await self.place(quantities, by=by)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["order_id"])

    async def order(self, order_id: str, **headers: str) -> Answer:
        return await self.http.get(f"/orders/{order_id}", headers={**manager(), **headers})

    async def own_order(self, order_id: str, by: str = "ada", **headers: str) -> Answer:
        return await self.http.get(f"/customer/orders/{order_id}", headers={**customer(by), **headers})

    async def cancel(self, order_id: str, by: str = "ada", **fields: Any) -> Answer:
        return await self.http.post(
            f"/customer/orders/{order_id}/cancellation", json=fields or None, headers=customer(by)
        )

    async def move(self, order_id: str, status: str, **fields: Any) -> Answer:
        return await self.http.patch(
            f"/orders/{order_id}/status", json={"status": status, **fields}, headers=manager()
        )

    async def ship(
        self,
        order_id: str,
        quantities: Mapping[str, int] | None = None,
        *,
        key: str | None = None,
        **fields: Any,
    ) -> Answer:
        body = {
            "carrier": "UPS",
            "tracking_number": None,
            "lines": None if quantities is None else wanted(quantities),
            **fields,
        }
        headers = {**manager(), "Idempotency-Key": key or str(uuid.uuid4())}
        return await self.http.post(f"/orders/{order_id}/shipments", json=body, headers=headers)

    async def edit_shipment(self, order_id: str, shipment_id: str, **fields: Any) -> Answer:
        return await self.http.patch(
            f"/orders/{order_id}/shipments/{shipment_id}", json=fields, headers=manager()
        )

    async def close(self, order_id: str, **fields: Any) -> Answer:
        return await self.http.post(f"/orders/{order_id}/closing", json=fields or None, headers=manager())

    async def orders(self, **query: Any) -> Answer:
        return await self.http.get("/orders", params=query, headers=manager())

    async def notices_about(self, thing_id: str, **query: Any) -> list[dict[str, Any]]:
        """The newest notices that name this order, product, operation or dead letter, newest first."""
        answer = await self.http.get("/notices", params={"limit": 100} | query, headers=agent())
        items: list[dict[str, Any]] = answer.json()["items"]
        return [item for item in items if thing_id in item["data"].values()]

    async def own_orders(self, by: str = "ada", **query: Any) -> Answer:
        return await self.http.get("/customer/orders", params=query, headers=customer(by))


def problem(answer: Answer) -> tuple[int, str]:
    """(status, code) of an answer that is a problem, with all the members that a problem has."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert {"type", "title", "status", "detail", "instance", "code", "trace_id"} <= body.keys()
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


@asynccontextmanager
async def running(app: FastAPI, transport: httpx.ASGITransport | None = None) -> AsyncIterator[Driver]:
    """The app between its start and its end, served in this process, with a client."""
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport or httpx.ASGITransport(app), base_url="http://backend") as http,
    ):
        yield Driver(http)
