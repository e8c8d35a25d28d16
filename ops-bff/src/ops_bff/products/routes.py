"""The catalogue as staff keep it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from chassis.cursors import InvalidCursor
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent, OpsManager
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import NewProductRequest, ProductPageView, ProductView, ProductWithChanges
from ops_bff.downloads import DOCUMENTED, CsvResponse, download
from ops_bff.problems import (
    IfMatchMissing,
    InsufficientStock,
    ManagerNeeded,
    NotFound,
    SkuTaken,
    StaleVersion,
)
from ops_bff.products.requests import ProductEdit

router = APIRouter(
    prefix="/api/products",
    tags=["products"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.get("", response_model=ProductPageView, responses=documented(InvalidCursor))
async def list_products(
    agent: OpsAgent,
    backend: Backend,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> ProductPageView:
    """Every product, archived ones too, in no order that means anything."""
    return await backend.list_products(agent, limit, cursor)


@router.get("/export", response_class=CsvResponse, responses=DOCUMENTED)
async def export_products(agent: OpsAgent, backend: Backend) -> Response:
    """Every product as CSV, archived ones too, in no order that means anything."""
    return download(await backend.export_products(agent), "products.csv")


@router.get(
    "/{product_id:uuid}",
    response_model=ProductWithChanges,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_product(
    agent: OpsAgent,
    product_id: UUID,
    backend: Backend,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> ProductWithChanges | Response:
    """One product as it stands, with its last 50 staff changes."""
    product, etag = await backend.get_product_with_changes(agent, product_id, if_none_match)
    if product is None:
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return product


@router.post(
    "",
    status_code=201,
    response_model=ProductView,
    responses={
        200: {
            "model": ProductView,
            "description": "The same request had created it: the product as it stands",
        },
        **documented(SkuTaken),
    },
)
async def create_product(
    manager: OpsManager, body: NewProductRequest, backend: Backend, response: Response
) -> ProductView:
    """Add a product. Its SKU names it, so sending the same again is safe; no Idempotency-Key is needed."""
    product, etag, repeated = await backend.create_product(manager, body)
    response.status_code = 200 if repeated else 201
    response.headers["ETag"] = etag
    response.headers["Location"] = f"/api/products/{product.product_id}"
    return product


@router.patch(
    "/{product_id:uuid}",
    response_model=ProductView,
    responses=documented(ManagerNeeded, NotFound, IfMatchMissing, StaleVersion, InsufficientStock),
)
async def edit_product(
    agent: OpsAgent,
    product_id: UUID,
    body: ProductEdit,
    backend: Backend,
    response: Response,
    if_match: Annotated[str | None, Header(description="The ETag of the product that you edit")] = None,
) -> ProductView:
    """Change fields or stock of the version that If-Match names. Sales since then are no obstacle.

    Agents adjust the stock; whatever else a product has is a manager's to change.
    """
    if if_match is None:
        raise IfMatchMissing("Send If-Match with the ETag of the product that you edit.")
    product, etag = await backend.edit_product(agent, product_id, if_match, body)
    response.headers["ETag"] = etag
    return product
