"""JSON objects that mean one thing only."""

import json
from typing import Any, NoReturn

from chassis.tokens.errors import TokenRefused


def parse_object(text: bytes) -> dict[str, Any]:
    """The object that `text` is; refuses duplicate members, NaN, what is not UTF-8, and nesting without end."""
    try:
        value = json.loads(
            text.decode("utf-8"), object_pairs_hook=_without_duplicates, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        raise TokenRefused(f"not strict JSON: {type(error).__name__}") from None
    if not isinstance(value, dict):
        raise TokenRefused("not a JSON object")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate member")
    return members


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
