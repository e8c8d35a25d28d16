"""What the contract's models of order requests cannot say by themselves."""

from __future__ import annotations

from typing import Self

from pydantic import ConfigDict, model_validator

from ops_bff.backend_api import contract


class ShipmentEdit(contract.ShipmentEdit):
    """DELIVERED says that the parcel has arrived; the other fields correct what was typed wrong."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one of status, carrier and tracking_number")
        return self
