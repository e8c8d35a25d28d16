"""Answers to buyers are held against what there was, and each planted fault is found."""

from __future__ import annotations

import pytest

from tests.checkers.attempts import Attempt, attempt_faults, oversell_faults

FIRST = Attempt("ann", 201, b"order 1", "1")
AGAIN = Attempt("ann", 201, b"order 1", "1", replayed=True)
BOB = Attempt("bob", 201, b"order 2", "2")
SHORT = Attempt("cat", 409)


def test_a_fair_sale_has_no_fault() -> None:
    """Two units for three buyers who each tried more than once: two orders, replays the same, one refused."""
    assert oversell_faults([FIRST, AGAIN, AGAIN, BOB, SHORT, SHORT], units=2) == []


def test_a_replay_may_overtake_its_original() -> None:
    """The answer not marked replayed may be lost: only replays of a key are in order."""
    assert attempt_faults([AGAIN, AGAIN]) == []


@pytest.mark.parametrize(
    ("attempts", "fault"),
    [
        ([FIRST, Attempt("ann", 201, b"order 3", "3", replayed=True)], "key ann: 2 orders"),
        (
            [FIRST, Attempt("ann", 201, b"order 1 ", "1", replayed=True)],
            "key ann: replays differ in their bytes",
        ),
        ([FIRST, FIRST], "key ann: more than one answer not marked replayed"),
        ([FIRST, Attempt("ann", 409)], "key ann: both accepted and refused"),
        ([FIRST, Attempt("ann", 503)], "key ann: answered 503"),
    ],
)
def test_a_planted_fault_is_found(attempts: list[Attempt], fault: str) -> None:
    """A doubled order, drifting bytes, a replay passed off as new, a change of mind and a 5xx are named."""
    assert fault in attempt_faults(attempts)


def test_overselling_is_found() -> None:
    """One order more than units is a fault."""
    assert "2 orders for 1 units and 2 buyers" in oversell_faults([FIRST, BOB], units=1)


def test_underselling_is_found() -> None:
    """A buyer sent away while there was a unit left is a fault."""
    assert "1 orders for 2 units and 2 buyers" in oversell_faults([FIRST, SHORT], units=2)
