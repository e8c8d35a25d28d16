"""Use cases of products, made for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.clock import utc_now
from backend.products.queries import ListProducts
from backend.products.repository import DynamoProducts
from backend.products.use_cases.create_product import CreateProduct
from backend.products.use_cases.edit_product import EditProduct


async def _products(request: Request) -> DynamoProducts:
    products: DynamoProducts = request.app.state.products
    return products


async def _create_product(request: Request) -> CreateProduct:
    return CreateProduct(request.app.state.products, utc_now)


async def _edit_product(request: Request) -> EditProduct:
    return EditProduct(request.app.state.products, utc_now)


async def _list_products(request: Request) -> ListProducts:
    return ListProducts(request.app.state.products, request.app.state.cursors)


AllProducts = Annotated[DynamoProducts, Depends(_products)]
ToCreateProduct = Annotated[CreateProduct, Depends(_create_product)]
ToEditProduct = Annotated[EditProduct, Depends(_edit_product)]
ToListProducts = Annotated[ListProducts, Depends(_list_products)]
