"""The tables, declared with pynamodb: their keys, indexes and how they are run."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE, STREAM_NEW_AND_OLD_IMAGE, STREAM_NEW_IMAGE
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from backend.persistence.items import OperationItem, OrderItem, ProductItem


class _OnDemand:
    region = "us-east-1"
    billing_mode = PAY_PER_REQUEST_BILLING_MODE


class _Streamed(_OnDemand):
    stream_view_type = STREAM_NEW_AND_OLD_IMAGE


class _StreamedAsItStands(_OnDemand):
    stream_view_type = STREAM_NEW_IMAGE


class ByCustomer(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # pynamodb leaves this hook untyped
    """Orders of one customer by time of placing."""

    class Meta:
        index_name = "by_customer"
        projection = KeysOnlyProjection()

    customer_id = UnicodeAttribute(hash_key=True)
    placed_key = UnicodeAttribute(range_key=True)


class ByStatus(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # pynamodb leaves this hook untyped
    """Orders of one status by time of placing, spread over `STATUS_SHARDS` partitions."""

    class Meta:
        index_name = "by_status"
        projection = KeysOnlyProjection()

    status_shard = UnicodeAttribute(hash_key=True)
    placed_key = UnicodeAttribute(range_key=True)


class ByTrackingNumber(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # pynamodb leaves this hook untyped
    """Sparse: only tracking pointers carry its key."""

    class Meta:
        index_name = "by_tracking_number"
        projection = KeysOnlyProjection()

    tracking_number = UnicodeAttribute(hash_key=True)
    order_id = UnicodeAttribute(range_key=True)


class OrdersTable(OrderItem, Model):
    """Orders, and the pointers to them."""

    class Meta(_Streamed):
        table_name = "Orders"

    by_customer = ByCustomer()
    by_status = ByStatus()
    by_tracking_number = ByTrackingNumber()


class ProductsTable(ProductItem, Model):
    """Products, and beside each its latest staff changes."""

    class Meta(_Streamed):
        table_name = "Products"


class OperationsTable(OperationItem, Model):
    """Everything that is neither an order nor a product."""

    class Meta(_StreamedAsItStands):
        table_name = "Operations"
