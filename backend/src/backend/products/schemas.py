"""Products on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from backend.products.domain.edit import StockAdjustment
from backend.products.domain.product import ProductStatus
from backend.products.use_cases.create_product import NewProduct
from backend.schemas import WHOLE, MoneyBody, Request, ShownText, View

Units = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000), WHOLE]
Sku = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", examples=["TUM-01"])]
Name = Annotated[ShownText, Field(max_length=200, examples=["Nomad Tumbler"])]
Description = Annotated[str, Field(max_length=2000)]
Category = Annotated[ShownText, Field(max_length=64, examples=["drinkware"])]
ImageUrl = Annotated[
    str,
    Field(
        max_length=2048,
        pattern=r"^(https?://|/)[^\s\x1c-\x1f\x85]*$",  # what is a space in Python or Rust, and not in JSON Schema
        description="Absolute, or a path on the shop's own host.",
        examples=["/images/products/tum-01.svg"],
    ),
]

_LEFT_OUT: Any = None


class NewProductRequest(Request):
    """A product to add; its SKU names it for ever."""

    sku: Sku
    name: Name
    description: Description = ""
    category: Category
    price: MoneyBody
    initial_stock: Units = 0
    image_url: ImageUrl | None = None
    low_stock_threshold: Units | None = None

    def to_new_product(self) -> NewProduct:
        return NewProduct(
            sku=self.sku,
            name=self.name,
            description=self.description,
            image_url=self.image_url,
            category=self.category,
            price=self.price.to_money(),
            initial_stock=self.initial_stock,
            low_stock_threshold=self.low_stock_threshold,
        )


class StockAdjustmentBody(Request):
    """Units received (above zero) or written off (below zero), and why."""

    delta: Annotated[
        int,
        Field(strict=True, ge=-1_000_000_000, le=1_000_000_000, json_schema_extra={"not": {"const": 0}}),
        WHOLE,
    ]
    reason: ShownText = Field(max_length=500, examples=["delivery 4711"])

    @model_validator(mode="after")
    def _moves_something(self) -> Self:
        if self.delta == 0:
            raise ValueError("delta must not be 0")
        return self


class ProductEditRequest(Request):
    """The fields to change, and only those; stock changes by a delta, so that sales meanwhile are not undone."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    # None stands for "left out" here, and is not a value that a client may send where the type does not say so.
    name: Name = Field(default=_LEFT_OUT)
    description: Description = Field(default=_LEFT_OUT)
    image_url: ImageUrl | None = None
    category: Category = Field(default=_LEFT_OUT)
    price: MoneyBody = Field(default=_LEFT_OUT)
    status: ProductStatus = Field(default=_LEFT_OUT)
    low_stock_threshold: Units | None = None
    stock_adjustment: StockAdjustmentBody | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one field to change, or a stock_adjustment")
        return self

    def fields(self) -> dict[str, Any]:
        """The product's fields to change, by name."""
        named = self.model_fields_set - {"stock_adjustment"}
        return {name: self.price.to_money() if name == "price" else getattr(self, name) for name in named}

    def adjustment(self) -> StockAdjustment | None:
        body = self.stock_adjustment
        return StockAdjustment(body.delta, body.reason) if body else None


class StockView(View):
    """Units; always `received == available + reserved + shipped`."""

    received: int
    available: int
    reserved: int
    shipped: int


class StaffChangeView(View):
    """One edit by staff: what it changed, before and after."""

    version: int
    at: datetime
    actor: str
    before: dict[str, Any]
    after: dict[str, Any]


class ProductView(View):
    """A product as it stands. `version` counts staff edits, `revision` every write, sales too."""

    product_id: str
    sku: str
    name: str
    description: str
    image_url: str | None
    category: str
    price: MoneyBody
    status: ProductStatus
    stock: StockView
    low_stock_threshold: int | None
    version: int
    revision: int
    created_at: datetime
    updated_at: datetime


class ProductWithChanges(ProductView):
    """A product with its last 50 staff changes, oldest first."""

    changes: list[StaffChangeView]


class ProductPageView(View):
    """Some products. `next_cursor` leads to more; null at the end."""

    items: list[ProductView]
    next_cursor: str | None
