"""Browsing the shop."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi import Query as QueryParameter

from chassis.cursors import InvalidCursor
from chassis.etags import if_none_match_matches
from chassis.live_view.ready_made import ReadyMadeRoute
from chassis.live_view.view import FRESHNESS, LiveView
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from customer_bff.access import Visitor
from customer_bff.backend_api.client import Backend
from customer_bff.backend_api.contract import ProductView
from customer_bff.problems import NotFound
from customer_bff.products.catalogue import Entry, Sort
from customer_bff.products.listing import Listing, Query
from customer_bff.products.views import CategoryList, Product, ProductPage, product_view

_PATIENCE_SECONDS = 1.0
"""How long the backend is waited for when there is something to show instead."""

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


async def _view(request: Request) -> LiveView[Entry, ProductView]:
    view: LiveView[Entry, ProductView] = request.app.state.live_view
    return view


async def _listing(request: Request) -> Listing:
    made: Listing = request.app.state.listing
    return made


View = Annotated[LiveView[Entry, ProductView], Depends(_view)]
Pages = Annotated[Listing, Depends(_listing)]


@listing.get(
    "",
    response_model=ProductPage,
    responses={
        200: {"headers": FRESHNESS},
        304: {"description": "Not modified"},
        **documented(InvalidCursor),
    },
)
async def list_products(
    visitor: Visitor,
    request: Request,
    view: View,
    pages: Pages,
    search: Annotated[
        str | None,
        QueryParameter(
            max_length=100,
            description="Beginnings of words, all of which must be found; where one is not, a slip is forgiven.",
        ),
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
    page = pages.page(query, request.scope["query_string"])
    return view.answer(page, if_none_match)


@router.get(
    "/categories",
    response_model=CategoryList,
    responses={200: {"headers": FRESHNESS}, 304: {"description": "Not modified"}},
)
async def list_categories(
    visitor: Visitor, view: View, pages: Pages, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The categories that have products for sale, by name, with how many: from memory, as the list is."""
    await view.renew()
    return view.answer(pages.categories(), if_none_match)


@router.get(
    "/{product_id}",
    response_model=Product,
    responses={
        200: {"headers": FRESHNESS},
        304: {"description": "Not modified"},
        **documented(NotFound),
    },
)
async def get_product(
    visitor: Visitor,
    product_id: UUID,
    backend: Backend,
    view: View,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
    cache_control: Annotated[
        str | None, Header(description="`no-cache`: not from memory, but as it stands this moment.")
    ] = None,
) -> Product | Response:
    """One product that is for sale: from memory while that is kept up to date by itself, else as it stands, and while
    the backend is away as it stood when last seen."""
    if "no-cache" not in (cache_control or "") and (page := view.current(str(product_id))) is not None:
        return view.answer(page, if_none_match)
    remembered = view.remembered(str(product_id))
    try:
        product, etag = await backend.get_product(
            visitor, product_id, within_seconds=_PATIENCE_SECONDS if remembered else None
        )
    except UpstreamUnavailable:
        if remembered is None:
            raise
        return view.answer_stale(remembered)
    if product.status != "ACTIVE":
        raise NotFound("There is no such product.")
    # Compared here and not in the backend: `*` would tell of an archived product that it is there.
    if if_none_match_matches(if_none_match, etag.strip('"')):
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return product_view(product)
