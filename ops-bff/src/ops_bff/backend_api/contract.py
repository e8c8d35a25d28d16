"""The operations that this service uses of the backend, and the models of what they take and answer.

Generated from contracts/backend.openapi.json by contracts/generate.py: not to be edited by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import MISSING, AwareDatetime, BaseModel, ConfigDict, Field, StrictInt

from chassis.upstream import Operation
from chassis.whole_numbers import WHOLE

CANCELLATION_RATE = Operation('GET', '/insights/cancellation-rate')
CHANGE_ORDER_STATUS = Operation('PATCH', '/orders/{order_id}/status')
CLOSE_ORDER = Operation('POST', '/orders/{order_id}/closing')
CREATE_PRODUCT = Operation('POST', '/products')
CREATE_WEBHOOK = Operation('POST', '/webhooks')
DISCARD_DEAD_LETTER = Operation('DELETE', '/dead-letters/{dead_letter_id}')
EDIT_PRODUCT = Operation('PATCH', '/products/{product_id}')
EDIT_SHIPMENT = Operation('PATCH', '/orders/{order_id}/shipments/{shipment_id}')
EDIT_WEBHOOK = Operation('PATCH', '/webhooks/{webhook_id}')
EXPORT_ORDERS = Operation('GET', '/orders/export')
EXPORT_PRODUCTS = Operation('GET', '/products/export')
GET_DEAD_LETTER = Operation('GET', '/dead-letters/{dead_letter_id}')
GET_OPERATION = Operation('GET', '/operations/{operation_id}')
GET_ORDER = Operation('GET', '/orders/{order_id}')
GET_PRODUCT_WITH_CHANGES = Operation('GET', '/products/{product_id}/history')
GET_WEBHOOK = Operation('GET', '/webhooks/{webhook_id}')
KEEP_IMPORT_PART = Operation('PUT', '/product-imports/{import_id}/parts/{number}')
LIST_DEAD_LETTERS = Operation('GET', '/dead-letters')
LIST_DELIVERIES = Operation('GET', '/webhooks/{webhook_id}/deliveries')
LIST_IMPORTED_ROWS = Operation('GET', '/product-imports/{import_id}/rows')
LIST_NOTICES = Operation('GET', '/notices')
LIST_OPERATIONS = Operation('GET', '/operations')
LIST_ORDERS = Operation('GET', '/orders')
LIST_PRODUCTS = Operation('GET', '/products')
LIST_WEBHOOKS = Operation('GET', '/webhooks')
MARK_NOTICE_READ = Operation('POST', '/notices/{notice_id}/reading')
ORDERS_BY_DAY = Operation('GET', '/insights/orders-by-day')
REDELIVER = Operation('POST', '/webhooks/{webhook_id}/deliveries/{delivery_id}/redelivery')
REDRIVE_DEAD_LETTER = Operation('POST', '/dead-letters/{dead_letter_id}/redrive')
REDRIVE_MATCHING_DEAD_LETTERS = Operation('POST', '/dead-letters/redrive')
REMOVE_WEBHOOK = Operation('DELETE', '/webhooks/{webhook_id}')
ROTATE_WEBHOOK_SECRET = Operation('POST', '/webhooks/{webhook_id}/secret-rotation')
SHIP_ORDER = Operation('POST', '/orders/{order_id}/shipments')
STOCK_OUTS = Operation('GET', '/insights/stock-outs')
TIME_TO_SHIP = Operation('GET', '/insights/time-to-ship')
TOP_PRODUCTS = Operation('GET', '/insights/top-products')


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


class AmountsOfDay(BaseModel):
    """
    One day's orders in one currency, in its minor unit.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    currency: str
    ordered_minor: Annotated[
        StrictInt, Field(description='Of the orders placed on the day, as they were placed')
    ]
    orders: StrictInt
    revenue_minor: Annotated[
        StrictInt, Field(description='ordered_minor - taken_back_minor; below zero if more was taken back')
    ]
    taken_back_minor: Annotated[
        StrictInt,
        Field(
            description='What cancelling and closing orders took back on the day, whenever those had been placed'
        ),
    ]


