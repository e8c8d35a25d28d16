"""Which orders a list admits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from backend_testing.samples import AT, order

from backend.orders.domain.order import OrderStatus
from backend.orders.queries import OrderFilter

BIT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("wanted", "admitted"),
    [
        (OrderFilter(), True),
        (OrderFilter(statuses=[OrderStatus.PROCESSING, OrderStatus.SHIPPED]), True),
        (OrderFilter(statuses=[OrderStatus.SHIPPED]), False),
        (OrderFilter(customer_id="ada"), True),
        (OrderFilter(customer_id="eve"), False),
        (OrderFilter(placed_from=AT), True),
        (OrderFilter(placed_from=AT + BIT), False),
        (OrderFilter(placed_before=AT), False),
        (OrderFilter(placed_before=AT + BIT), True),
        (OrderFilter(customer_id="ada", statuses=[OrderStatus.CANCELLED]), False),
    ],
)
def test_all_conditions_hold_at_once(wanted: OrderFilter, admitted: bool) -> None:
    """An order is admitted if every condition holds: its time from the first moment on, and before the other."""
    assert wanted.admits(order()) == admitted
