"""Use cases of orders, made for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.clock import utc_now
from backend.orders.queries import ListOrders
from backend.orders.repository import DynamoOrders
from backend.orders.use_cases.cancel_order import CancelOrder
from backend.orders.use_cases.change_order_status import ChangeOrderStatus
from backend.orders.use_cases.close_order import CloseOrder
from backend.orders.use_cases.edit_shipment import EditShipment
from backend.orders.use_cases.place_order import PlaceOrder
from backend.orders.use_cases.ship_order import ShipOrder


async def _orders(request: Request) -> DynamoOrders:
    orders: DynamoOrders = request.app.state.orders
    return orders


async def _place_order(request: Request) -> PlaceOrder:
    state = request.app.state
    return PlaceOrder(state.orders, state.remembered_offers, utc_now)


async def _cancel_order(request: Request) -> CancelOrder:
    return CancelOrder(request.app.state.orders, utc_now)


async def _change_order_status(request: Request) -> ChangeOrderStatus:
    return ChangeOrderStatus(request.app.state.orders, utc_now)


async def _ship_order(request: Request) -> ShipOrder:
    return ShipOrder(request.app.state.orders, utc_now)


async def _edit_shipment(request: Request) -> EditShipment:
    return EditShipment(request.app.state.orders, utc_now)


async def _close_order(request: Request) -> CloseOrder:
    return CloseOrder(request.app.state.orders, utc_now)


async def _list_orders(request: Request) -> ListOrders:
    state = request.app.state
    return ListOrders(state.orders, state.order_indexes, state.cursors)


AllOrders = Annotated[DynamoOrders, Depends(_orders)]
ToPlaceOrder = Annotated[PlaceOrder, Depends(_place_order)]
ToCancelOrder = Annotated[CancelOrder, Depends(_cancel_order)]
ToChangeOrderStatus = Annotated[ChangeOrderStatus, Depends(_change_order_status)]
ToShipOrder = Annotated[ShipOrder, Depends(_ship_order)]
ToEditShipment = Annotated[EditShipment, Depends(_edit_shipment)]
ToCloseOrder = Annotated[CloseOrder, Depends(_close_order)]
ToListOrders = Annotated[ListOrders, Depends(_list_orders)]
