from typing import Any

import pytest
from pydantic import ValidationError

from customer_bff.settings import Settings
from tests.identity.played_provider import IDENTITY_SETTINGS

PRODUCTION: dict[str, Any] = {
    **IDENTITY_SETTINGS,
    "backend_url": "http://b",
    "public_url": "https://shop.example",
    "cursor_signing_key": "k" * 32,
}


def test_production_needs_a_key_of_its_own() -> None:
    """Instances with keys made up at start would refuse each other's cursors."""
    assert Settings(**PRODUCTION).environment == "production"
    with pytest.raises(ValidationError, match="CURSOR_SIGNING_KEY"):
        Settings(**PRODUCTION | {"cursor_signing_key": None})


def test_development_needs_backend_and_identity_only() -> None:
    """Everything else has a default."""
    settings = Settings(environment="development", backend_url="http://b", **IDENTITY_SETTINGS)
    assert settings.cursor_signing_key is None
