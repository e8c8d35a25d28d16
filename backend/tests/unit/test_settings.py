"""Settings that would open the service by mistake are refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from backend.settings import Settings

PEM = "-----BEGIN PUBLIC KEY-----"
KEY = SecretStr("a long enough signing key")
WEBHOOK_KEY = SecretStr("a key that is long enough for webhooks")


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
        "webhook_signing_key": WEBHOOK_KEY,
    }
    assert Settings(**production).environment == "production"
    for name, value in {
        "cursor_signing_key": SecretStr("development-key that is long"),
        "passport_public_keys": {"a": f"development-key\n{PEM}"},
        "dynamodb_endpoint_url": "http://127.0.0.1:8000",
        "webhook_signing_key": SecretStr("development-key that is long enough"),
        "webhooks_inside": True,
    }.items():
        with pytest.raises(ValidationError, match=name.upper()):
            Settings(**production | {name: value})
        in_development = production | {name: value, "environment": "development"}
        assert Settings(**in_development).environment == "development"


@pytest.mark.parametrize("key", ["", "too short to be secret"])
def test_webhooks_are_not_signed_with_what_one_could_guess(key: str) -> None:
    """Of this key all secrets are made: a short one is refused, and so is none."""
    with pytest.raises(ValidationError, match="webhook_signing_key"):
        Settings(cursor_signing_key=KEY, passport_public_keys={}, webhook_signing_key=SecretStr(key))


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
