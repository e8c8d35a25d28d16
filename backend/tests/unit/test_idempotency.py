"""An Idempotency-Key is 1 to 255 printable characters, or the creation is refused before anything is looked up."""

from __future__ import annotations

from typing import Any, cast

import httpx
import pytest
from backend_testing.development import development_settings
from backend_testing.passports import customer

from backend.app import create_app

BODY = {
    "lines": [{"product_id": "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11", "quantity": 1}],
    "ship_to": {"name": "A", "line1": "1", "city": "C", "postal_code": "1", "country": "US"},
}


async def place(**headers: str | bytes) -> httpx.Response:
    app = create_app(development_settings())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://backend") as client:
        return await client.post(
            "/customer/orders", json=BODY, headers=cast("Any", {**customer(), **headers})
        )


async def test_a_missing_key_is_refused() -> None:
    """Without a key a creation could not be sent again safely: 400."""
    answer = await place()
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


@pytest.mark.parametrize("key", ["", "k" * 256, b"\xe4", "a\tb"])
async def test_an_unusable_key_is_refused(key: str | bytes) -> None:
    """An empty, too long or unprintable key is a 400 of its own."""
    answer = await place(**{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
