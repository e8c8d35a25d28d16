"""A product as a row of a table: what an export gives and an import takes."""

from __future__ import annotations

from backend.csv_answers import Row
from backend.products.domain.product import Product

COLUMNS = (
    "sku",
    "name",
    "description",
    "category",
    "price_amount_minor",
    "currency",
    "status",
    "stock_received",
    "stock_available",
    "stock_reserved",
    "stock_shipped",
    "low_stock_threshold",
    "image_url",
    "version",
)


def row(product: Product) -> Row:
    return (
        product.sku,
        product.name,
        product.description,
        product.category,
        product.price.amount_minor,
        product.price.currency,
        product.status.value,
        product.stock.received,
        product.stock.available,
        product.stock.reserved,
        product.stock.shipped,
        product.low_stock_threshold,
        product.image_url,
        product.version,
    )
