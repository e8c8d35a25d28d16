"""The settings of a backend under test."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from backend.settings import Settings

SIGNING_KEY = SecretStr("a signing key of a test")


def development_settings(**fields: Any) -> Settings:
    """A backend in development that believes the development headers, unless said otherwise."""
    return Settings(
        **{
            "cursor_signing_key": SIGNING_KEY,
            "environment": "development",
            "development_identity": True,
            **fields,
        }
    )
