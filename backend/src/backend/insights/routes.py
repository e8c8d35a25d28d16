"""What staff can learn from all that has happened."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from backend.access import OpsAgent
from backend.clock import utc_now
from backend.insights import answers
from backend.insights.period import Period, period
from backend.insights.queries import ReadInsight
from backend.insights.schemas import CancellationRate, OrdersByDay, StockOuts, TimeToShip, TopProducts
from backend.problems import DatabaseUnavailable, NotAllowed, NotSignedIn, PeriodInvalid
from backend.schemas import PageLimit
from chassis.days import Day
from chassis.problems import documented

router = APIRouter(
    prefix="/insights",
    tags=["insights"],
    responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable, PeriodInvalid),
)


async def _read_insight(request: Request) -> ReadInsight:
    read: ReadInsight = request.app.state.insights
    return read


async def _period(
    first: Annotated[
        Day | None, Query(alias="from", description="The first day (UTC); left out: 30 days up to `to`.")
    ] = None,
    last: Annotated[
        Day | None,
        Query(
            alias="to", description="The last day (UTC), included; left out: today. At most 366 days in all."
        ),
    ] = None,
) -> Period:
    return period(first, last, utc_now().date())


ToReadInsight = Annotated[ReadInsight, Depends(_read_insight)]
Asked = Annotated[Period, Depends(_period)]


def _about(asked: Period, as_of: str | None, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"from": asked.first, "to": asked.last, "as_of": as_of, "items": items}


@router.get("/orders-by-day", response_model=OrdersByDay)
async def orders_by_day(agent: OpsAgent, asked: Asked, read: ToReadInsight) -> OrdersByDay:
    """Orders and revenue of each day, currencies apart. What cancelling and closing take back counts on the day that
    they do."""
    answer = await read("orders_by_day", asked)
    items = answers.orders_by_day(answer.days, asked)
    return OrdersByDay.model_validate(_about(asked, answer.as_of, items))


@router.get("/top-products", response_model=TopProducts)
async def top_products(
    agent: OpsAgent, asked: Asked, read: ToReadInsight, limit: Annotated[PageLimit, Query()] = 20
) -> TopProducts:
    """What is ordered most."""
    answer = await read("top_products", asked)
    items = answers.top_products(answer.days, limit)
    return TopProducts.model_validate(_about(asked, answer.as_of, items))


@router.get("/time-to-ship", response_model=TimeToShip)
async def time_to_ship(agent: OpsAgent, asked: Asked, read: ToReadInsight) -> TimeToShip:
    """How long orders wait for their first parcel, by the day of placing."""
    answer = await read("time_to_ship", asked)
    items = answers.time_to_ship(answer.days, asked)
    return TimeToShip.model_validate(_about(asked, answer.as_of, items))


@router.get("/cancellation-rate", response_model=CancellationRate)
async def cancellation_rate(agent: OpsAgent, asked: Asked, read: ToReadInsight) -> CancellationRate:
    """Which part of the orders is cancelled, by the day of placing."""
    answer = await read("cancellation_rate", asked)
    items = answers.cancellation_rate(answer.days, asked)
    return CancellationRate.model_validate(_about(asked, answer.as_of, items))


@router.get("/stock-outs", response_model=StockOuts)
async def stock_outs(agent: OpsAgent, asked: Asked, read: ToReadInsight) -> StockOuts:
    """When products had nothing left to sell, by when that began."""
    answer = await read("stock_outs", asked)
    return StockOuts.model_validate(_about(asked, answer.as_of, answers.stock_outs(answer.days)))
