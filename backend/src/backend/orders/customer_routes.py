"""What customers do with their orders."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Header, Query, Response

from backend.access import SignedInCustomer
from backend.orders.dependencies import AllOrders, ToCancelOrder, ToListOrders, ToPlaceOrder
from backend.orders.domain.errors import OrderNotFound
from backend.orders.domain.order import Order
from backend.orders.queries import OrderFilter
from backend.orders.repository import DynamoOrders
from backend.orders.schemas import CancellationRequest, OrderPageView, OrderRequest, OrderView, Timeline
from backend.problems import (
    Contended,
    DatabaseUnavailable,
    IdempotencyKeyReused,
    InsufficientStock,
    MixedCurrencies,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OrderTotalTooLarge,
    PriceChanged,
    ProductUnavailable,
    TransitionRefused,
)
from backend.schemas import PageCursor, PageLimit
from chassis.answers import json_answer
from chassis.cursors import InvalidCursor
from chassis.etags import if_none_match_matches
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented

router = APIRouter(
    prefix="/customer/orders",
    tags=["customer orders"],
    responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable),
)


@router.post(
    "",
    status_code=201,
    response_model=OrderView,
    responses=documented(
        IdempotencyKeyMissing,
        IdempotencyKeyInvalid,
        IdempotencyKeyReused,
        ProductUnavailable,
        InsufficientStock,
        PriceChanged,
        MixedCurrencies,
        OrderTotalTooLarge,
        Contended,
        DatabaseUnavailable,
    ),
)
async def place_order(
    customer_id: SignedInCustomer, key: IdempotencyKey, body: OrderRequest, place: ToPlaceOrder
) -> Response:
    """Place an order. The same key again answers the same body, marked `Idempotent-Replayed: true`."""
    placed = await place(customer_id, key, body.to_basket())
    headers = {"Location": f"/customer/orders/{placed.order.order_id}"}
    if placed.replayed:
        headers["Idempotent-Replayed"] = "true"
    return json_answer(OrderView.model_validate(placed.order), status_code=201, headers=headers)


@router.get("", response_model=OrderPageView, responses=documented(InvalidCursor))
async def list_own_orders(
    customer_id: SignedInCustomer,
    list_orders: ToListOrders,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> OrderPageView:
    """The customer's orders, newest first."""
    return OrderPageView.model_validate(
        await list_orders(OrderFilter(customer_id=customer_id), limit, cursor)
    )


@router.get(
    "/{order_id}",
    response_model=OrderView,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_own_order(
    customer_id: SignedInCustomer,
    order_id: UUID,
    orders: AllOrders,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> OrderView | Response:
    """One order of the customer's, as it stands."""
    order = await _own(orders, customer_id, order_id)
    if if_none_match_matches(if_none_match, str(order.version)):
        return Response(status_code=304, headers={"ETag": f'"{order.version}"'})
    response.headers["ETag"] = f'"{order.version}"'
    return OrderView.model_validate(order)


@router.post(
    "/{order_id}/cancellation",
    response_model=OrderView,
    responses=documented(NotFound, TransitionRefused, Contended, DatabaseUnavailable),
)
async def cancel_own_order(
    customer_id: SignedInCustomer,
    order_id: UUID,
    cancel: ToCancelOrder,
    body: Annotated[CancellationRequest | None, Body()] = None,
) -> OrderView:
    """Cancel an order of which nothing has shipped. Cancelling it again changes nothing."""
    changed = await cancel(customer_id, str(order_id), body.reason if body else None)
    return OrderView.model_validate(changed.order)


@router.get("/{order_id}/timeline", response_model=Timeline, responses=documented(NotFound))
async def get_own_timeline(customer_id: SignedInCustomer, order_id: UUID, orders: AllOrders) -> Timeline:
    """All that happened to one order of the customer's, oldest first."""
    order = await _own(orders, customer_id, order_id)
    return Timeline.model_validate({"items": order.timeline})


async def _own(orders: DynamoOrders, customer_id: str, order_id: UUID) -> Order:
    order = await orders.get(str(order_id))
    if order is None or order.customer_id != customer_id:
        raise OrderNotFound(str(order_id))
    return order
