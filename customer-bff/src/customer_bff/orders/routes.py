"""What customers do with their orders."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Header, Query, Response

from chassis.answers import json_answer
from chassis.cursors import InvalidCursor
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from customer_bff.access import SignedInCustomer
from customer_bff.backend_api.client import Backend
from customer_bff.backend_api.contract import CancellationRequest, OrderRequest
from customer_bff.orders.views import Order, OrderPage, Timeline, order_page_view, order_view, timeline_view
from customer_bff.problems import (
    IdempotencyKeyReused,
    InsufficientStock,
    MixedCurrencies,
    NotFound,
    OrderTotalTooLarge,
    PriceChanged,
    ProductUnavailable,
    TransitionRefused,
)

router = APIRouter(
    prefix="/api/orders",
    tags=["orders"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.post(
    "",
    status_code=201,
    response_model=Order,
    responses=documented(
        IdempotencyKeyMissing,
        IdempotencyKeyInvalid,
        IdempotencyKeyReused,
        ProductUnavailable,
        InsufficientStock,
        PriceChanged,
        MixedCurrencies,
        OrderTotalTooLarge,
    ),
)
async def place_order(
    customer: SignedInCustomer, key: IdempotencyKey, body: OrderRequest, backend: Backend
) -> Response:
    """Place an order. The same key again answers the same body, marked `Idempotent-Replayed: true`."""
    order, replayed = await backend.place_order(customer, key, body)
    headers = {"Location": f"/api/orders/{order.order_id}"}
    if replayed:
        headers["Idempotent-Replayed"] = "true"
    return json_answer(order_view(order), status_code=201, headers=headers)


@router.get("", response_model=OrderPage, responses=documented(InvalidCursor))
async def list_own_orders(
    customer: SignedInCustomer,
    backend: Backend,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> OrderPage:
    """The customer's orders, newest first."""
    return order_page_view(await backend.list_own_orders(customer, limit, cursor))


@router.get(
    "/{order_id}",
    response_model=Order,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_own_order(
    customer: SignedInCustomer,
    order_id: UUID,
    backend: Backend,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Order | Response:
    """One order of the customer's, as it stands."""
    order, etag = await backend.get_own_order(customer, order_id, if_none_match)
    if order is None:
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return order_view(order)


@router.post(
    "/{order_id}/cancellation", response_model=Order, responses=documented(NotFound, TransitionRefused)
)
async def cancel_own_order(
    customer: SignedInCustomer,
    order_id: UUID,
    backend: Backend,
    body: Annotated[CancellationRequest | None, Body()] = None,
) -> Order:
    """Cancel an order of which nothing has shipped. Cancelling it again changes nothing."""
    return order_view(await backend.cancel_own_order(customer, order_id, body))


@router.get("/{order_id}/timeline", response_model=Timeline, responses=documented(NotFound))
async def get_own_timeline(customer: SignedInCustomer, order_id: UUID, backend: Backend) -> Timeline:
    """All that happened to one order of the customer's, oldest first."""
    return timeline_view(await backend.get_own_timeline(customer, order_id), customer)
