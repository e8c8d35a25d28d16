"""Things in memory: by key, in each order that they are listed in, and by their words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from typing import Any, Generic, TypeVar

from chassis.live_view.word_index import WordIndex
from chassis.live_view.words import words

Position = tuple[str | int, str]
"""A place in a sorted order: what it sorts by, then the thing's key, so that no two places are the same."""

_SORTING_COSTS = 10
"""Sorting a thing costs about as much as looking at so many that are in order."""


class Item(ABC):
    """A thing as it is listed; a subclass says what it is found by, and holds what it is chosen by."""

    __slots__ = ("json", "number", "positions", "revision", "said", "tally")

    def __init__(
        self, *, revision: int, json: bytes, positions: Sequence[Position], text: str, tally: Hashable
    ) -> None:
        """json: as it is sent, in UTF-8. positions: its place in each order of the collection. text: what it is found
        by. tally: under which it is counted."""
        self.number = -1
        """By which the words of the collection know it."""
        self.revision = revision
        self.json = json
        self.positions = tuple(positions)
        self.tally: Any = tally
        self.said = hash(text)
        """Tells whether its words have changed, without keeping them."""

    @abstractmethod
    def text(self) -> str:
        """What it is found by, found out anew: not every thing's words are kept."""


I = TypeVar("I", bound=Item)  # noqa: E741  # an item
Tally = TypeVar("Tally", bound=Hashable)


class Collection(Generic[I, Tally]):
    """`generation` moves with every change, so that answers made of it can be kept."""

    def __init__(self, orders: int) -> None:
        """orders: how many; each item has so many positions."""
        self.generation = 0
        self.tallies: Counter[Tally] = Counter()
        """How many things there are of each tally; none is zero."""
        self._items: dict[str, I] = {}
        self._hidden: dict[str, int] = {}
        """Revisions of things that are not listed, so that older news does not bring them back."""
        self._words = WordIndex()
        self._numbered: list[I | None] = []
        self._free: list[int] = []
        self._orders: tuple[list[Position], ...] = tuple([] for _ in range(orders))

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: str) -> I | None:
        return self._items.get(key)

    def put(self, key: str, revision: int, make: Callable[[], I | None]) -> None:
        """Takes in a thing as it stood at its revision; what is older than what is known changes nothing.

        make: the item, asked for only if it is needed; None when the thing is not to be listed any more.
        """
        known = self._items.get(key)
        if revision <= (known.revision if known else self._hidden.get(key, 0)):
            return
        item = make()
        if item is None:
            self.remove(key)
            self._hidden[key] = revision
        elif known is not None and known.said == item.said:
            self._replace(key, known, item)
        else:
            self.remove(key)
            self._items[key] = item
            self._number(item, words(item.text()))
            for order, position in zip(self._orders, item.positions, strict=True):
                insort(order, position)
            self.tallies[item.tally] += 1
            self.generation += 1

    def remove(self, key: str) -> None:
        """Forgets a thing; one that is not there is no error."""
        self._hidden.pop(key, None)
        item = self._items.pop(key, None)
        if item is None:
            return
        for order, position in zip(self._orders, item.positions, strict=True):
            del order[bisect_left(order, position)]
        self._words.remove(item.number, set(words(item.text())))
        self._numbered[item.number] = None
        self._free.append(item.number)
        self._count_less(item.tally)
        self.generation += 1

    def retain(self, keys: Set[str]) -> None:
        """Forgets every thing that is not one of these."""
        for key in (self._items.keys() | self._hidden.keys()) - keys:
            self.remove(key)

    def walk(
        self,
        order: int,
        *,
        backwards: bool = False,
        behind: Position | None = None,
        starts: Sequence[str] = (),
        admits: Callable[[I], bool] = lambda item: True,
    ) -> Iterator[tuple[Position, I]]:
        """Things in that order, behind a position (None: from the start), that hold a word with each of these
        beginnings and that are admitted. The collection must not change meanwhile."""
        found = self._words.find(starts) if starts else None
        if found is not None and len(found) * _SORTING_COSTS < len(self):
            places = sorted(item.positions[order] for item in map(self._numbered.__getitem__, found) if item)
            found = None
        else:
            places = self._orders[order]
        if backwards:
            end = len(places) if behind is None else bisect_left(places, behind)
            indexes = range(end - 1, -1, -1)
        else:
            indexes = range(0 if behind is None else bisect_right(places, behind), len(places))
        for index in indexes:
            item = self._items[places[index][1]]
            if admits(item) and (found is None or item.number in found):
                yield places[index], item

    def _replace(self, key: str, known: I, item: I) -> None:
        """The words are what they were, as with most changes: what has not moved stands where it stood."""
        if known.positions == item.positions:
            item.positions = known.positions
        else:
            positions = []
            for order, before, after in zip(self._orders, known.positions, item.positions, strict=True):
                if before == after:
                    positions.append(before)
                else:
                    del order[bisect_left(order, before)]
                    insort(order, after)
                    positions.append(after)
            item.positions = tuple(positions)
        item.number = known.number
        self._items[key] = self._numbered[item.number] = item
        if known.tally != item.tally:
            self._count_less(known.tally)
            self.tallies[item.tally] += 1
        self.generation += 1

    def _count_less(self, tally: Tally) -> None:
        self.tallies[tally] -= 1
        if not self.tallies[tally]:
            del self.tallies[tally]

    def _number(self, item: I, found_by: Iterable[str]) -> None:
        if self._free:
            item.number = self._free.pop()
            self._numbered[item.number] = item
        else:
            item.number = len(self._numbered)
            self._numbered.append(item)
        self._words.add(item.number, set(found_by))
