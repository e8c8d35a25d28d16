from typing import Any

import pytest
from pydantic import ValidationError

from ops_bff.settings import Settings
from tests.identity.played_provider import IDENTITY_SETTINGS

PRODUCTION: dict[str, Any] = {
    **IDENTITY_SETTINGS,
    "backend_url": "http://b",
    "public_url": "https://ops.example",
    "cursor_signing_key": "k" * 32,
    "operation_signing_key": "o" * 32,
}


@pytest.mark.parametrize("key", ["cursor_signing_key", "operation_signing_key"])
def test_production_needs_keys_of_its_own(key: str) -> None:
    """Instances with keys made up at start would refuse each other's cursors and receipts."""
    assert Settings(**PRODUCTION).environment == "production"
    with pytest.raises(ValidationError, match=key.upper()):
        Settings(**PRODUCTION | {key: None})


def test_development_needs_backend_and_identity_only() -> None:
    """Everything else has a default."""
    settings = Settings(environment="development", backend_url="http://b", **IDENTITY_SETTINGS)
    assert settings.cursor_signing_key is None
