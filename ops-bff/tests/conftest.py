"""The back office's BFF in front of a backend that answers what a test tells it to."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from ops_bff.app import create_app
from ops_bff.settings import Settings
from tests.identity.played_provider import IDENTITY_SETTINGS, PlayedProvider

# contracts/ holds programs, not a package.
sys.path.append(str(Path(__file__).parents[2] / "contracts"))

PRODUCT_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
ORDER_ID = "070bea3c-e89a-53f2-8ac4-fe8aad2f3cf2"
NOW = "2026-11-22T09:30:00Z"
Made = Callable[..., dict[str, Any]]


@pytest.fixture
def settings() -> Settings:
    return Settings(
        environment="development",
        backend_url="http://backend.test",
        port=0,
        **IDENTITY_SETTINGS,
    )


@pytest.fixture
def backend() -> respx.Router:
    return respx.Router(base_url="http://backend.test", assert_all_called=False)


@pytest.fixture
def provider() -> PlayedProvider:
    return PlayedProvider()


@pytest.fixture
async def app(settings: Settings, backend: respx.Router, provider: PlayedProvider) -> AsyncIterator[FastAPI]:
    app = create_app(settings, transport=httpx.MockTransport(backend.async_handler), provider=provider)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def oli(app: FastAPI, provider: PlayedProvider) -> AsyncIterator[httpx.AsyncClient]:
    """The client of a member of staff."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://ops.test",
        headers=provider.bearer("oli", "ops_agent", "ops_manager"),
    ) as client:
        yield client


@pytest.fixture
def a_product() -> Made:
    """A product as the backend answers it."""

    def make(**fields: Any) -> dict[str, Any]:
        return {
            "product_id": PRODUCT_ID,
            "sku": "TUM-01",
            "name": "Tumbler",
            "description": "Keeps tea warm.",
            "image_url": None,
            "category": "drinkware",
            "price": {"amount_minor": 3500, "currency": "USD"},
            "status": "ACTIVE",
            "stock": {"received": 50, "available": 47, "reserved": 2, "shipped": 1},
            "low_stock_threshold": 5,
            "version": 1,
            "revision": 3,
            "created_at": NOW,
            "updated_at": NOW,
            **fields,
        }

    return make


@pytest.fixture
def an_order() -> Made:
    """An order as the backend answers it."""

    def make(**fields: Any) -> dict[str, Any]:
        return {
            "order_id": ORDER_ID,
            "customer_id": "ann",
            "status": "PROCESSING",
            "lines": [
                {
                    "product_id": PRODUCT_ID,
                    "sku": "TUM-01",
                    "name": "Tumbler",
                    "unit_price": {"amount_minor": 3500, "currency": "USD"},
                    "quantity": 2,
                }
            ],
            "total": {"amount_minor": 7000, "currency": "USD"},
            "ship_to": {
                "name": "Ann",
                "line1": "1 High Street",
                "line2": None,
                "city": "Springfield",
                "postal_code": "12345",
                "region": None,
                "country": "US",
            },
            "shipments": [],
            "version": 1,
            "created_at": NOW,
            "updated_at": NOW,
            "timeline": [
                {"version": 1, "type": "order.placed", "at": NOW, "actor": "customer:ann", "data": {}}
            ],
            **fields,
        }

    return make


@pytest.fixture
def a_refusal() -> Made:
    """A problem as the backend answers it."""

    def make(status: int, code: str, **members: Any) -> dict[str, Any]:
        problem = {
            "type": f"/problems/{code}",
            "title": "Refused",
            "status": status,
            "detail": "Do otherwise.",
            "instance": "/orders",
            "code": code,
            "trace_id": "f" * 32,
            **members,
        }
        return {
            "status_code": status,
            "json": problem,
            "headers": {"Content-Type": "application/problem+json"},
        }

    return make
