"""An order as a row of a table."""

from __future__ import annotations

from backend.clock import timestamp
from backend.csv_answers import Row
from backend.orders.domain.order import Order

COLUMNS = (
    "order_id",
    "status",
    "customer_id",
    "placed_at",
    "updated_at",
    "total_amount_minor",
    "currency",
    "units",
    "lines",
    "tracking_numbers",
    "ship_to_name",
    "ship_to_line1",
    "ship_to_line2",
    "ship_to_city",
    "ship_to_postal_code",
    "ship_to_region",
    "ship_to_country",
    "version",
)


def row(order: Order) -> Row:
    """`lines` is `2 TUM-01; 1 MUG-02`: SKUs have neither spaces nor semicolons."""
    address = order.ship_to
    return (
        order.order_id,
        order.status.value,
        order.customer_id,
        timestamp(order.created_at),
        timestamp(order.updated_at),
        order.total.amount_minor,
        order.total.currency,
        sum(line.quantity for line in order.lines),
        "; ".join(f"{line.quantity} {line.sku}" for line in order.lines),
        "; ".join(parcel.tracking_number for parcel in order.shipments if parcel.tracking_number),
        address.name,
        address.line1,
        address.line2,
        address.city,
        address.postal_code,
        address.region,
        address.country,
        order.version,
    )
