"""Requests are told apart by what they say, not by how it was written."""

from __future__ import annotations

from backend_testing.strategies import documents, texts
from hypothesis import given
from hypothesis import strategies as st

from backend.fingerprint import fingerprint


def test_a_fingerprint_is_stable() -> None:
    """A fingerprint that an order stores today is recognised by every later version of the code."""
    assert fingerprint({"b": [1, None], "a": "é"}) == (
        "3d92f6368f93f3cb36a4e7a721098054dfbfd705e31fa50409f2d99e0727a08c"
    )


@given(st.dictionaries(texts, documents, max_size=5))
def test_the_order_of_fields_does_not_matter(request: dict[str, object]) -> None:
    """A request with its fields in another order has the same fingerprint."""
    assert fingerprint(dict(reversed(request.items()))) == fingerprint(request)


@given(documents, documents)
def test_other_content_has_another_fingerprint(one: object, other: object) -> None:
    """Two requests have one fingerprint exactly when they are the same JSON."""
    assert (fingerprint(one) == fingerprint(other)) == (_typed(one) == _typed(other))


def _typed(value: object) -> object:
    """The value so that equality is JSON's: Python takes True for 1."""
    if isinstance(value, list):
        return [_typed(member) for member in value]
    if isinstance(value, dict):
        return {name: _typed(member) for name, member in value.items()}
    return type(value), value
