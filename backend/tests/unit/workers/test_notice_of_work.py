"""What operations hear of imports and of dead letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from backend_testing.samples import AT, LATER

from backend.dead_letters.domain.dead_letter import DeadLetter
from backend.operations.domain.operation import Command, Operation
from backend.workers.notices import notice_of_dead_letter, notice_of_operation

COUNTS = {"new": 2, "changed": 1, "unchanged": 0, "wrong": 1}


def begun(kind: str = "import_products") -> Operation:
    command = Command("an operation", kind, "olivia", frozenset({"ops_manager"}), AT, {}, {})
    return Operation.of(command).begun(AT)


def test_an_import_that_ended_is_told() -> None:
    """By whom it was, and what came of its rows; of a refused one that it was refused."""
    told = notice_of_operation(begun().succeeded({"dry_run": False, **COUNTS}, LATER))
    assert told is not None
    assert (told.type, told.at) == ("import.finished", LATER)
    about = {"operation_id": "an operation", "by": "ops:olivia"}
    assert told.data == {**about, "state": "SUCCEEDED", "rows": COUNTS}
    refused = notice_of_operation(begun().refused({"code": "validation_failed"}, LATER))
    assert refused is not None
    assert refused.data == {**about, "state": "REFUSED", "rows": {}}


@pytest.mark.parametrize(
    "operation",
    [
        begun(),
        begun().advanced(COUNTS, LATER),
        begun().faulted({}, LATER, for_good=True),
        begun().succeeded({"dry_run": True, **COUNTS}, LATER),
        begun("edit_product").succeeded({"version": 2}, LATER),
    ],
    ids=["begun", "under way", "dead", "dry run", "no import"],
)
def test_nothing_else_is_told(operation: Operation) -> None:
    """Neither what is under way, nor a dry run, nor another command; what failed is told as a dead letter."""
    assert notice_of_operation(operation) is None


def test_a_dead_letter_is_told_without_what_it_says() -> None:
    """The same notice however often the letter is found, which names no customer."""
    letter = DeadLetter("a letter", "ops-commands", '{"name": "Ada"}', "KeyError: Ada", AT)
    told = notice_of_dead_letter(letter)
    assert (told.type, told.at) == ("dead_letter.arrived", AT)
    assert told.data == {"dead_letter_id": "a letter", "queue": "ops-commands"}
    assert notice_of_dead_letter(replace(letter, cause=None)) == told
