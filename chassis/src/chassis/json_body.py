"""Reads a request's JSON strictly (RFC 8259, and RFC 7493 where that is silent)."""

import json
import math
import re
from typing import Any, NoReturn

from pydantic_core import from_json
from starlette.requests import Request

_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


class MalformedJSON(ValueError):
    """The text is not JSON, or is JSON that two readers may understand differently; its message says why."""


def parse_json(text: bytes) -> Any:
    """The value of a JSON text in UTF-8; raises MalformedJSON, whose message repeats nothing of the text.

    Refused as well: a name twice in an object, NaN and infinities, numbers too large for a float or of more
    than 4,300 digits, nesting deeper than the interpreter goes, half a surrogate pair, a byte order mark.
    """
    try:
        value = _decode(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise MalformedJSON("The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise MalformedJSON(
            f"The body is not valid JSON, seen at line {error.lineno} column {error.colno}."
        ) from None
    except RecursionError:
        raise MalformedJSON("The body is nested too deep.") from None
    except MalformedJSON:
        raise
    except ValueError:
        raise MalformedJSON("The body holds a number of too many digits.") from None
    if _SURROGATE_ESCAPE.search(text):
        try:
            from_json(text)
        except ValueError:
            raise MalformedJSON("The body holds half a surrogate pair, or is nested too deep.") from None
    return value


class StrictRequest(Request):
    """A request whose `json()` raises MalformedJSON for all that `parse_json` refuses."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = parse_json(await self.body())
        return self._json


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise MalformedJSON("The body holds an object with the same name twice.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedJSON(f"{name} is not JSON.")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise MalformedJSON("The body holds a number that is too large.")
    return value


_decode = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite
).decode
