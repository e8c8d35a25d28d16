"""The settings of a backend under test."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from backend.settings import Settings
from backend_testing.passports import PUBLIC_KEYS

SIGNING_KEY = SecretStr("a signing key of a test")
WEBHOOK_KEY = SecretStr("a key of a test that makes webhooks' secrets")


def development_settings(**fields: Any) -> Settings:
    """A backend in development that believes the passports of `backend_testing.passports`, unless said otherwise."""
    return Settings(
        **{
            "cursor_signing_key": SIGNING_KEY,
            "environment": "development",
            "passport_public_keys": PUBLIC_KEYS,
            "webhook_signing_key": WEBHOOK_KEY,
            "webhooks_inside": True,
            **fields,
        }
    )
