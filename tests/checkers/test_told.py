"""What a reader was told is checked against what was committed, and each planted fault is found."""

from __future__ import annotations

import pytest

from tests.checkers.told import Heard, told_faults

REACHED = {"order": 2, "mug": 4}
WHOLE: list[Heard | None] = [
    ("mug", 1),
    ("mug", 2),
    ("order", 1),
    ("mug", 2),
    ("mug", 3),
    ("order", 2),
    ("mug", 4),
]


def test_all_that_happened_was_told() -> None:
    """Repeats are no fault: delivery is at least once."""
    assert told_faults(WHOLE, REACHED) == []


def test_a_reset_owns_up_to_what_was_missed() -> None:
    """Before it, and after it to what had already happened; what comes afterwards has no holes again."""
    assert told_faults([("mug", 1), None, ("mug", 3), ("mug", 4)], REACHED) == []
    assert told_faults([("mug", 1), ("order", 1), None], REACHED) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ([heard for heard in WHOLE if heard != ("mug", 3)], "mug: 4 after 2"),
        (WHOLE[:-1], "mug was told up to 3 of 4, and no reset"),
        (WHOLE[1:3] + WHOLE[4:], "mug was told from 2 on, and no reset"),
        ([heard for heard in WHOLE if heard is None or heard[0] != "order"], "order was told up to 0 of 2"),
        ([*WHOLE[1:], ("mug", 1)], "mug: 1 was first told after 4"),
        ([*WHOLE, ("hat", 1)], "hat is none of this reader's"),
        ([("mug", 1), None, ("mug", 2), ("mug", 4)], "mug: 4 after 2"),
        ([("mug", 1), None, ("mug", 3)], "mug was told up to 3 of 4, and no reset"),
    ],
)
def test_a_planted_fault_is_found(told: list[Heard | None], fault: str) -> None:
    """One thing made wrong in what was told is named."""
    assert any(fault in found for found in told_faults(told, REACHED))
