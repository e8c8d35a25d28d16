"""What is published to the bus: all of it, in its subject's order, in portions that PutEvents takes."""

from __future__ import annotations

import json
import random

import pytest
from backend_testing.memory_bus import Entry, MemoryBus
from backend_testing.samples import AT
from hypothesis import given
from hypothesis import strategies as st

from backend.events import bus as module
from backend.events.aws import Threads
from backend.events.bus import MOST_BYTES, MOST_ENTRIES, PARALLEL_BATCHES, entry_bytes, next_batches
from backend.events.message import Message


def message(subject: str, number: int, size: int = 10) -> Message:
    body = json.dumps({"n": number, "x": "x" * size})
    return Message(f"{subject}:{number}", "order.placed", "waybill.orders", subject, AT, body)


def numbers(heard: list[Entry]) -> list[int]:
    return [json.loads(entry["Detail"])["n"] for entry in heard]


messages = st.lists(
    st.builds(
        message, st.sampled_from("abcdefghijklmnop"), st.integers(0, 99), st.sampled_from([10, 100_000])
    ),
    min_size=1,
    max_size=60,
)


@given(messages)
def test_batches_are_what_put_events_takes(pending: list[Message]) -> None:
    """At most ten entries and 256 KiB a batch; one message of a subject, its first; always at least one in all."""
    batches = next_batches(pending)
    chosen = [each for batch in batches for each in batch]
    assert chosen
    assert len(batches) <= PARALLEL_BATCHES
    for batch in batches:
        assert 1 <= len(batch) <= MOST_ENTRIES
        assert sum(map(entry_bytes, batch)) <= MOST_BYTES
    for each in chosen:
        assert next(other for other in pending if other.subject == each.subject) is each
    assert len({each.subject for each in chosen}) == len(chosen)


async def test_refused_entries_are_sent_again_in_order(threads: Threads) -> None:
    """Whatever the bus refuses and however often, each subject is heard in its order and nothing is lost."""
    chance = random.Random(7)
    played = MemoryBus(refuses=lambda entry: chance.random() < 0.4, away=2)
    await played.bus(threads).publish([message("abc"[n % 3], n) for n in range(60)])
    heard = numbers(played.heard)
    assert sorted(heard) == list(range(60))
    for subject in range(3):
        own = [n for n in heard if n % 3 == subject]
        assert own == sorted(own)


async def test_a_batch_without_regard_to_subjects_is_seen(
    threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault, ten at a time whatever they are about, loses the order that the test above asks for."""
    monkeypatch.setattr(module, "next_batches", lambda pending: [list(pending[:10])])
    with pytest.raises(AssertionError):
        await test_refused_entries_are_sent_again_in_order(threads)


async def test_what_is_too_large_is_sent_trimmed(threads: Threads) -> None:
    """In its place comes a reference, under the same type; a message of just the size goes whole."""
    played = MemoryBus()
    fixed = entry_bytes(message("a", 1, 0))
    await played.bus(threads).publish(
        [message("a", 1, MOST_BYTES - fixed), message("b", 2, MOST_BYTES - fixed + 1)]
    )
    whole, trimmed = (json.loads(entry["Detail"]) for entry in played.heard)
    assert whole["n"] == 1
    assert trimmed == {
        "event_id": "b:2",
        "type": "order.placed",
        "at": "2026-11-22T12:00:00.123000Z",
        "subject": "b",
        "trimmed": True,
    }
    assert played.heard[1]["DetailType"] == "order.placed"


async def test_different_subjects_share_a_call(threads: Threads) -> None:
    """Twenty orders are two calls, not twenty."""
    played = MemoryBus()
    await played.bus(threads).publish([message(f"order {n}", n) for n in range(20)])
    assert played.batches == [10, 10]
