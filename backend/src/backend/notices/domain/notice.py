"""A notice, and what calls for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.timed_ids import timed_id

KEPT = timedelta(days=30)
"""So long after what it tells of a notice can be seen."""

ORDER_PLACED, ORDER_CANCELLED, RAN_LOW = "order.placed", "order.cancelled", "product.ran_low"
IMPORT_FINISHED, DEAD_LETTER_ARRIVED = "import.finished", "dead_letter.arrived"
"""The types that there are so far, in the past tense as events are. Readers take others as they come."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that operations should hear of. It names things and amounts, never a customer's name or address.

    `data` is plain values, by the notice's type. `read_at` and `read_by` are None until somebody has read it.
    """

    notice_id: str
    type: str
    at: datetime
    data: Mapping[str, Any]
    read_at: datetime | None = None
    read_by: str | None = None


def notice(kind: str, at: datetime, data: Mapping[str, Any], *, cause: str) -> Notice:
    """The notice of that type about what `cause` names (an event, say): the same however often it is made."""
    return Notice(timed_id(at, f"{kind} {cause}"), kind, at, data)


@dataclass(frozen=True, slots=True)
class StockLevel:
    """A product's available units behind a write that moved them by `moved`, and the threshold that stands then.

    `newly_watched`: the write set the threshold, or made the product one for sale.
    """

    for_sale: bool
    available: int
    moved: int
    threshold: int | None
    newly_watched: bool

    @property
    def ran_low(self) -> bool:
        """Whether by this write the product came to be low: not by each sale below the threshold.

        Each write is judged by itself, so the events of a product may come in any order. When a threshold is set at
        or above what is available, that counts, though there may have been another before it that was higher still.
        """
        if not self.for_sale or self.threshold is None or self.available > self.threshold:
            return False
        return self.newly_watched or self.available - self.moved > self.threshold
