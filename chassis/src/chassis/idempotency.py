"""The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header)."""

import re
from typing import Annotated

from fastapi import Depends, Request

from chassis.problems import Problem


class IdempotencyKeyMissing(Problem):
    """A creation needs a key, so that sending it again is safe."""

    status = 400
    code = "idempotency_key_missing"
    title = "Idempotency-Key is missing"


class IdempotencyKeyInvalid(Problem):
    """The key is not 1 to 255 printable characters."""

    status = 400
    code = "idempotency_key_invalid"
    title = "Idempotency-Key is invalid"


_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")

PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "1 to 255 printable characters of your choice; the same key again finds what it made.",
    "schema": {"type": "string", "pattern": "^[\\x20-\\x7e]{1,255}$"},
}
"""The header in the OpenAPI document of each operation that may answer `idempotency_key_missing`."""


async def _required_key(request: Request) -> str:
    # Read here and not by a Header parameter, which costs every order twice as much as this whole dependency.
    keys = request.headers.getlist("Idempotency-Key")
    if not keys:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header: a new one for each new request.")
    if len(keys) > 1 or not _PRINTABLE.fullmatch(keys[0]):
        raise IdempotencyKeyInvalid("An Idempotency-Key is 1 to 255 printable ASCII characters, sent once.")
    return keys[0]


IdempotencyKey = Annotated[str, Depends(_required_key)]
"""The key of a creation: missing or unusable ends in a 400."""
