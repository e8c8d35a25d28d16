"""The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Request

from customer_bff.problems import IdempotencyKeyInvalid, IdempotencyKeyMissing

_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")


async def _required_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header: a new one for each new request.")
    if not _PRINTABLE.fullmatch(key):
        raise IdempotencyKeyInvalid("An Idempotency-Key is 1 to 255 printable ASCII characters.")
    return key


IdempotencyKey = Annotated[str, Depends(_required_key)]
"""The key of a creation: missing or unusable ends in a 400."""

KEYED: dict[str, Any] = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "1 to 255 printable characters of your choice; the same key again finds what it made.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
        }
    ]
}
"""`openapi_extra` of a route that takes an IdempotencyKey."""