class AttemptView(BaseModel):
    """
    One try: the status of the answer, or why there was none.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    at: AwareDatetime
    duration_ms: StrictInt
    error: Annotated[str | None, Field(description='`timed_out`, `address_refused` or `connection_failed`')]
    status: StrictInt | None


class ClosingRequest(BaseModel):
    """
    Why the rest will not be shipped.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    reason: Annotated[str | None | MISSING, Field(max_length=500)] = MISSING


class DayOfCancellations(BaseModel):
    """
    Which part of the orders placed on one day is cancelled, whenever that was done.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    cancelled: StrictInt
    day: date
    orders: StrictInt
    rate: Annotated[float | None, Field(description='Null without orders', ge=0.0, le=1.0)]


class DayOfOrders(BaseModel):
    """
    A day, with all currencies that any day of the period has.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    amounts: list[AmountsOfDay]
    day: date
    orders: Annotated[StrictInt, Field(description='Placed on the day, in all currencies')]


class DayOfShipping(BaseModel):
    """
    How long orders placed on one day took to their first parcel; those that have none yet are left out.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    day: date
    longest_hours: Annotated[float | None, Field(description='Null without orders')]
    median_hours: Annotated[float | None, Field(description='Null without orders')]
    orders: StrictInt


class DeadLetterView(BaseModel):
    """
    A message that kept failing. `message` is as it failed, whatever was sent again instead.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    cause: Annotated[str | None, Field(description='What stopped its latest attempt.')]
    dead_letter_id: str
    found_at: AwareDatetime
    message: str
    queue: str
    sent_instead: Annotated[str | None, Field(description='What was sent again, where it was edited.')]
    settled_at: AwareDatetime | None
    settled_by: str | None
    state: Annotated[
        Literal['WAITING', 'REDRIVING', 'REDRIVEN', 'DISCARDED'],
        Field(
            description='WAITING ones are to be settled; REDRIVING ones go back into their queue within moments.'
        ),
    ]


class DeliveryView(BaseModel):
    """
    A message for a webhook, and what has become of it.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    attempts: Annotated[list[AttemptView], Field(description='The last 20, oldest first')]
    created_at: AwareDatetime
    delivery_id: str
    message_id: Annotated[
        str, Field(description="The event's or the notice's id, sent as `webhook-id`; the same in repeats")
    ]
    next_attempt_at: AwareDatetime | None
    state: Annotated[
        Literal['PENDING', 'DELIVERED', 'FAILED'],
        Field(
            description='PENDING ones are tried, or tried again; DELIVERED ones were answered with a 2xx; FAILED ones are given up.'
        ),
    ]
    type: str


class ImportPartRequest(BaseModel):
    """
    Some rows of a CSV file, at most 500, whole and in their order, below the header of the file.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    first_row: Annotated[StrictInt, Field(ge=1, le=10000000), WHOLE]
    header: Annotated[str, Field(max_length=4000)]
    rows: Annotated[StrictInt, Field(ge=1, le=500), WHOLE]
    text: Annotated[str, Field(max_length=200000)]


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


class NewProductRequest(BaseModel):
    """
    A product to add; its SKU names it for ever.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    category: Annotated[
        str, Field(examples=['drinkware'], max_length=64, min_length=1, pattern='[^\\s\\x00-\\x1f]')
    ]
    description: Annotated[str, Field(max_length=2000)] = ''
    image_url: Annotated[
        str | None | MISSING,
        Field(
            description="Absolute, or a path on the shop's own host.",
            examples=['/images/products/tum-01.svg'],
            max_length=2048,
            pattern='^(https?://|/)[^\\s\\x1c-\\x1f\\x85]*$',
        ),
    ] = MISSING
    initial_stock: Annotated[StrictInt, Field(ge=0, le=1000000000), WHOLE] = 0
    low_stock_threshold: Annotated[StrictInt | None | MISSING, Field(ge=0, le=1000000000), WHOLE] = MISSING
    name: Annotated[
        str, Field(examples=['Nomad Tumbler'], max_length=200, min_length=1, pattern='[^\\s\\x00-\\x1f]')
    ]
    price: MoneyBody
    sku: Annotated[str, Field(examples=['TUM-01'], pattern='^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$')]


class NewWebhookRequest(BaseModel):
    """
    An address to post messages of these types to.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    description: Annotated[str, Field(examples=["the warehouse's own system"], max_length=200)] = ''
    types: Annotated[
        list[Literal['order.placed', 'order.cancelled', 'order.partly_shipped', 'order.shipped', 'order.closed', 'order.delivered', 'order.shipment_delivered', 'order.shipment_corrected', 'product.created', 'product.edited', 'product.archived', 'product.restored', 'product.stock_changed', 'product.ran_low', 'import.finished', 'dead_letter.arrived']],
        Field(max_length=50, min_length=1),
    ]
    url: Annotated[
        str,
        Field(
            description='With https, and of the internet; http and private networks in development alone.',
            examples=['https://example.com/hooks/waybill'],
            max_length=2048,
            pattern='^https?://[^\\s#]+$',
        ),
    ]


