"""Each event stored once: repeated, by several at a time, killed anywhere, merged meanwhile."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from backend_testing.memory_store import BEGINNING, Killed, MemoryStore

from backend.analytics import compaction, partitions
from backend.analytics.compaction import GRACE, SETTLED, compact
from backend.analytics.files import live, part_named
from backend.analytics.partitions import Partitions

SEEDS = 40
FOLDER = "type=order.placed/date=2026-11-25"


@pytest.fixture(autouse=True)
def cheap_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are lists of ids: Parquet is not what is asked here, and a hundred times slower."""

    def encoded(rows: Any) -> bytes:
        return json.dumps([row["event_id"] for row in rows]).encode()

    def merged(files: Any) -> bytes:
        return json.dumps([event_id for file in files for event_id in json.loads(file)]).encode()

    monkeypatch.setattr(partitions, "encoded", encoded)
    monkeypatch.setattr(partitions, "event_ids", json.loads)
    monkeypatch.setattr(compaction, "encoded", encoded)
    monkeypatch.setattr(compaction, "merged", merged)


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"event_id": f"order:{number}", "type": "order.placed", "happened_at": BEGINNING, "body": "{}"}
        for number in numbers
    ]


def stored(store: MemoryStore) -> Counter[str]:
    """How often each event is in the files that count."""
    parts = live(part for name in store.files if (part := part_named(name)))
    files = [store.files[f"{FOLDER}/{part.name}"][1] for part in parts]
    return Counter(event_id for file in files for event_id in json.loads(file))


def once(*numbers: int) -> Counter[str]:
    return Counter(f"order:{number}" for number in numbers)


def test_a_repeat_is_not_stored_again() -> None:
    """Neither in the same batch, nor in a later one, nor by somebody else who was not there."""
    store = MemoryStore()
    one, other = Partitions(store), Partitions(store)
    assert one.add(FOLDER, rows(1, 2, 2)) == 2
    assert one.add(FOLDER, rows(2, 3)) == 1
    assert other.add(FOLDER, rows(1, 2, 3, 4)) == 1
    assert one.add(FOLDER, rows(4, 5)) == 1
    assert stored(store) == once(1, 2, 3, 4, 5)


def test_forgotten_partitions_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is bounded, and what is not costs a read, not a double."""
    monkeypatch.setattr(partitions, "MOST_REMEMBERED", 2)
    store = MemoryStore()
    one = Partitions(store)
    one.add(FOLDER, rows(1))
    for day in range(5):
        one.add(f"type=order.placed/date=2026-11-1{day}", rows(day))
    assert len(one._known) <= 2
    assert one.add(FOLDER, rows(1, 2)) == 1


def churn(store: MemoryStore, seed: int) -> Counter[str]:
    """Two who add, with repeats, and one who merges, each cut off now and then; what must be stored in the end."""
    chance = random.Random(seed)
    adding = [Partitions(store), Partitions(store)]
    acknowledged: set[int] = set()
    for step in range(150):
        store.now += timedelta(minutes=chance.choice((0, 1, 6)))
        store.calls, store.dies_at = 0, chance.choice((None, None, chance.randint(1, 9)))
        store.after_the_effect = chance.random() < 0.5
        who = chance.randrange(3)
        numbers = [chance.randint(max(0, step - 20), step) for _ in range(chance.randint(1, 4))]
        try:
            if who == 2:
                compact(store, store.now)
            else:
                adding[who].add(FOLDER, rows(*numbers))
                acknowledged |= set(numbers)
        except Killed:
            if who < 2:
                adding[who] = Partitions(store)
        assert all(count == 1 for count in stored(store).values()), step
        assert once(*acknowledged) - stored(store) == Counter(), step
    store.dies_at = None
    adding[0].add(FOLDER, rows(*range(150)))
    compact(store, store.now)
    return once(*range(150))


def test_each_event_is_stored_once_whatever_happens() -> None:
    """At every step nothing is in two files that count, and nothing that was acknowledged is in none."""
    merged = 0
    for seed in range(SEEDS):
        store = MemoryStore()
        assert churn(store, seed) == stored(store)
        merged += sum(part is not None and part.numbers > 1 for part in map(part_named, store.files))
    assert merged > SEEDS


def slow_add(store: MemoryStore) -> Counter[str]:
    """One who is held up while the place of the next file is filled by others, merged and removed."""
    slow, quick = Partitions(store), Partitions(store)
    slow.add(FOLDER, rows(0))
    for number in range(1, 16):
        quick.add(FOLDER, rows(number))
    compact(store, store.now)
    store.now += 2 * GRACE
    compact(store, store.now)
    assert f"{FOLDER}/00000001-00000001.parquet" not in store.files
    slow.add(FOLDER, rows(5, 16))
    return stored(store)


def test_a_file_that_comes_too_late_is_added_again() -> None:
    """Its number is free again, and nobody would read it there."""
    assert slow_add(MemoryStore()) == once(*range(17))


def test_who_comes_anew_has_few_files_to_read() -> None:
    """However often files are added between two runs of the compaction: two hundred are as twenty."""
    store = MemoryStore()
    one = Partitions(store)
    for number in range(200):
        one.add(FOLDER, rows(number))
    assert stored(store) == once(*range(200))
    assert len(live(part for name in store.files if (part := part_named(name)))) == 200 // 16 + 200 % 16
    assert Partitions(store).add(FOLDER, rows(*range(201))) == 1


def test_a_settled_day_is_merged_to_its_end() -> None:
    """When nothing more is expected even a few files become one; what comes after all is stored behind it."""
    store = MemoryStore()
    one = Partitions(store)
    for number in range(3):
        one.add(FOLDER, rows(number))
    store.now += SETTLED / 2
    assert compact(store, store.now) == 0
    store.now += SETTLED
    assert compact(store, store.now) == 16
    store.now += 2 * GRACE
    compact(store, store.now)
    assert [part_named(name) for name in store.files] == [(0, 15)]
    assert stored(store) == once(0, 1, 2)
    one.add(FOLDER, rows(2, 3))
    assert stored(store) == once(0, 1, 2, 3)


def test_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted faults: each of these is found by a test above."""

    def hasty(parts: Any) -> Any:
        numbers = live(parts)
        return [(numbers[0]._replace(first=0, last=15), numbers)] if len(numbers) > 3 else []

    with monkeypatch.context() as planted:
        planted.setattr(compaction, "whole_blocks", hasty)
        with pytest.raises(AssertionError):
            test_each_event_is_stored_once_whatever_happens()
    with monkeypatch.context() as planted:
        planted.setattr(Partitions, "_is_void", lambda *_: False)
        with pytest.raises(AssertionError):
            test_a_file_that_comes_too_late_is_added_again()
    with monkeypatch.context() as planted:
        planted.setattr(compaction, "GRACE", timedelta(days=-1))
        planted.setattr(MemoryStore, "add", _overwriting)
        with pytest.raises(AssertionError):
            test_each_event_is_stored_once_whatever_happens()


def _overwriting(self: MemoryStore, name: str, content: bytes) -> bool:
    self.files[name] = (self.now, content)
    return True
