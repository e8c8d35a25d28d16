"""What staff do with all orders."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Header, Query, Response

from chassis.cursors import InvalidCursor
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent
from ops_bff.backend_api.client import Backend, OrderFilter
from ops_bff.backend_api.contract import (
    ClosingRequest,
    OperationView,
    OrderPageView,
    OrderWithTimeline,
    ShipmentRequest,
    StatusRequest,
)
from ops_bff.downloads import DOCUMENTED, CsvResponse, download
from ops_bff.operations.commands import QUEUED, Later, ToCommands
from ops_bff.orders.requests import ORDER_NUMBER, SHOWS, Moment, ShipmentEdit, Transitions
from ops_bff.problems import (
    IdempotencyKeyReused,
    NotFound,
    ShipmentRefused,
    StaleVersion,
    TooManyShipments,
    TransitionRefused,
)

IfMatch = Annotated[
    str | None, Header(description="The ETag of the order that was seen: changed since, it is left as it is")
]
Status = Literal["PROCESSING", "SHIPPED", "DELIVERED", "CANCELLED"]

router = APIRouter(
    prefix="/api/orders",
    tags=["orders"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


async def _order_filter(
    status: Annotated[list[Status], Query(description="Any of these; none means all.", max_length=4)] = [],  # noqa: B006  # FastAPI copies it
    customer_id: Annotated[str | None, Query(min_length=1, max_length=128)] = None,
    tracking_number: Annotated[str | None, Query(min_length=1, max_length=60, pattern=SHOWS)] = None,
    number: Annotated[
        str | None,
        Query(
            pattern=ORDER_NUMBER,
            description="An order's number, which is the first eight digits of its id, or more or less of its "
            "beginning. The newest orders are looked through: a page may be empty though `next_cursor` leads to older "
            "ones.",
        ),
    ] = None,
    placed_from: Annotated[Moment | None, Query(description="Placed at this time or later.")] = None,
    placed_before: Annotated[Moment | None, Query(description="Placed earlier than this time.")] = None,
) -> OrderFilter:
    return OrderFilter(status, customer_id, tracking_number, number, placed_from, placed_before)


Wanted = Annotated[OrderFilter, Depends(_order_filter)]


@router.get("", response_model=OrderPageView, responses=documented(InvalidCursor))
async def list_orders(
    agent: OpsAgent,
    wanted: Wanted,
    backend: Backend,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> OrderPageView:
    """Orders, newest first."""
    return await backend.list_orders(agent, wanted, limit=limit, cursor=cursor)


@router.get("/export", response_class=CsvResponse, responses=DOCUMENTED)
async def export_orders(agent: OpsAgent, wanted: Wanted, backend: Backend) -> Response:
    """Orders as CSV, newest first: all that the list with the same filter has on its pages."""
    return download(await backend.export_orders(agent, wanted), "orders.csv")


@router.get(
    "/{order_id}",
    response_model=OrderWithTimeline,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_order(
    agent: OpsAgent,
    order_id: UUID,
    backend: Backend,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> OrderWithTimeline | Response:
    """One order with its timeline, as it stands."""
    order, etag = await backend.get_order(agent, order_id, if_none_match)
    if order is None:
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return order


@router.post("/transitions", status_code=202, response_model=OperationView, responses=QUEUED)
async def move_orders(agent: OpsAgent, body: Transitions, commands: ToCommands) -> Response:
    """Move up to 500 orders to one status, each if it can go there. The operation has a result for each of them."""
    return await commands.queue(agent, "move_orders", about=None, body=body)


@router.patch(
    "/{order_id}/status",
    response_model=OrderWithTimeline,
    responses={**QUEUED, **documented(NotFound, TransitionRefused, TooManyShipments, StaleVersion)},
)
async def change_order_status(
    agent: OpsAgent,
    order_id: UUID,
    body: StatusRequest,
    backend: Backend,
    later: Later,
    if_match: IfMatch = None,
) -> OrderWithTimeline | Response:
    """Cancel, ship (all that is left) or deliver an order. A status that already holds changes nothing."""
    if later:
        return await later.queue(
            agent,
            "change_order_status",
            about=f"order:{order_id}",
            body=body,
            order_id=str(order_id),
            if_match=if_match,
        )
    return await backend.change_order_status(agent, order_id, body, if_match)


@router.post(
    "/{order_id}/shipments",
    status_code=201,
    response_model=OrderWithTimeline,
    responses={
        **QUEUED,
        **documented(
            NotFound,
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            TransitionRefused,
            ShipmentRefused,
            TooManyShipments,
            StaleVersion,
        ),
    },
)
async def ship_order(
    agent: OpsAgent,
    order_id: UUID,
    key: IdempotencyKey,
    body: ShipmentRequest,
    backend: Backend,
    later: Later,
    response: Response,
    if_match: IfMatch = None,
) -> OrderWithTimeline | Response:
    """Record a parcel and answer the order as it then stands. The same key again adds no second parcel."""
    if later:
        about, shipped = f"order:{order_id}", str(order_id)
        return await later.queue(
            agent,
            "ship_order",
            about=about,
            body=body,
            order_id=shipped,
            idempotency_key=key,
            if_match=if_match,
        )
    order, replayed = await backend.ship_order(agent, order_id, key, body, if_match)
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return order


@router.patch(
    "/{order_id}/shipments/{shipment_id}",
    response_model=OrderWithTimeline,
    responses={**QUEUED, **documented(NotFound, StaleVersion)},
)
async def edit_shipment(
    agent: OpsAgent,
    order_id: UUID,
    shipment_id: UUID,
    body: ShipmentEdit,
    backend: Backend,
    later: Later,
    if_match: IfMatch = None,
) -> OrderWithTimeline | Response:
    """Correct a parcel, or say that it has arrived; the last arrival delivers a SHIPPED order."""
    if later:
        about, order, parcel = f"order:{order_id}", str(order_id), str(shipment_id)
        return await later.queue(
            agent,
            "edit_shipment",
            about=about,
            body=body,
            order_id=order,
            shipment_id=parcel,
            if_match=if_match,
        )
    return await backend.edit_shipment(agent, order_id, shipment_id, body, if_match)


@router.post(
    "/{order_id}/closing",
    response_model=OrderWithTimeline,
    responses={**QUEUED, **documented(NotFound, TransitionRefused, StaleVersion)},
)
async def close_order(
    agent: OpsAgent,
    order_id: UUID,
    backend: Backend,
    later: Later,
    body: Annotated[ClosingRequest | None, Body()] = None,
    if_match: IfMatch = None,
) -> OrderWithTimeline | Response:
    """Say that what is left of a partly shipped order will not be shipped."""
    if later:
        return await later.queue(
            agent,
            "close_order",
            about=f"order:{order_id}",
            body=body,
            order_id=str(order_id),
            if_match=if_match,
        )
    return await backend.close_order(agent, order_id, body, if_match)