class NoticeView(BaseModel):
    """
    Something that operations should hear of. No customer is named in it.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    at: AwareDatetime
    data: Annotated[dict[str, Any], Field(description='What it is about, by its type')]
    notice_id: str
    read_at: Annotated[AwareDatetime | None, Field(description='null: nobody has read it')]
    read_by: Annotated[str | None, Field(description='`ops:NAME` of whoever read it first')]
    type: Annotated[
        str,
        Field(
            description='`order.placed`, `product.ran_low`, `import.finished`, …: show others by their name',
            examples=['order.placed'],
        ),
    ]


class OperationView(BaseModel):
    """
    A command and how far it is.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    asked_by: str
    attempts: StrictInt
    created_at: AwareDatetime
    kind: Annotated[str, Field(description='The operation of this API that would have done it at once.')]
    operation_id: str
    parameters: Annotated[dict[str, str], Field(description='Ids and headers of the request.')]
    problem: Annotated[
        dict[str, Any] | None, Field(description='Why it was REFUSED, or what stopped the latest attempt.')
    ]
    progress: Annotated[
        dict[str, Any] | None, Field(description='Of work with many parts: how many are done, and how.')
    ]
    result: Annotated[dict[str, Any] | None, Field(description='What came of it, once it has SUCCEEDED.')]
    state: Annotated[
        Literal['QUEUED', 'RUNNING', 'SUCCEEDED', 'REFUSED', 'FAILED'],
        Field(description='QUEUED also between two attempts; FAILED ones wait among the dead letters.'),
    ]
    updated_at: AwareDatetime


class OrdersByDay(BaseModel):
    """
    Every day, the oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    as_of: AwareDatetime | None
    from_: Annotated[date, Field(alias='from')]
    items: list[DayOfOrders]
    to: date


class ParcelLine(BaseModel):
    """
    So many of one product in a parcel.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    product_id: UUID
    quantity: Annotated[StrictInt, Field(ge=1, le=1000000), WHOLE]


class RedriveMatchingRequest(BaseModel):
    """
    Which to send again; what is left out does not matter. `cause`: a part of it.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    cause: Annotated[str | None | MISSING, Field(max_length=200, min_length=1)] = MISSING
    kind: Annotated[str | None | MISSING, Field(max_length=200, min_length=1)] = MISSING
    queue: Annotated[str | None | MISSING, Field(max_length=200, min_length=1)] = MISSING


class RedriveRequest(BaseModel):
    """
    `message`: what to send instead. A command stays the command of who asked for it.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    message: dict[str, Any] | None | MISSING = MISSING


class RedrivenView(BaseModel):
    """
    How many are sent again; when it is 500, there may be more.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    redriven: StrictInt


class ShipmentEdit(BaseModel):
    """
    DELIVERED says that the parcel has arrived; the other fields correct what was typed wrong.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    carrier: Annotated[
        str | None | MISSING,
        Field(examples=['UPS'], max_length=60, min_length=1, pattern='[^\\s\\x00-\\x1f]'),
    ] = MISSING
    status: Literal['DELIVERED'] | None | MISSING = MISSING
    tracking_number: Annotated[
        str | None | MISSING,
        Field(examples=['1Z999AA10123456784'], max_length=60, min_length=1, pattern='[^\\s\\x00-\\x1f]'),
    ] = MISSING


