"""What the backend reads from its environment."""

from __future__ import annotations

from typing import Self

from pydantic import Field, SecretStr, model_validator

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


class Settings(TableSettings):
    """The backend's settings; every field is the environment variable of the same name in capitals."""

    database_connections: int = 64
    """At most so many calls are at the database at once; more wait here, within their deadline."""
    remembered_offers: int = 100_000
    cursor_signing_key: SecretStr = Field(min_length=16)
    """Signs the cursors of lists: any long random text, the same for all instances."""
    passport_public_keys: dict[str, str] = Field(default_factory=dict)
    """By BFF (`customer-bff`, `ops-bff`) the PEM of its public key, or several one after another while it rotates.
    Where there are any, passports name the caller and nothing else does."""
    development_identity: bool = False
    """Believe the headers X-Dev-Customer and X-Dev-Ops. Refused when `environment` is production."""

    @model_validator(mode="after")
    def _production_knows_its_callers(self) -> Self:
        if self.development_identity and self.environment == "production":
            raise ValueError("DEVELOPMENT_IDENTITY must be off when ENVIRONMENT is production")
        if self.development_identity and self.passport_public_keys:
            raise ValueError("DEVELOPMENT_IDENTITY and PASSPORT_PUBLIC_KEYS exclude each other")
        return self
