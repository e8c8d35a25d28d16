"""What the backend reads from its environment."""

from __future__ import annotations

from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator

from chassis.settings import ServiceSettings


class TableSettings(ServiceSettings):
    """Where the tables are: what whatever touches them has to know."""

    port: int = 8003
    aws_region: str = "us-east-1"
    dynamodb_endpoint_url: str | None = None
    """Where DynamoDB answers; unset means AWS itself."""
    orders_table: str = "Orders"
    products_table: str = "Products"
    operations_table: str = "Operations"

    @model_validator(mode="after")
    def _database_of_production(self) -> Self:
        endpoint = self.dynamodb_endpoint_url
        if self.environment == "production" and endpoint is not None and not endpoint.startswith("https://"):
            raise ValueError(
                "DYNAMODB_ENDPOINT_URL begins with https:// in production; unset means AWS itself"
            )
        return self


class WebhookSettings(ServiceSettings):
    """What whoever shows webhooks' secrets, or signs with them, has to know."""

    webhook_signing_key: SecretStr = Field(min_length=32)
    """Webhooks' secrets are made of it: any long random text, the same for backend and workers, and for good."""
    webhooks_inside: bool = False
    """Whether webhooks may go to http addresses and into private networks: in development alone."""

    @model_validator(mode="after")
    def _outside_in_production(self) -> Self:
        if self.environment == "production" and self.webhooks_inside:
            raise ValueError(
                "WEBHOOKS_INSIDE is for development: whoever adds a webhook could reach what we can"
            )
        return self


class Settings(TableSettings, WebhookSettings):
    """The backend's settings; every field is the environment variable of the same name in capitals."""

    database_connections: int = 64
    """At most so many calls are at the database at once; more wait here, within their deadline."""
    remembered_offers: int = 100_000
    cursor_signing_key: SecretStr = Field(min_length=16)
    """Signs the cursors of lists: any long random text, the same for all instances."""
    passport_public_keys: dict[str, str]
    """By BFF (`customer-bff`, `ops-bff`) the PEM of its public key, or several one after another while it rotates."""

    @field_validator("passport_public_keys")
    @classmethod
    def _are_public_keys(cls, keys: dict[str, str]) -> dict[str, str]:
        # Whether they can be used is seen a moment after the start; that they are no keys at all, now.
        if any("-----BEGIN PUBLIC KEY-----" not in pem for pem in keys.values()):
            raise ValueError("PASSPORT_PUBLIC_KEYS has a public key in PEM for each BFF")
        return keys
