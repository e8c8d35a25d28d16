"""What an item holds comes back as it was."""

from __future__ import annotations

import pytest
from backend_testing.strategies import documents, maps
from hypothesis import given
from hypothesis import strategies as st
from pynamodb.constants import LIST, MAP

from backend.persistence.items import Document


@given(maps())
def test_a_map_survives_being_stored(value: dict[str, object]) -> None:
    """A map of plain values reads back equal, and of the same types."""
    document = Document(MAP)
    assert repr(document.deserialize(document.serialize(value))) == repr(value)


@given(st.lists(documents, max_size=5))
def test_a_list_survives_being_stored(value: list[object]) -> None:
    """A list of plain values reads back equal, and of the same types."""
    document = Document(LIST)
    assert repr(document.deserialize(document.serialize(value))) == repr(value)


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, object()])
def test_other_values_are_refused(value: object) -> None:
    """A float never becomes an amount by mistake: what a document does not hold is a TypeError."""
    with pytest.raises(TypeError):
        Document(LIST).serialize([value])


def test_unknown_types_are_refused() -> None:
    """A stored type that no document writes is a TypeError, not a wrong value."""
    with pytest.raises(TypeError):
        Document(LIST).deserialize([{"B": "AAAA"}])
