"""Both adapters of the ports, each a world of its own: in memory, and on the real DynamoDB Local."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from backend_testing.memory_shop import MemoryOrders, MemoryProducts, MemoryShop
from backend_testing.samples import product

from backend.orders.domain.orders import Orders
from backend.orders.repository import DynamoOrders
from backend.persistence.dynamo import open_dynamo
from backend.products.domain.product import Product
from backend.products.domain.products import Products
from backend.products.repository import DynamoProducts


@dataclass
class World:
    """The two collections, kept in one place."""

    orders: Orders
    products: Products

    async def stocked(self, units: int = 10) -> Product:
        """A new product with so many units."""
        made = product(f"SKU-{uuid.uuid4()}", units=units)
        assert await self.products.create(made) is None
        return made

    async def stock(self, made: Product) -> tuple[int, int, int, int]:
        """(received, available, reserved, shipped) as they stand."""
        stood = await self.products.get(made.product_id)
        assert stood is not None
        return stood.stock.received, stood.stock.available, stood.stock.reserved, stood.stock.shipped

    async def revision(self, made: Product) -> int:
        stood = await self.products.get(made.product_id)
        assert stood is not None
        return stood.revision


@pytest.fixture(params=["memory", pytest.param("dynamodb", marks=pytest.mark.dynamodb)])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    if request.param == "memory":
        shop = MemoryShop()
        yield World(MemoryOrders(shop), MemoryProducts(shop))
        return
    settings = request.getfixturevalue("tables")
    dynamo, session = open_dynamo(
        endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=16
    )
    async with session:
        yield World(
            DynamoOrders(dynamo, orders_table=settings.orders_table, products_table=settings.products_table),
            DynamoProducts(dynamo, table=settings.products_table),
        )
