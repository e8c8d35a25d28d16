"""Products as the shop shows them: what is not named here does not leave the house."""

from __future__ import annotations

from pydantic import BaseModel, Field

from customer_bff.backend_api import contract


class Money(BaseModel):
    """An amount in the minor unit of its currency: 3500 USD is 35 dollars, 3500 JPY is 3500 yen."""

    amount_minor: int
    currency: str = Field(description="ISO 4217")


class Product(BaseModel):
    """A product that is for sale."""

    product_id: str
    sku: str
    name: str
    description: str
    image_url: str | None
    category: str
    price: Money
    available: int = Field(description="Units that can be ordered now.")
    in_stock: bool


class ProductPage(BaseModel):
    """Some products. `next_cursor` leads to more; null at the end."""

    items: list[Product]
    next_cursor: str | None


class Category(BaseModel):
    """A category, and how many of its products are for sale."""

    category: str
    products: int = Field(ge=1)


class CategoryList(BaseModel):
    """Every category that has a product for sale, by name."""

    items: list[Category]


def product_view(product: contract.ProductView) -> Product:
    return Product(
        product_id=product.product_id,
        sku=product.sku,
        name=product.name,
        description=product.description,
        image_url=product.image_url,
        category=product.category,
        price=money_view(product.price),
        available=product.stock.available,
        in_stock=product.stock.available > 0,
    )


def money_view(money: contract.MoneyBody) -> Money:
    return Money(amount_minor=money.amount_minor, currency=money.currency)
