"""What staff see of the catalogue as a whole."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Category(BaseModel):
    """A category, and how many of its products are for sale and how many are not any more."""

    category: str
    active: int = Field(ge=0)
    archived: int = Field(ge=0)


class CategoryList(BaseModel):
    """Every category that a product has, by name."""

    items: list[Category]
