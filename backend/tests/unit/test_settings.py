"""Settings that would open the service by mistake are refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from backend.settings import Settings

PEM = "-----BEGIN PUBLIC KEY-----"
KEY = SecretStr("a long enough signing key")


def test_passports_need_public_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend that could believe nobody does not start."""
    monkeypatch.delenv("PASSPORT_PUBLIC_KEYS", raising=False)
    with pytest.raises(ValidationError, match="passport_public_keys"):
        Settings(cursor_signing_key=KEY)


@pytest.mark.parametrize("pem", ["", "PEM", "-----BEGIN PRIVATE KEY-----"])
def test_what_is_no_public_key_is_refused(pem: str) -> None:
    """At the start, before the first passport comes."""
    with pytest.raises(ValidationError, match="passport_public_keys"):
        Settings(cursor_signing_key=KEY, passport_public_keys={"ops-bff": pem})


def test_what_was_made_for_development_is_refused_in_production() -> None:
    """Keys that were made at a first start, and a database beside the service."""
    production: dict[str, Any] = {
        "environment": "production",
        "cursor_signing_key": KEY,
        "passport_public_keys": {"a": PEM},
    }
    assert Settings(**production).environment == "production"
    for name, value in {
        "cursor_signing_key": SecretStr("development-key that is long"),
        "passport_public_keys": {"a": f"development-key\n{PEM}"},
        "dynamodb_endpoint_url": "http://127.0.0.1:8000",
    }.items():
        with pytest.raises(ValidationError, match=name.upper()):
            Settings(**production | {name: value})
        in_development = production | {name: value, "environment": "development"}
        assert Settings(**in_development).environment == "development"


def test_a_signing_key_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no built-in key that everybody knows."""
    monkeypatch.delenv("CURSOR_SIGNING_KEY", raising=False)
    with pytest.raises(ValidationError, match="cursor_signing_key"):
        Settings(passport_public_keys={})


@pytest.mark.parametrize("key", ["", "short"])
def test_a_guessable_signing_key_is_refused(key: str) -> None:
    """A key that one could guess signs nothing."""
    with pytest.raises(ValidationError, match="cursor_signing_key"):
        Settings(cursor_signing_key=SecretStr(key), passport_public_keys={})
