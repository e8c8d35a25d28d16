"""Browsing the shop."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi import Query as QueryParameter

from chassis.cursors import InvalidCursor
from chassis.etags import if_none_match_matches
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from customer_bff.access import Visitor
from customer_bff.backend_api.client import Backend
from customer_bff.problems import NotFound
from customer_bff.products.catalogue import Sort
from customer_bff.products.listing import Query
from customer_bff.products.ready_made import ReadyMadeRoute
from customer_bff.products.shop_window import ShopWindow
from customer_bff.products.views import Product, ProductPage, product_view

_PATIENCE_SECONDS = 1.0
"""How long the backend is waited for when there is something to show instead."""
_FRESHNESS = {
    "Age": {
        "description": "Seconds since this was known to be what the shop has.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Warning": {
        "description": '`110 - "Response is Stale"` when it cannot be brought up to date for now (RFC 7234).',
        "schema": {"type": "string"},
    },
}

router = APIRouter(
    prefix="/api/products",
    tags=["products"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)
listing = APIRouter(
    prefix=router.prefix,
    tags=["products"],
    route_class=ReadyMadeRoute,
    responses=documented(UpstreamUnavailable),
)


async def _shop_window(request: Request) -> ShopWindow:
    window: ShopWindow = request.app.state.shop_window
    return window


Window = Annotated[ShopWindow, Depends(_shop_window)]


@listing.get(
    "",
    response_model=ProductPage,
    responses={
        200: {"headers": _FRESHNESS},
        304: {"description": "Not modified"},
        **documented(InvalidCursor),
    },
)
async def list_products(
    visitor: Visitor,
    request: Request,
    window: Window,
    search: Annotated[
        str | None,
        QueryParameter(max_length=100, description="Beginnings of words, all of which must be found."),
    ] = None,
    category: Annotated[str | None, QueryParameter(max_length=64)] = None,
    sort: Annotated[Sort, QueryParameter()] = "name",
    in_stock: Annotated[
        bool | None, QueryParameter(description="Only what can (or cannot) be ordered now.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, QueryParameter(max_length=1000)] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Products that are for sale, from memory: `Age` says how old that is."""
    query = Query(search, category, sort, in_stock, limit, cursor)
    page = window.page(query, request.scope["query_string"])
    return window.answer(page, if_none_match)


@router.get(
    "/{product_id}",
    response_model=Product,
    responses={
        200: {"headers": _FRESHNESS},
        304: {"description": "Not modified"},
        **documented(NotFound),
    },
)
async def get_product(
    visitor: Visitor,
    product_id: UUID,
    backend: Backend,
    window: Window,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
    cache_control: Annotated[
        str | None, Header(description="`no-cache`: not from memory, but as it stands this moment.")
    ] = None,
) -> Product | Response:
    """One product that is for sale: from memory while that is kept up to date by itself, else as it stands, and while
    the backend is away as it stood when last seen."""
    if "no-cache" not in (cache_control or "") and (page := window.current(str(product_id))) is not None:
        return window.answer(page, if_none_match)
    remembered = window.remembered(str(product_id))
    try:
        product, etag = await backend.get_product(
            visitor, product_id, within_seconds=_PATIENCE_SECONDS if remembered else None
        )
    except UpstreamUnavailable:
        if remembered is None:
            raise
        return window.answer_stale(remembered)
    if product.status != "ACTIVE":
        raise NotFound("There is no such product.")
    # Compared here and not in the backend: `*` would tell of an archived product that it is there.
    if if_none_match_matches(if_none_match, etag.strip('"')):
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return product_view(product)
