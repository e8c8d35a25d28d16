"""What a service reads from its environment about rate limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.rate_limits.counters import open_counters

if TYPE_CHECKING:
    from limits import RateLimitItem

Group = Literal["reads", "changes", "sign_ins"]
"""Routes that are counted together."""


class RateLimitSettings(BaseSettings):
    """Inherited beside ServiceSettings; every field is the environment variable of its name in capitals.

    A limit is written `50/second`, `600/minute` or `10 per 5 minutes`; left empty, there is none. It holds for each
    person, and for each address of people who are not signed in.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    # Where the environment says nothing of limits, a service starts without loading `limits`.
    rate_limit_reads: str = Field(default="50/second", validate_default=False)
    rate_limit_changes: str = Field(default="10/second", validate_default=False)
    rate_limit_sign_ins: str = Field(default="30/minute", validate_default=False)
    rate_limit_storage: SecretStr = SecretStr("async+memory://")
    """Where it is counted: in each process by itself, or such as async+valkey://valkey:6379 for all instances together.
    Its address may hold a password."""

    @field_validator("rate_limit_reads", "rate_limit_changes", "rate_limit_sign_ins")
    @classmethod
    def _is_a_limit(cls, limit: str) -> str:
        _parsed(limit)
        return limit

    @field_validator("rate_limit_storage")
    @classmethod
    def _can_be_opened(cls, storage: SecretStr) -> SecretStr:
        open_counters(storage.get_secret_value())
        return storage

    def limits(self) -> dict[Group, RateLimitItem | None]:
        """The limit of each group, None where there is none."""
        return {
            "reads": _parsed(self.rate_limit_reads),
            "changes": _parsed(self.rate_limit_changes),
            "sign_ins": _parsed(self.rate_limit_sign_ins),
        }


def _parsed(limit: str) -> RateLimitItem | None:
    if not limit.strip():
        return None
    from limits import parse_many

    try:
        (item,) = parse_many(limit)
    except ValueError:
        raise ValueError("write one limit such as 50/second or 600/minute, or nothing for none") from None
    if item.amount < 1:
        raise ValueError("0 would let nobody in: write 1 or more, or nothing for no limit")
    return item
