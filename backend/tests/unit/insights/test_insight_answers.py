from __future__ import annotations

from datetime import date

from backend.insights import answers
from backend.insights.period import Period
from tests.warehouse.told_story import ANSWERS, by_day

WEEK = Period(date(2026, 11, 22), date(2026, 11, 25))
KEPT = {question: by_day(rows) for question, rows in ANSWERS.items()}


def test_days_without_orders_are_there_too() -> None:
    """With nothing in each currency that the period has: a chart needs no gaps mended."""
    days = answers.orders_by_day(KEPT["orders_by_day"], WEEK)
    assert [(day["day"].isoformat(), day["orders"]) for day in days] == [
        ("2026-11-22", 0),
        ("2026-11-23", 3),
        ("2026-11-24", 2),
        ("2026-11-25", 0),
    ]
    assert [[row["currency"] for row in day["amounts"]] for day in days] == [["EUR", "USD"]] * 4
    assert [day["amounts"][1]["revenue_minor"] for day in days] == [0, 5500, 0, 0]
    assert answers.orders_by_day({}, WEEK)[0]["amounts"] == []


def test_a_day_without_orders_has_no_median_and_no_rate() -> None:
    """Nothing of nothing is not nought."""
    assert [row["median_hours"] for row in answers.time_to_ship(KEPT["time_to_ship"], WEEK)] == [
        None,
        4,
        3,
        None,
    ]
    rates = answers.cancellation_rate(KEPT["cancellation_rate"], WEEK)
    assert [(row["orders"], row["rate"]) for row in rates] == [(0, None), (3, 1 / 3), (3, 0), (0, None)]


def test_products_are_added_up_over_days() -> None:
    """Currencies apart, the most units first."""
    best = answers.top_products(KEPT["top_products"], 2)
    assert [
        (row["sku"], row["currency"], row["units"], row["amount_minor"], row["orders"]) for row in best
    ] == [
        ("MUG", "USD", 6, 3000, 2),
        ("HAT", "USD", 2, 4000, 2),
    ]
    assert len(answers.top_products(KEPT["top_products"], 100)) == 3


def test_what_was_kept_is_not_changed() -> None:
    """Asking twice gives the same twice."""
    assert answers.top_products(KEPT["top_products"], 9) == answers.top_products(KEPT["top_products"], 9)


def test_the_latest_stock_out_comes_first() -> None:
    """However many days there are."""
    assert [row["sku"] for row in answers.stock_outs(KEPT["stock_outs"])] == ["HAT", "MUG"]
