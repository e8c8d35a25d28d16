"""What staff can learn from all that has happened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.access import OpsAgent
from backend.insights.queries import ReadInsight
from backend.insights.schemas import CancellationRate, OrdersByDay, StockOuts, TimeToShip, TopProducts
from backend.problems import DatabaseUnavailable, NotAllowed, NotSignedIn
from chassis.problems import documented

router = APIRouter(
    prefix="/insights", tags=["insights"], responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable)
)


async def _read_insight(request: Request) -> ReadInsight:
    read: ReadInsight = request.app.state.insights
    return read


ToReadInsight = Annotated[ReadInsight, Depends(_read_insight)]


@router.get("/orders-by-day", response_model=OrdersByDay)
async def orders_by_day(agent: OpsAgent, read: ToReadInsight) -> OrdersByDay:
    """Orders and revenue by day."""
    return OrdersByDay.model_validate(await read("orders_by_day"))


@router.get("/top-products", response_model=TopProducts)
async def top_products(agent: OpsAgent, read: ToReadInsight) -> TopProducts:
    """What is ordered most."""
    return TopProducts.model_validate(await read("top_products"))


@router.get("/time-to-ship", response_model=TimeToShip)
async def time_to_ship(agent: OpsAgent, read: ToReadInsight) -> TimeToShip:
    """How long orders wait for their first parcel."""
    return TimeToShip.model_validate(await read("time_to_ship"))


@router.get("/cancellation-rate", response_model=CancellationRate)
async def cancellation_rate(agent: OpsAgent, read: ToReadInsight) -> CancellationRate:
    """Which part of the orders is cancelled."""
    return CancellationRate.model_validate(await read("cancellation_rate"))


@router.get("/stock-outs", response_model=StockOuts)
async def stock_outs(agent: OpsAgent, read: ToReadInsight) -> StockOuts:
    """When products had nothing left to sell."""
    return StockOuts.model_validate(await read("stock_outs"))
