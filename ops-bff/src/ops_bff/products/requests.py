"""What the contract's models of product requests cannot say by themselves."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import MISSING, ConfigDict, Field, StrictInt, model_validator

from chassis.whole_numbers import WHOLE
from ops_bff.backend_api import contract


class StockAdjustment(contract.StockAdjustmentBody):
    """Units received (above zero) or written off (below zero), and why."""

    delta: Annotated[
        StrictInt, Field(ge=-1_000_000_000, le=1_000_000_000, json_schema_extra={"not": {"const": 0}}), WHOLE
    ]

    @model_validator(mode="after")
    def _moves_something(self) -> Self:
        if self.delta == 0:
            raise ValueError("delta must not be 0")
        return self


class ProductEdit(contract.ProductEditRequest):
    """The fields to change, and only those; stock changes by a delta, so that sales meanwhile are not undone."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    stock_adjustment: StockAdjustment | MISSING | None = MISSING

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one field to change, or a stock_adjustment")
        return self
