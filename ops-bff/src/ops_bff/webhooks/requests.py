"""What the contract's models of requests about webhooks cannot say by themselves."""

from __future__ import annotations

from typing import Self

from pydantic import MISSING, ConfigDict, StrictBool, model_validator

from ops_bff.backend_api import contract


class WebhookEdit(contract.WebhookEditRequest):
    """The fields to change, and only those."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    enabled: StrictBool | MISSING = MISSING

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one of url, types, description and enabled")
        return self
