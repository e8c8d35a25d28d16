"""What staff can learn from all that has happened."""

from __future__ import annotations

from fastapi import APIRouter

from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import CancellationRate, OrdersByDay, StockOuts, TimeToShip, TopProducts

router = APIRouter(
    prefix="/api/insights",
    tags=["insights"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.get("/orders-by-day", response_model=OrdersByDay)
async def orders_by_day(agent: OpsAgent, backend: Backend) -> OrdersByDay:
    """Orders and revenue by day."""
    return await backend.orders_by_day(agent)


@router.get("/top-products", response_model=TopProducts)
async def top_products(agent: OpsAgent, backend: Backend) -> TopProducts:
    """What is ordered most."""
    return await backend.top_products(agent)


@router.get("/time-to-ship", response_model=TimeToShip)
async def time_to_ship(agent: OpsAgent, backend: Backend) -> TimeToShip:
    """How long orders wait for their first parcel."""
    return await backend.time_to_ship(agent)


@router.get("/cancellation-rate", response_model=CancellationRate)
async def cancellation_rate(agent: OpsAgent, backend: Backend) -> CancellationRate:
    """Which part of the orders is cancelled."""
    return await backend.cancellation_rate(agent)


@router.get("/stock-outs", response_model=StockOuts)
async def stock_outs(agent: OpsAgent, backend: Backend) -> StockOuts:
    """When products had nothing left to sell."""
    return await backend.stock_outs(agent)
