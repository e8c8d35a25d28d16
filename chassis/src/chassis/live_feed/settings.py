"""What a service reads from its environment about the live feed."""

from __future__ import annotations

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_SCHEMES = ("valkey://", "valkeys://", "unix://")


class LiveFeedSettings(BaseSettings):
    """Inherited beside ServiceSettings; every field is the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    live_feed_url: SecretStr | None = None
    """The Valkey that the live feed is in, `valkey://` or (with TLS) `valkeys://`; unset or empty, there is none. Its
    address may hold a password."""
    live_feed_key: str = Field(default="waybill:feed", min_length=1)
    live_streams: int = Field(default=1000, ge=0)
    """So many streams of events one process keeps open."""
    live_streams_per_person: int = Field(default=10, ge=1)
    live_streams_per_address: int = Field(default=100, ge=1)
    """For those who are not signed in."""

    @field_validator("live_feed_url", mode="before")
    @classmethod
    def _empty_is_none(cls, url: object) -> object:
        return url or None

    @field_validator("live_feed_url")
    @classmethod
    def _names_a_valkey(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith(_SCHEMES):
            raise ValueError(f"begin with {' or '.join(_SCHEMES)}")
        return url
