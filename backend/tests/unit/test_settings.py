"""Settings that would open the service by mistake are refused."""

from __future__ import annotations

import pytest
from pydantic import SecretStr, ValidationError

from backend.settings import Settings

KEY = SecretStr("a long enough signing key")


def test_development_identity_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is believed by a header unless the setting is on."""
    monkeypatch.delenv("DEVELOPMENT_IDENTITY", raising=False)
    assert Settings(cursor_signing_key=KEY).development_identity is False


def test_development_identity_is_refused_in_production() -> None:
    """A production service does not start believing development headers."""
    with pytest.raises(ValidationError, match="DEVELOPMENT_IDENTITY"):
        Settings(cursor_signing_key=KEY, environment="production", development_identity=True)


def test_development_identity_is_for_development() -> None:
    """A development service may believe them."""
    settings = Settings(cursor_signing_key=KEY, environment="development", development_identity=True)
    assert settings.development_identity


def test_a_signing_key_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no built-in key that everybody knows."""
    monkeypatch.delenv("CURSOR_SIGNING_KEY", raising=False)
    with pytest.raises(ValidationError, match="cursor_signing_key"):
        Settings()


@pytest.mark.parametrize("key", ["", "short"])
def test_a_guessable_signing_key_is_refused(key: str) -> None:
    """A key that one could guess signs nothing."""
    with pytest.raises(ValidationError, match="cursor_signing_key"):
        Settings(cursor_signing_key=SecretStr(key))
