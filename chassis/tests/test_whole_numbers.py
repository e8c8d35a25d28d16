from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from chassis.whole_numbers import WHOLE

QUANTITY: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(strict=True, ge=1), WHOLE])


@pytest.mark.parametrize(("value", "read"), [(5, 5), (5.0, 5)])
def test_what_json_calls_an_integer_is_one(value: Any, read: int) -> None:
    """5.0 is the integer 5."""
    assert QUANTITY.validate_python(value) == read


@pytest.mark.parametrize("value", ["5", True, 5.5, float("inf"), None, 0.0])
def test_nothing_else_is(value: Any) -> None:
    """Texts, truths, fractions and what breaks the bounds are refused."""
    with pytest.raises(ValidationError):
        QUANTITY.validate_python(value)


def test_the_schema_keeps_its_bounds() -> None:
    """What is documented is an integer with its minimum."""
    assert QUANTITY.json_schema() == {"type": "integer", "minimum": 1}
