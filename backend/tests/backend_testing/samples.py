"""Sample objects, complete and in order, of which a test names only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from backend.money import Money
from backend.orders.domain.basket import Basket, Wanted
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import (
    Address,
    Line,
    Order,
    OrderStatus,
    Shipment,
    ShippedLine,
    TimelineEntry,
)
from backend.orders.domain.pricing import Quote, quote
from backend.products.domain.product import Product, ProductStatus, Stock, product_id_for
from backend.timed_ids import timed_id
from backend.webhooks.domain.delivery import Delivery, DeliveryState
from backend.webhooks.domain.webhook import Webhook

AT = datetime(2026, 11, 22, 12, 0, 0, 123000, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
MUG, HAT, PEN = product_id_for("MUG"), product_id_for("HAT"), product_id_for("PEN")
ADDRESS = Address("Ada", "1 Main St", None, "Springfield", "12345", None, "US")


def usd(amount_minor: int) -> Money:
    return Money(amount_minor, "USD")


def basket(quantities: Mapping[str, int], expected_total: Money | None = None) -> Basket:
    return Basket.of([Wanted(*line) for line in quantities.items()], ADDRESS, expected_total)


def offer(
    product_id: str = MUG,
    *,
    price: Money = Money(500, "USD"),  # noqa: B008  # a frozen value
    active: bool = True,
    version: int = 1,
    available: int = 10,
) -> Offer:
    return Offer(product_id, f"SKU-{product_id[:4]}", "A thing", price, active, version, available)


def product(sku: str = "MUG", *, units: int = 10, price: Money = Money(500, "USD")) -> Product:  # noqa: B008  # a frozen value
    """A product as it is created, with so many units received."""
    return Product(
        product_id=product_id_for(sku),
        sku=sku,
        name=f"The {sku}",
        description="",
        image_url=None,
        category="drinkware",
        price=price,
        status=ProductStatus.ACTIVE,
        stock=Stock(received=units, available=units, reserved=0, shipped=0),
        low_stock_threshold=None,
        version=1,
        revision=1,
        edited_revision=1,
        fingerprint=f"fingerprint of {sku}",
        created_at=AT,
        updated_at=AT,
    )


def offer_of(made: Product) -> Offer:
    """What an order sees of the product."""
    return Offer(
        made.product_id,
        made.sku,
        made.name,
        made.price,
        made.status == ProductStatus.ACTIVE,
        made.version,
        made.stock.available,
    )


def quoted(*wanted: tuple[Product, int]) -> tuple[Basket, Quote]:
    """A basket of so many of these products, and its quote at their offers as they are here."""
    asked = basket({made.product_id: quantity for made, quantity in wanted})
    return asked, quote(asked, {made.product_id: offer_of(made) for made, _ in wanted})


def parcel(
    shipment_id: str, contents: Mapping[str, int], *, delivered: bool = False, tracking: str | None = None
) -> Shipment:
    return Shipment(
        shipment_id=shipment_id,
        carrier="UPS",
        tracking_number=tracking,
        lines=tuple(ShippedLine(*line) for line in contents.items()),
        shipped_at=AT,
        delivered_at=AT if delivered else None,
        fingerprint=f"fingerprint of {shipment_id}",
    )


def order(
    status: str = "PROCESSING",
    *shipments: Shipment,
    lines: Mapping[str, int] | None = None,
    history: tuple[str, ...] = ("order.placed",),
    order_id: str = "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11",
) -> Order:
    """Three mugs and one hat for Ada, unless said otherwise."""
    wanted = lines or {MUG: 3, HAT: 1}
    return Order(
        order_id=order_id,
        customer_id="ada",
        fingerprint="fingerprint of the request",
        lines=tuple(Line(p, f"SKU-{p[:4]}", "A thing", usd(500), quantity) for p, quantity in wanted.items()),
        total=usd(500 * sum(wanted.values())),
        ship_to=ADDRESS,
        status=OrderStatus(status),
        shipments=shipments,
        timeline=tuple(
            TimelineEntry(version, kind, AT, "ops:sam", {}) for version, kind in enumerate(history, start=1)
        ),
        created_at=AT,
        updated_at=AT,
    )


def webhook(
    url: str = "https://example.com/hook",
    *types: str,
    webhook_id: str = "0b0b8f5e-9a7f-5a0c-8c39-6d5d2f0a8b61",
) -> Webhook:
    """Of new orders, unless said otherwise."""
    return Webhook(
        webhook_id=webhook_id,
        url=url,
        types=types or ("order.placed",),
        description="",
        enabled=True,
        generation=1,
        rotated_at=None,
        rotation=None,
        failing_since=None,
        disabled_because=None,
        fingerprint="fingerprint of the request",
        created_at=AT,
        created_by="ops:olivia",
        version=1,
    )


def delivery(of: Webhook, message_id: str = "an order:1", *, at: datetime = AT) -> Delivery:
    """A message that is due, and was not tried yet."""
    return Delivery(
        delivery_id=timed_id(at, f"{of.webhook_id} {message_id}"),
        webhook_id=of.webhook_id,
        message_id=message_id,
        type="order.placed",
        body='{"type":"order.placed"}',
        state=DeliveryState.PENDING,
        attempts=(),
        tries=0,
        next_attempt_at=at,
        created_at=at,
    )
