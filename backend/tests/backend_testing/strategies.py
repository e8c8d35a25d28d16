"""Hypothesis strategies of whatever the domain can hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from backend.money import MAX_AMOUNT_MINOR, Money
from backend.orders.domain.order import (
    Address,
    Line,
    Order,
    OrderStatus,
    Shipment,
    ShippedLine,
    TimelineEntry,
)
from backend.products.domain.product import Product, ProductStatus, StaffChange, Stock

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
shown_texts = texts.filter(str.strip)
ids = st.uuids().map(str)
units = st.integers(0, 10**12)
monies = st.builds(Money, st.integers(0, MAX_AMOUNT_MINOR), st.sampled_from(["USD", "JPY", "EUR"]))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # as Hypothesis wants its bounds
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**37), 10**37) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
"""What a document holds: text, whole numbers of DynamoDB's 38 digits, booleans, None, lists and maps of these."""


def maps(members: st.SearchStrategy[Any] = documents) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(texts, members, max_size=4)


shipped_lines = st.builds(ShippedLine, ids, units)
shipments = st.builds(
    Shipment,
    shipment_id=ids,
    carrier=st.none() | shown_texts,
    tracking_number=st.none() | shown_texts,
    lines=st.lists(shipped_lines, max_size=3).map(tuple),
    shipped_at=moments,
    delivered_at=st.none() | moments,
    fingerprint=texts,
)
orders = st.builds(
    Order,
    order_id=ids,
    customer_id=shown_texts,
    fingerprint=shown_texts,
    lines=st.lists(st.builds(Line, ids, texts, texts, monies, units), max_size=3).map(tuple),
    total=monies,
    ship_to=st.builds(
        Address, texts, texts, st.none() | texts, texts, texts, st.none() | texts, st.just("US")
    ),
    status=st.sampled_from(OrderStatus),
    shipments=st.lists(shipments, max_size=3).map(tuple),
    timeline=st.lists(
        st.builds(TimelineEntry, st.integers(1, 1000), texts, moments, texts, maps()), min_size=1, max_size=3
    ).map(tuple),
    created_at=moments,
    updated_at=moments,
)
products = st.builds(
    Product,
    product_id=ids,
    sku=shown_texts,
    name=shown_texts,
    description=texts,
    image_url=st.none() | shown_texts,
    category=shown_texts,
    price=monies,
    status=st.sampled_from(ProductStatus),
    stock=st.builds(Stock, units, units, units, units),
    low_stock_threshold=st.none() | units,
    version=st.integers(1, 10**6),
    revision=st.integers(1, 10**9),
    edited_revision=st.integers(1, 10**9),
    fingerprint=shown_texts,
    created_at=moments,
    updated_at=moments,
)
staff_changes = st.builds(
    StaffChange, version=st.integers(1, 1000), at=moments, actor=texts, before=maps(), after=maps()
)
