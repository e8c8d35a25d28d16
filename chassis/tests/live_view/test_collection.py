from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.live_view.collection import Collection, Item


class Thing(Item):
    def __init__(self, key: str, revision: int, name: str, amount: int, colour: str) -> None:
        super().__init__(
            revision=revision,
            json=json.dumps(name).encode(),
            positions=((name, key), (amount, key)),
            text=name,
            tally=colour,
        )

    def text(self) -> str:
        return str(json.loads(self.json))


class Things(Collection[Thing, str]):
    def apply(self, key: str, revision: int, name: str, amount: int, colour: str | None = "red") -> None:
        made = Thing(key, revision, name, amount, colour) if colour else None
        self.put(key, revision, lambda: made)

    def keys(self, order: int = 0, **wanted: object) -> list[str]:
        return [position[1] for position, _ in self.walk(order, **wanted)]  # type: ignore[arg-type]  # passed on


@pytest.fixture
def things() -> Things:
    return Things(orders=2)


def test_what_is_not_newer_is_not_even_made(things: Things) -> None:
    """A thing is told of often, and known already as often."""
    things.apply("a", 2, "Cup", 1)
    things.put("a", 2, lambda: pytest.fail("made"))
    things.put("a", 1, lambda: pytest.fail("made"))
    assert things.generation == 1


def test_a_thing_moves_in_the_orders_that_it_has_moved_in_alone(things: Things) -> None:
    """Its place in the others is the same object, and holds nothing twice."""
    things.apply("a", 1, "Cup", 1)
    things.apply("b", 1, "Mug", 2)
    before = things.get("a")
    things.apply("a", 2, "Cup", 3)
    after = things.get("a")
    assert before is not None
    assert after is not None
    assert after.positions[0] is before.positions[0]
    assert (things.keys(0), things.keys(1)) == (["a", "b"], ["b", "a"])
    assert things.keys(1, backwards=True, behind=(3, "a")) == ["b"]
    assert things.keys(0, starts=("cu",)) == ["a"]


def test_hidden_things_are_found_by_nothing(things: Things) -> None:
    """And older news does not bring them back."""
    things.apply("a", 3, "Cup", 1)
    things.apply("a", 5, "Cup", 1, None)
    things.apply("a", 4, "Cup", 1)
    assert (things.keys(), len(things), things.tallies) == ([], 0, Counter())


CHANGES = st.tuples(
    st.sampled_from("abcd"),
    st.integers(1, 6),
    st.sampled_from(["Cup", "Mug", "Cup Mug"]),
    st.integers(0, 2),
    st.sampled_from(["red", "blue", None]),
)


@given(st.lists(CHANGES, max_size=40), st.sets(st.sampled_from("abcd")))
def test_whatever_comes_in_whatever_order(
    changes: list[tuple[str, int, str, int, str | None]], kept: set[str]
) -> None:
    """Orders, words and counts are those of the newest revision of each thing."""
    things = Things(orders=2)
    newest: dict[str, tuple[int, str, int, str | None]] = {}
    for key, revision, name, amount, colour in changes:
        things.apply(key, revision, name, amount, colour)
        if key not in newest or revision > newest[key][0]:
            newest[key] = (revision, name, amount, colour)
    for only in (None, kept):
        if only is not None:
            things.retain(only)
        there = {
            key: facts
            for key, facts in newest.items()
            if facts[3] is not None and (only is None or key in only)
        }
        assert things.keys(0) == sorted(there, key=lambda key: (there[key][1], key))
        assert things.keys(1) == sorted(there, key=lambda key: (there[key][2], key))
        assert things.keys(1, backwards=True) == things.keys(1)[::-1]
        assert set(things.keys(0, starts=("mug",))) == {key for key in there if "Mug" in there[key][1]}
        assert things.tallies == Counter(facts[3] for facts in there.values())
