"""Bus, rules, queues and dead-letter queues: the one declaration, as plain data, of which `create_bus` makes them in
development and `infra/` on AWS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ORDERS, PRODUCTS = "waybill.orders", "waybill.products"
"""The sources that the bus knows events by."""
OPERATIONS = "waybill.operations"
"""The source of what the live feed alone tells: no rule of the bus waits for it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and, beside it, its dead-letter queue.

    `takes` is the pattern of the bus's rule that fills it; None: others send to it. A message is handed out
    `receives` times, each time hidden for `visibility_seconds`, before it goes to the dead letters. A `fifo` queue
    keeps the order of each message group.
    """

    name: str
    takes: Mapping[str, Sequence[str]] | None
    fifo: bool = False
    receives: int = 5
    visibility_seconds: int = 30
    kept_days: int = 4
    dead_letters_kept_days: int = 14

    def full_name(self, platform: str) -> str:
        """As AWS knows it, in the platform of that name (a FIFO queue must say so: SQS guide, "Queue names")."""
        return f"{platform}-{self.name}{self._end}"

    def dead_letters_name(self, platform: str) -> str:
        return f"{platform}-{self.name}-dead-letters{self._end}"

    @property
    def _end(self) -> str:
        return ".fifo" if self.fifo else ""


NOTIFY_OPS = Queue("notify-ops", takes={"source": [ORDERS, PRODUCTS]})
"""All events: a webhook may ask for any."""
ANALYTICS = Queue("analytics", takes={"source": [ORDERS, PRODUCTS]})
OPS_COMMANDS = Queue("ops-commands", takes=None, fifo=True)

QUEUES = (NOTIFY_OPS, ANALYTICS, OPS_COMMANDS)
