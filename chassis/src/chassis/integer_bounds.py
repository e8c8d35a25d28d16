"""Bounds of integers in an OpenAPI document, as integers.

FastAPI makes floats of them, which makes 9223372036854775808 of the largest 64-bit integer: a bound that lets in what
the service refuses.
"""

from typing import Any

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def restore_integer_bounds(node: Any) -> None:
    """Makes integers, of 64 bits at most, of the bounds of all integer schemas within `node`."""
    if isinstance(node, list):
        for part in node:
            restore_integer_bounds(part)
    elif isinstance(node, dict):
        if node.get("type") == "integer":
            for name in _BOUNDS:
                if isinstance(node.get(name), float):
                    node[name] = max(_LOWEST, min(_HIGHEST, int(node[name])))
        for part in node.values():
            restore_integer_bounds(part)
