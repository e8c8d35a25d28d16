from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.app import create_app
from chassis.integer_bounds import restore_integer_bounds
from chassis.settings import ServiceSettings


class Amount(BaseModel):
    minor: int = Field(ge=0, le=2**63 - 1)
    share: float = Field(le=0.5)


def test_the_documented_bound_is_the_enforced_one() -> None:
    """The largest 64-bit integer is documented as itself, not as the float next to it."""
    routes = APIRouter()

    @routes.post("/amounts")
    async def add_amount(amount: Amount) -> None: ...

    document = create_app(
        title="Amounts", description="", settings=ServiceSettings(port=1), routers=[routes]
    ).openapi()
    fields = document["components"]["schemas"]["Amount"]["properties"]
    assert fields["minor"]["maximum"] == 9223372036854775807
    assert fields["share"]["maximum"] == 0.5


def test_only_integers_bounds_become_integers() -> None:
    """Bounds of numbers, and values that merely are called so, stay as they are."""
    document: dict[str, Any] = {
        "a": [{"type": "integer", "minimum": -1.0, "maximum": 9.3e18}],
        "b": {"type": "number", "minimum": 1.0},
        "c": {"properties": {"minimum": {"type": "integer", "multipleOf": 5.0}}},
    }
    restore_integer_bounds(document)
    assert document["a"] == [{"type": "integer", "minimum": -1, "maximum": 2**63 - 1}]
    assert isinstance(document["b"]["minimum"], float)
    assert document["c"] == {"properties": {"minimum": {"type": "integer", "multipleOf": 5}}}
