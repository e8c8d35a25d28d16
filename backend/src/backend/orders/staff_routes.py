"""What staff do with all orders."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Header, Query, Response

from backend.access import OpsAgent
from backend.csv_answers import DOCUMENTED, CsvResponse, csv_answer
from backend.orders.columns import COLUMNS, row
from backend.orders.dependencies import (
    AllOrders,
    ToChangeOrderStatus,
    ToCloseOrder,
    ToEditShipment,
    ToListOrders,
    ToShipOrder,
)
from backend.orders.domain.errors import OrderNotFound
from backend.orders.domain.order import OrderStatus
from backend.orders.queries import OrderFilter, number_of
from backend.orders.schemas import (
    ClosingRequest,
    OrderPageView,
    OrderWithTimeline,
    ShipmentEdit,
    ShipmentRequest,
    StatusRequest,
)
from backend.problems import (
    Contended,
    DatabaseUnavailable,
    IdempotencyKeyReused,
    NotAllowed,
    NotFound,
    NotSignedIn,
    ShipmentRefused,
    StaleVersion,
    TooManyShipments,
    TransitionRefused,
)
from backend.schemas import SHOWS, Moment, PageCursor, PageLimit
from backend.versions import current_if
from chassis.cursors import InvalidCursor
from chassis.etags import if_none_match_matches
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented

IfMatch = Annotated[
    str | None, Header(description="The ETag of the order that was seen: changed since, it is left as it is")
]

ORDER_NUMBER = "^[0-9A-Fa-f]{4}[0-9A-Fa-f-]{0,32}$"
"""Four digits of an id or more, with or without its dashes."""

router = APIRouter(
    prefix="/orders", tags=["orders"], responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable)
)


async def _order_filter(
    status: Annotated[
        list[OrderStatus], Query(description="Any of these; none means all.", max_length=4)
    ] = [],  # noqa: B006  # FastAPI copies it
    customer_id: Annotated[str | None, Query(min_length=1, max_length=128)] = None,
    tracking_number: Annotated[str | None, Query(min_length=1, max_length=60, pattern=SHOWS)] = None,
    number: Annotated[
        str | None,
        Query(
            pattern=ORDER_NUMBER,
            description="An order's number, or more or less of the beginning of its id: the newest orders are looked "
            "through, and a page may be empty though `next_cursor` leads to older ones.",
        ),
    ] = None,
    placed_from: Annotated[Moment | None, Query(description="Placed at this time or later.")] = None,
    placed_before: Annotated[Moment | None, Query(description="Placed earlier than this time.")] = None,
) -> OrderFilter:
    return OrderFilter(
        tuple(sorted(set(status))),
        customer_id,
        tracking_number,
        placed_from,
        placed_before,
        number_of(number) if number else None,
    )


Wanted = Annotated[OrderFilter, Depends(_order_filter)]


@router.get("", response_model=OrderPageView, responses=documented(InvalidCursor))
async def list_orders(
    agent: OpsAgent,
    wanted: Wanted,
    list_orders: ToListOrders,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> OrderPageView:
    """Orders, newest first."""
    return OrderPageView.model_validate(await list_orders(wanted, limit, cursor))


@router.get("/export", response_class=CsvResponse, responses=DOCUMENTED)
async def export_orders(agent: OpsAgent, wanted: Wanted, list_orders: ToListOrders) -> Response:
    """Orders as CSV, newest first: all that the list with the same filter has on its pages."""
    pages = (map(row, page) async for page in list_orders.pages(wanted))
    return await csv_answer(COLUMNS, pages, "orders.csv")


@router.get(
    "/{order_id}",
    response_model=OrderWithTimeline,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_order(
    agent: OpsAgent,
    order_id: UUID,
    orders: AllOrders,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> OrderWithTimeline | Response:
    """One order with its timeline, as it stands."""
    order = await orders.get(str(order_id))
    if order is None:
        raise OrderNotFound(str(order_id))
    if if_none_match_matches(if_none_match, str(order.version)):
        return Response(status_code=304, headers={"ETag": f'"{order.version}"'})
    response.headers["ETag"] = f'"{order.version}"'
    return OrderWithTimeline.model_validate(order)


@router.patch(
    "/{order_id}/status",
    response_model=OrderWithTimeline,
    responses=documented(
        NotFound, TransitionRefused, TooManyShipments, StaleVersion, Contended, DatabaseUnavailable
    ),
)
async def change_order_status(
    agent: OpsAgent,
    order_id: UUID,
    body: StatusRequest,
    change_status: ToChangeOrderStatus,
    if_match: IfMatch = None,
) -> OrderWithTimeline:
    """Cancel, ship (all that is left) or deliver an order. A status that already holds changes nothing."""
    changed = await change_status(
        str(order_id), body.status, agent.actor, body.reason, is_current=current_if(if_match)
    )
    return OrderWithTimeline.model_validate(changed.order)


@router.post(
    "/{order_id}/shipments",
    status_code=201,
    response_model=OrderWithTimeline,
    responses=documented(
        NotFound,
        IdempotencyKeyMissing,
        IdempotencyKeyInvalid,
        IdempotencyKeyReused,
        TransitionRefused,
        ShipmentRefused,
        TooManyShipments,
        StaleVersion,
        Contended,
        DatabaseUnavailable,
    ),
)
async def ship_order(
    agent: OpsAgent,
    order_id: UUID,
    key: IdempotencyKey,
    body: ShipmentRequest,
    ship: ToShipOrder,
    response: Response,
    if_match: IfMatch = None,
) -> OrderWithTimeline:
    """Record a parcel and answer the order as it then stands. The same key again adds no second parcel."""
    changed = await ship(str(order_id), key, body.to_parcel(), agent.actor, is_current=current_if(if_match))
    if changed.repeated:
        response.headers["Idempotent-Replayed"] = "true"
    return OrderWithTimeline.model_validate(changed.order)


@router.patch(
    "/{order_id}/shipments/{shipment_id}",
    response_model=OrderWithTimeline,
    responses=documented(NotFound, StaleVersion, Contended, DatabaseUnavailable),
)
async def edit_shipment(
    agent: OpsAgent,
    order_id: UUID,
    shipment_id: UUID,
    body: ShipmentEdit,
    edit: ToEditShipment,
    if_match: IfMatch = None,
) -> OrderWithTimeline:
    """Correct a parcel, or say that it has arrived; the last arrival delivers a SHIPPED order."""
    changed = await edit(
        str(order_id),
        str(shipment_id),
        delivered=body.status == "DELIVERED",
        corrections=body.corrections,
        actor=agent.actor,
        is_current=current_if(if_match),
    )
    return OrderWithTimeline.model_validate(changed.order)


@router.post(
    "/{order_id}/closing",
    response_model=OrderWithTimeline,
    responses=documented(NotFound, TransitionRefused, StaleVersion, Contended, DatabaseUnavailable),
)
async def close_order(
    agent: OpsAgent,
    order_id: UUID,
    close: ToCloseOrder,
    body: Annotated[ClosingRequest | None, Body()] = None,
    if_match: IfMatch = None,
) -> OrderWithTimeline:
    """Say that what is left of a partly shipped order will not be shipped."""
    changed = await close(
        str(order_id), agent.actor, body.reason if body else None, is_current=current_if(if_match)
    )
    return OrderWithTimeline.model_validate(changed.order)
