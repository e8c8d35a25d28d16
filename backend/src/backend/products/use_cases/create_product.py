"""Staff add a product."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.fingerprint import fingerprint
from backend.money import Money
from backend.products.domain.errors import SkuTaken
from backend.products.domain.product import Product, ProductStatus, Stock, product_id_for
from backend.products.domain.products import Products


@dataclass(frozen=True, slots=True)
class NewProduct:
    """What staff say of a product when they add it."""

    sku: str
    name: str
    description: str
    image_url: str | None
    category: str
    price: Money
    initial_stock: int
    low_stock_threshold: int | None

    def to_product(self, at: datetime) -> Product:
        """The product as it is created."""
        return Product(
            product_id=product_id_for(self.sku),
            sku=self.sku,
            name=self.name,
            description=self.description,
            image_url=self.image_url,
            category=self.category,
            price=self.price,
            status=ProductStatus.ACTIVE,
            stock=Stock(received=self.initial_stock, available=self.initial_stock, reserved=0, shipped=0),
            low_stock_threshold=self.low_stock_threshold,
            version=1,
            revision=1,
            edited_revision=1,
            fingerprint=fingerprint(asdict(self)),
            created_at=at,
            updated_at=at,
        )


@dataclass(frozen=True, slots=True)
class Created:
    """The product as it stands; `repeated` when the same request had created it before."""

    product: Product
    repeated: bool


@dataclass(frozen=True, slots=True)
class CreateProduct:
    """Add the product that the SKU names. The same again answers what stands; other words raise `SkuTaken`.

    Raises `OutOfTime` when others held it till the deadline; nothing was written then.
    """

    products: Products
    now: Now

    async def __call__(self, new: NewProduct) -> Created:
        product = new.to_product(self.now())
        async for _ in attempts():
            try:
                existing = await self.products.create(product)
            except Contended:
                continue
            if existing is None:
                return Created(product, repeated=False)
            if existing.fingerprint != product.fingerprint:
                raise SkuTaken(new.sku, existing.product_id)
            return Created(existing, repeated=True)
        raise AssertionError("attempts() ends by returning or raising")