class ShipmentRequest(BaseModel):
    """
    A parcel. `lines` null or left out: all that is left.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    carrier: Annotated[
        str | None | MISSING,
        Field(examples=['UPS'], max_length=60, min_length=1, pattern='[^\\s\\x00-\\x1f]'),
    ] = MISSING
    lines: Annotated[list[ParcelLine] | None | MISSING, Field(max_length=50, min_length=1)] = MISSING
    tracking_number: Annotated[
        str | None | MISSING,
        Field(examples=['1Z999AA10123456784'], max_length=60, min_length=1, pattern='[^\\s\\x00-\\x1f]'),
    ] = MISSING


class ShippedLineView(BaseModel):
    """
    How many of one product are in a shipment.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    product_id: str
    quantity: StrictInt


class StaffChangeView(BaseModel):
    """
    One edit by staff: what it changed, before and after.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    actor: str
    after: dict[str, Any]
    at: AwareDatetime
    before: dict[str, Any]
    version: StrictInt


class StatusRequest(BaseModel):
    """
    The status to move to. SHIPPED sends all that is left as one parcel without a tracking number.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    reason: Annotated[str | None | MISSING, Field(max_length=500)] = MISSING
    status: Annotated[
        Literal['PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED'],
        Field(description='Where an order stands; `transitions.TRANSITIONS` says how it moves.'),
    ]


class StockAdjustmentBody(BaseModel):
    """
    Units received (above zero) or written off (below zero), and why.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    delta: Annotated[StrictInt, Field(ge=-1000000000, le=1000000000), WHOLE]
    reason: Annotated[
        str, Field(examples=['delivery 4711'], max_length=500, min_length=1, pattern='[^\\s\\x00-\\x1f]')
    ]


class StockOut(BaseModel):
    """
    A time during which a product had nothing left to sell.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    back_at: Annotated[AwareDatetime | None, Field(description='Null while there is still nothing')]
    name: str
    out_at: AwareDatetime
    product_id: str
    sku: str


class StockOuts(BaseModel):
    """
    Those that began in the period, the latest first; at most 500, and 300 of a day.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    as_of: AwareDatetime | None
    from_: Annotated[date, Field(alias='from')]
    items: list[StockOut]
    to: date


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


class TimeToShip(BaseModel):
    """
    Every day, the oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    as_of: AwareDatetime | None
    from_: Annotated[date, Field(alias='from')]
    items: list[DayOfShipping]
    to: date


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


class TopProduct(BaseModel):
    """
    What was ordered of a product in one currency, in orders that are not cancelled.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    amount_minor: StrictInt
    currency: str
    name: str
    orders: StrictInt
    product_id: str
    sku: str
    units: StrictInt


class TopProducts(BaseModel):
    """
    Those of which most units were ordered, by the day of placing. Of each day the 300 best are counted.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    as_of: AwareDatetime | None
    from_: Annotated[date, Field(alias='from')]
    items: list[TopProduct]
    to: date


class WebhookEditRequest(BaseModel):
    """
    The fields to change, and only those.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    description: Annotated[str | MISSING, Field(examples=["the warehouse's own system"], max_length=200)] = (
        MISSING
    )
    enabled: bool | MISSING = MISSING
    types: Annotated[
        list[Literal['order.placed', 'order.cancelled', 'order.partly_shipped', 'order.shipped', 'order.closed', 'order.delivered', 'order.shipment_delivered', 'order.shipment_corrected', 'product.created', 'product.edited', 'product.archived', 'product.restored', 'product.stock_changed', 'product.ran_low', 'import.finished', 'dead_letter.arrived']] | MISSING,
        Field(max_length=50, min_length=1),
    ] = MISSING
    url: Annotated[
        str | MISSING,
        Field(
            description='With https, and of the internet; http and private networks in development alone.',
            examples=['https://example.com/hooks/waybill'],
            max_length=2048,
            pattern='^https?://[^\\s#]+$',
        ),
    ] = MISSING


class WebhookView(BaseModel):
    """
    A webhook as it stands.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    created_at: AwareDatetime
    created_by: str
    description: str
    disabled_because: Annotated[
        str | None,
        Field(
            description='`gone`: it answered 410. `failing`: for days nothing came through. null: a manager said so'
        ),
    ]
    enabled: bool
    failing_since: Annotated[
        AwareDatetime | None, Field(description='null: the latest delivery came through')
    ]
    types: list[str]
    url: str
    webhook_id: str


