"""Integers as JSON Schema sees them."""

from typing import Any

from pydantic import BeforeValidator


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""Put behind the bounds of a strict integer, lets in 5.0, which is an integer (JSON Schema 2020-12, 6.1.1), and neither
"5" nor true."""
