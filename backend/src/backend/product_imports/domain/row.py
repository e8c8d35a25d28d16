"""A row of an import: what it says of a product, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What a row did, or in a dry run would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be read: `fields` are the product's that its file has columns for; `stock_change` moves units."""

    number: int
    sku: str
    fields: Mapping[str, Any]
    stock_change: int


@dataclass(frozen=True, slots=True)
class RowResult:
    """What came of the row of that number, counted from 1 behind the header; `problems` of a wrong one."""

    number: int
    sku: str
    outcome: Outcome
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file, as text, below the file's header. `first_row` is the number of the first."""

    import_id: str
    number: int
    header: str
    text: str
    first_row: int


def counted(results: Sequence[RowResult]) -> dict[str, int]:
    """How many rows came to what."""
    counts = {outcome.value: 0 for outcome in Outcome}
    for result in results:
        counts[result.outcome.value] += 1
    return counts
