"""The operations that this service uses of the backend, and the models of what they take and answer.

Generated from contracts/backend.openapi.json by contracts/generate.py: not to be edited by hand.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import MISSING, AwareDatetime, BaseModel, ConfigDict, Field, StrictInt

from chassis.upstream import Operation
from chassis.whole_numbers import WHOLE

CANCEL_OWN_ORDER = Operation('POST', '/customer/orders/{order_id}/cancellation')
GET_OWN_ORDER = Operation('GET', '/customer/orders/{order_id}')
GET_OWN_TIMELINE = Operation('GET', '/customer/orders/{order_id}/timeline')
GET_PRODUCT = Operation('GET', '/products/{product_id}')
LIST_OWN_ORDERS = Operation('GET', '/customer/orders')
LIST_PRODUCTS = Operation('GET', '/products')
PLACE_ORDER = Operation('POST', '/customer/orders')


class AddressBody(BaseModel):
    """
    Where an order goes.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    city: Annotated[str, Field(max_length=100, min_length=1, pattern='[^\\s\\x00-\\x1f]')]
    country: Annotated[str, Field(description='ISO 3166-1 alpha-2', examples=['US'], pattern='^[A-Z]{2}$')]
    line1: Annotated[str, Field(max_length=200, min_length=1, pattern='[^\\s\\x00-\\x1f]')]
    line2: Annotated[str | None | MISSING, Field(max_length=200)] = MISSING
    name: Annotated[str, Field(max_length=100, min_length=1, pattern='[^\\s\\x00-\\x1f]')]
    postal_code: Annotated[str, Field(max_length=20, min_length=1, pattern='[^\\s\\x00-\\x1f]')]
    region: Annotated[str | None | MISSING, Field(max_length=100)] = MISSING


class BasketLine(BaseModel):
    """
    So many of one product.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    product_id: UUID
    quantity: Annotated[StrictInt, Field(ge=1, le=1000000), WHOLE]


class CancellationRequest(BaseModel):
    """
    Why, if the customer likes to say.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    reason: Annotated[str | None | MISSING, Field(max_length=500)] = MISSING


class MoneyBody(BaseModel):
    """
    An amount in the minor unit of its currency: 3500 USD is 35 dollars, 3500 JPY is 3500 yen.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    amount_minor: Annotated[StrictInt, Field(examples=[3500], ge=0, le=9223372036854775807), WHOLE]
    currency: Annotated[str, Field(description='ISO 4217', examples=['USD'], pattern='^[A-Z]{3}$')]


class OrderRequest(BaseModel):
    """
    What a customer wants. Lines for the same product are merged; at most 50 products.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    expected_total: Annotated[
        MoneyBody | None | MISSING,
        Field(description='Refuse the order (`price_changed`) if its total is another one.'),
    ] = MISSING
    lines: Annotated[list[BasketLine], Field(max_length=50, min_length=1)]
    ship_to: AddressBody


class ShippedLineView(BaseModel):
    """
    How many of one product are in a shipment.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    product_id: str
    quantity: StrictInt


class StockView(BaseModel):
    """
    Units; always `received == available + reserved + shipped`.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    available: StrictInt
    received: StrictInt
    reserved: StrictInt
    shipped: StrictInt


class TimelineEntryView(BaseModel):
    """
    What happened to an order at one version.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    actor: Annotated[str, Field(description='`customer:ID` or `ops:NAME`')]
    at: AwareDatetime
    data: dict[str, Any]
    type: str
    version: StrictInt


class LineView(BaseModel):
    """
    One product of an order, with its name and price as they were when it was placed.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    name: str
    product_id: str
    quantity: StrictInt
    sku: str
    unit_price: MoneyBody


class ProductView(BaseModel):
    """
    A product as it stands. `version` counts staff edits, `revision` every write, sales too.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    category: str
    created_at: AwareDatetime
    description: str
    image_url: str | None
    low_stock_threshold: StrictInt | None
    name: str
    price: MoneyBody
    product_id: str
    revision: StrictInt
    sku: str
    status: Annotated[
        Literal['ACTIVE', 'ARCHIVED'],
        Field(
            description='ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them.'
        ),
    ]
    stock: StockView
    updated_at: AwareDatetime
    version: StrictInt


class ShipmentView(BaseModel):
    """
    A parcel.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    carrier: str | None
    delivered_at: AwareDatetime | None
    lines: list[ShippedLineView]
    shipment_id: str
    shipped_at: AwareDatetime
    tracking_number: str | None


class Timeline(BaseModel):
    """
    All that happened to an order, oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[TimelineEntryView]


class OrderView(BaseModel):
    """
    An order as it stands.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    created_at: AwareDatetime
    customer_id: str
    lines: list[LineView]
    order_id: str
    ship_to: AddressBody
    shipments: list[ShipmentView]
    status: Annotated[
        Literal['PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED'],
        Field(description='Where an order stands; `transitions.TRANSITIONS` says how it moves.'),
    ]
    total: MoneyBody
    updated_at: AwareDatetime
    version: StrictInt


class ProductPageView(BaseModel):
    """
    Some products. `next_cursor` leads to more; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[ProductView]
    next_cursor: str | None


class OrderPageView(BaseModel):
    """
    Some orders, newest first. `next_cursor` leads to older ones; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[OrderView]
    next_cursor: str | None
