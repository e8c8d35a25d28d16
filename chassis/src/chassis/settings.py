"""The settings every service has, read from the environment."""

import os
import sys
from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MADE_FOR_DEVELOPMENT = "development-"
"""How every secret begins that was made for development."""


class ServiceSettings(BaseSettings):
    """Read from environment variables of the upper-case field names, or from files of these names in the folder that
    SECRETS_DIR names; frozen once made. Secrets that were made for development are refused in production.

    Keyword arguments win over the environment. Raises pydantic's ValidationError when a value is
    missing or not allowed; `from_environment` turns that into a message for the person who starts
    the service.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    environment: Literal["development", "production"] = "production"
    host: str = "127.0.0.1"
    port: int = Field(ge=0, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    max_in_flight: int = Field(default=1024, ge=1)
    max_body_bytes: int = Field(default=1_048_576, ge=0)
    request_timeout_seconds: float = Field(default=10.0, gt=0, allow_inf_nan=False)
    shutdown_grace_seconds: float = Field(default=10.0, ge=0, allow_inf_nan=False)
    keep_alive_seconds: int = Field(default=75, ge=1)
    trusted_proxies: str = ""
    """Addresses and networks (10.0.0.0/8) with commas between: what these send in X-Forwarded-For is where a request
    comes from, and in X-Forwarded-Proto its scheme. Nobody else is believed."""
    otel_exporter_otlp_endpoint: str | None = None

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, trusted: str) -> str:
        # uvicorn takes whatever is neither address nor network for a name, which then matches nothing.
        for network in trusted.split(",") if trusted else ():
            try:
                everybody = ip_network(network.strip()).prefixlen == 0
            except ValueError:
                raise ValueError(
                    "write addresses and networks such as 10.0.0.0/8, with commas between"
                ) from None
            if everybody:
                raise ValueError("who trusts everybody believes whatever anybody makes up")
        return trusted

    @model_validator(mode="after")
    def _no_development_secret_in_production(self) -> Self:
        if self.environment == "production":
            for name, value in self:
                if any(secret.startswith(MADE_FOR_DEVELOPMENT) for secret in _texts(value)):
                    raise ValueError(f"{name.upper()} was made for development: anybody may know it")
        return self


Settings = TypeVar("Settings", bound=ServiceSettings)


def from_environment(settings_class: type[Settings]) -> Settings:
    """The settings the environment holds.

    Ends the process with status 2 and one line a variable on stderr when they are invalid; values
    are never printed, since they may be secrets.
    """
    try:
        return settings_class(_secrets_dir=os.environ.get("SECRETS_DIR"))
    except ValidationError as invalid:
        print(f"{settings_class.__name__}: invalid environment", file=sys.stderr)
        for error in invalid.errors(include_input=False, include_url=False):
            print(f"  {_variable(error)}: {error['msg']}", file=sys.stderr)
        raise SystemExit(2) from None


def _texts(value: Any) -> Iterable[str]:
    """The texts in a setting, also within secrets, lists and mappings."""
    match value:
        case str():
            yield value
        case SecretStr():
            yield value.get_secret_value()
        case tuple() | list() | frozenset():
            for member in value:
                yield from _texts(member)
        case dict():
            yield from _texts(list(value.values()))


def _variable(error: Any) -> str:
    loc = error["loc"]
    return str(loc[0]).upper() if loc else "(settings)"