class WebhookWithSecret(BaseModel):
    """
    A webhook with its secret, which is shown here and nowhere else.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    created_at: AwareDatetime
    created_by: str
    description: str
    disabled_because: Annotated[
        str | None,
        Field(
            description='`gone`: it answered 410. `failing`: for days nothing came through. null: a manager said so'
        ),
    ]
    enabled: bool
    failing_since: Annotated[
        AwareDatetime | None, Field(description='null: the latest delivery came through')
    ]
    secret: Annotated[
        str,
        Field(
            description='For a library of Standard Webhooks, which checks with it that a message is ours',
            examples=['whsec_'],
        ),
    ]
    types: list[str]
    url: str
    webhook_id: str


class CancellationRate(BaseModel):
    """
    Every day, the oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    as_of: AwareDatetime | None
    from_: Annotated[date, Field(alias='from')]
    items: list[DayOfCancellations]
    to: date


class DeadLetterPageView(BaseModel):
    """
    Some dead letters, newest first. `next_cursor` leads to older ones; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[DeadLetterView]
    next_cursor: str | None


class DeliveryPageView(BaseModel):
    """
    Some deliveries, newest first. `next_cursor` leads to older ones; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[DeliveryView]
    next_cursor: str | None


class ImportedRowView(BaseModel):
    """
    What came of a row, or in a dry run would come of it.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    number: Annotated[StrictInt, Field(description='Counted from 1 behind the header.')]
    outcome: Annotated[
        Literal['new', 'changed', 'unchanged', 'wrong'],
        Field(description='What a row did, or in a dry run would do.'),
    ]
    problems: list[str]
    sku: str


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


class NoticePageView(BaseModel):
    """
    Some notices, newest first. `next_cursor` leads to older ones; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[NoticeView]
    next_cursor: str | None


class OperationPageView(BaseModel):
    """
    Some operations, newest first. `next_cursor` leads to older ones; null at the end.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[OperationView]
    next_cursor: str | None


class ProductEditRequest(BaseModel):
    """
    The fields to change, and only those; stock changes by a delta, so that sales meanwhile are not undone.
    """

    model_config = ConfigDict(
        extra='forbid',
        frozen=True,
    )
    category: Annotated[
        str | MISSING, Field(examples=['drinkware'], max_length=64, min_length=1, pattern='[^\\s\\x00-\\x1f]')
    ] = MISSING
    description: Annotated[str | MISSING, Field(max_length=2000)] = MISSING
    image_url: Annotated[
        str | None | MISSING,
        Field(
            description="Absolute, or a path on the shop's own host.",
            examples=['/images/products/tum-01.svg'],
            max_length=2048,
            pattern='^(https?://|/)[^\\s\\x1c-\\x1f\\x85]*$',
        ),
    ] = MISSING
    low_stock_threshold: Annotated[StrictInt | None | MISSING, Field(ge=0, le=1000000000), WHOLE] = MISSING
    name: Annotated[
        str | MISSING,
        Field(examples=['Nomad Tumbler'], max_length=200, min_length=1, pattern='[^\\s\\x00-\\x1f]'),
    ] = MISSING
    price: MoneyBody | MISSING = MISSING
    status: Annotated[
        Literal['ACTIVE', 'ARCHIVED'] | MISSING,
        Field(
            description='ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them.'
        ),
    ] = MISSING
    stock_adjustment: StockAdjustmentBody | None | MISSING = MISSING


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


class ProductWithChanges(BaseModel):
    """
    A product with its last 50 staff changes, oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    category: str
    changes: list[StaffChangeView]
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


class WebhookListView(BaseModel):
    """
    Every webhook, oldest first.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[WebhookView]


class ImportedRowPageView(BaseModel):
    """
    What came of some rows, in their order. `next_cursor` leads to more; null at the end of what is done.
    """

    model_config = ConfigDict(
        frozen=True,
    )
    items: list[ImportedRowView]
    next_cursor: str | None


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


class OrderWithTimeline(BaseModel):
    """
    An order with all that happened to it, oldest first.
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
    timeline: list[TimelineEntryView]
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
