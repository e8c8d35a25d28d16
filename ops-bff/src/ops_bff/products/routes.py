"""The catalogue as staff keep it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi import Query as QueryParameter

from chassis.cursors import InvalidCursor
from chassis.live_view.view import FRESHNESS, LiveView
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent, OpsManager
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import NewProductRequest, ProductPageView, ProductView, ProductWithChanges
from ops_bff.downloads import DOCUMENTED, CsvResponse, download
from ops_bff.operations.commands import QUEUED, Later
from ops_bff.problems import (
    IfMatchMissing,
    InsufficientStock,
    ManagerNeeded,
    NotFound,
    SkuTaken,
    StaleVersion,
)
from ops_bff.products.catalogue import Entry, Sort, Status
from ops_bff.products.listing import Listing, Query
from ops_bff.products.requests import ProductEdit
from ops_bff.products.views import CategoryList

router = APIRouter(
    prefix="/api/products",
    tags=["products"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


async def _view(request: Request) -> LiveView[Entry, ProductView]:
    view: LiveView[Entry, ProductView] = request.app.state.live_view
    return view


async def _listing(request: Request) -> Listing:
    made: Listing = request.app.state.listing
    return made


View = Annotated[LiveView[Entry, ProductView], Depends(_view)]
Pages = Annotated[Listing, Depends(_listing)]


@router.get(
    "",
    response_model=ProductPageView,
    responses={
        200: {"headers": FRESHNESS},
        304: {"description": "Not modified"},
        **documented(InvalidCursor),
    },
)
async def list_products(
    agent: OpsAgent,
    request: Request,
    view: View,
    pages: Pages,
    search: Annotated[
        str | None,
        QueryParameter(
            max_length=100,
            description="Beginnings of words of name, SKU, category or description, all of which must be found; "
            "where one is not, a slip is forgiven.",
        ),
    ] = None,
    category: Annotated[str | None, QueryParameter(max_length=64)] = None,
    status: Annotated[Status | None, QueryParameter(description="Left out: both.")] = None,
    in_stock: Annotated[
        bool | None, QueryParameter(description="Only what can (or cannot) be ordered now.")
    ] = None,
    low_stock: Annotated[
        bool | None,
        QueryParameter(description="Only what is at or below its low_stock_threshold (or what is not)."),
    ] = None,
    sort: Annotated[
        Sort, QueryParameter(description="`updated` is when staff last edited it; `-` turns an order round.")
    ] = "name",
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, QueryParameter(max_length=1000)] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Products, archived ones too, from memory: `Age` says how old that is. What was changed here is in it at once."""
    await view.renew()
    query = Query(search, category, status, in_stock, low_stock, sort, limit, cursor)
    return view.answer(pages.page(query, request.scope["query_string"]), if_none_match)


@router.get(
    "/categories",
    response_model=CategoryList,
    responses={200: {"headers": FRESHNESS}, 304: {"description": "Not modified"}},
)
async def list_categories(
    agent: OpsAgent, view: View, pages: Pages, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The categories of all products, by name, with how many are for sale and how many archived: from memory, as the
    list is."""
    await view.renew()
    return view.answer(pages.categories(), if_none_match)


@router.get("/export", response_class=CsvResponse, responses=DOCUMENTED)
async def export_products(agent: OpsAgent, backend: Backend) -> Response:
    """Every product as CSV, archived ones too, in no order that means anything."""
    return download(await backend.export_products(agent), "products.csv")


@router.get(
    "/{product_id}",
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
        **QUEUED,
        **documented(SkuTaken),
    },
)
async def create_product(
    manager: OpsManager,
    body: NewProductRequest,
    backend: Backend,
    view: View,
    later: Later,
    response: Response,
) -> ProductView | Response:
    """Add a product. Its SKU names it, so sending the same again is safe; no Idempotency-Key is needed."""
    if later:
        return await later.queue(manager, "create_product", about=f"sku:{body.sku}", body=body)
    product, etag, repeated = await backend.create_product(manager, body)
    view.take(product)
    response.status_code = 200 if repeated else 201
    response.headers["ETag"] = etag
    response.headers["Location"] = f"/api/products/{product.product_id}"
    return product


@router.patch(
    "/{product_id}",
    response_model=ProductView,
    responses={
        **QUEUED,
        **documented(ManagerNeeded, NotFound, IfMatchMissing, StaleVersion, InsufficientStock),
    },
)
async def edit_product(
    agent: OpsAgent,
    product_id: UUID,
    body: ProductEdit,
    backend: Backend,
    view: View,
    later: Later,
    response: Response,
    if_match: Annotated[str | None, Header(description="The ETag of the product that you edit")] = None,
) -> ProductView | Response:
    """Change fields or stock of the version that If-Match names. Sales since then are no obstacle.

    Agents adjust the stock; whatever else a product has is a manager's to change.
    """
    if if_match is None:
        raise IfMatchMissing("Send If-Match with the ETag of the product that you edit.")
    if later:
        about, changed = f"product:{product_id}", str(product_id)
        return await later.queue(
            agent, "edit_product", about=about, body=body, product_id=changed, if_match=if_match
        )
    product, etag = await backend.edit_product(agent, product_id, if_match, body)
    view.take(product)
    response.headers["ETag"] = etag
    return product
