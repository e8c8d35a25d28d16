"""What staff can learn from all that has happened."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query

from chassis.days import Day
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import CancellationRate, OrdersByDay, StockOuts, TimeToShip, TopProducts
from ops_bff.problems import PeriodInvalid

router = APIRouter(
    prefix="/api/insights",
    tags=["insights"],
    responses=documented(UpstreamUnavailable, UpstreamFault, PeriodInvalid),
)


class Days(NamedTuple):
    """From and to which day; the backend says what is meant by one that is left out."""

    first: date | None
    last: date | None


async def _days(
    first: Annotated[
        Day | None, Query(alias="from", description="The first day (UTC); left out: 30 days up to `to`.")
    ] = None,
    last: Annotated[
        Day | None,
        Query(
            alias="to", description="The last day (UTC), included; left out: today. At most 366 days in all."
        ),
    ] = None,
) -> Days:
    return Days(first, last)


Asked = Annotated[Days, Depends(_days)]


@router.get("/orders-by-day", response_model=OrdersByDay)
async def orders_by_day(agent: OpsAgent, asked: Asked, backend: Backend) -> OrdersByDay:
    """Orders and revenue of each day, currencies apart. What cancelling and closing take back counts on the day that
    they do."""
    return await backend.orders_by_day(agent, *asked)


@router.get("/top-products", response_model=TopProducts)
async def top_products(
    agent: OpsAgent, asked: Asked, backend: Backend, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> TopProducts:
    """What is ordered most."""
    return await backend.top_products(agent, *asked, limit)


@router.get("/time-to-ship", response_model=TimeToShip)
async def time_to_ship(agent: OpsAgent, asked: Asked, backend: Backend) -> TimeToShip:
    """How long orders wait for their first parcel, by the day of placing."""
    return await backend.time_to_ship(agent, *asked)


@router.get("/cancellation-rate", response_model=CancellationRate)
async def cancellation_rate(agent: OpsAgent, asked: Asked, backend: Backend) -> CancellationRate:
    """Which part of the orders is cancelled, by the day of placing."""
    return await backend.cancellation_rate(agent, *asked)


@router.get("/stock-outs", response_model=StockOuts)
async def stock_outs(agent: OpsAgent, asked: Asked, backend: Backend) -> StockOuts:
    """When products had nothing left to sell, by when that began."""
    return await backend.stock_outs(agent, *asked)
