"""Who holds which words: a search asks this, and not everybody."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

LONG_WORD_LETTERS = 8
SHORT_WORD_LETTERS = 4
"""A word of so many letters may have one slip of the finger, a long one two; a shorter one means what it says."""
MOST_NEAR = 5


class WordIndex:
    """Holders are numbers. Most words have one holder and some have most of them, so neither costs a set."""

    def __init__(self) -> None:
        self._holders: dict[str, int | array[int]] = {}
        self._words: list[str] = []

    def add(self, holder: int, words: Iterable[str]) -> None:
        """words: each once."""
        for word in words:
            holders = self._holders.get(word)
            if holders is None:
                self._holders[word] = holder
                insort(self._words, word)
            elif isinstance(holders, int):
                self._holders[word] = array("I", sorted((holders, holder)))
            else:
                insort(holders, holder)

    def remove(self, holder: int, words: Iterable[str]) -> None:
        """words: those that it was added with."""
        for word in words:
            holders = self._holders[word]
            if isinstance(holders, int) or len(holders) == 1:
                del self._holders[word]
                del self._words[bisect_left(self._words, word)]
            else:
                del holders[bisect_left(holders, holder)]

    def find(self, starts: Iterable[str]) -> set[int]:
        """Those who hold, for each of these, a word that begins so; where nobody does, one that is meant."""
        found: set[int] | None = None
        for start in starts:
            holders = self._of(self._beginning_with(start)) or self._of(self._near(start))
            found = holders if found is None else found & holders
            if not found:
                break
        return found or set()

    def _beginning_with(self, start: str) -> Iterator[str]:
        for index in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[index].startswith(start):
                return
            yield self._words[index]

    def _near(self, word: str) -> Iterable[str]:
        """Words that differ by a letter too much, too few, wrong, or swapped with its neighbour."""
        if len(word) < SHORT_WORD_LETTERS or not word.isalpha():
            return ()  # a number that is nearly right is another thing
        # Loaded when somebody slips for the first time: it takes 30 ms and 7 MB.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= LONG_WORD_LETTERS else 1
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=MOST_NEAR)
        return [found for found, distance, _ in near if distance == near[0][1]]

    def _of(self, words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            holders = self._holders[word]
            if isinstance(holders, int):
                found.add(holders)
            else:
                found.update(holders)
        return found
