"""The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header)."""

import re
from typing import Annotated

from fastapi import Depends, Header

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
_DESCRIPTION = "1 to 255 printable characters of your choice; the same key again finds what it made."


async def _required_key(
    idempotency_key: Annotated[
        str | None,
        Header(description=_DESCRIPTION, json_schema_extra={"pattern": "^[\\x20-\\x7e]{1,255}$"}),
    ] = None,
) -> str:
    if idempotency_key is None:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header: a new one for each new request.")
    if not _PRINTABLE.fullmatch(idempotency_key):
        raise IdempotencyKeyInvalid("An Idempotency-Key is 1 to 255 printable ASCII characters.")
    return idempotency_key


IdempotencyKey = Annotated[str, Depends(_required_key)]
"""The key of a creation: missing or unusable ends in a 400."""
