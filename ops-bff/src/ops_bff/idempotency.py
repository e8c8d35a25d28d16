"""The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header)."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header

from ops_bff.problems import IdempotencyKeyInvalid, IdempotencyKeyMissing

_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")
_DESCRIPTION = "1 to 255 printable characters of your choice; the same key again finds what it made."


async def _required_key(
    idempotency_key: Annotated[
        str | None, Header(description=_DESCRIPTION, json_schema_extra={"minLength": 1, "maxLength": 255})
    ] = None,
) -> str:
    if idempotency_key is None:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header: a new one for each new request.")
    if not _PRINTABLE.fullmatch(idempotency_key):
        raise IdempotencyKeyInvalid("An Idempotency-Key is 1 to 255 printable ASCII characters.")
    return idempotency_key


IdempotencyKey = Annotated[str, Depends(_required_key)]
"""The key of a creation: missing or unusable ends in a 400."""
