"""An event bus in memory that takes what `PutEvents` takes, and refuses what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.events.aws import Threads
from backend.events.bus import Bus

Entry = Mapping[str, Any]


@dataclass
class MemoryBus:
    """`heard` is what was accepted, in order. `refuses` says of an entry whether it fails this time."""

    heard: list[Entry] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    refuses: Callable[[Entry], bool] = lambda entry: False
    away: int = 0

    def put_events(self, *, Entries: Sequence[Entry]) -> Mapping[str, Any]:  # noqa: N803  # as boto3 names it
        if self.away:
            self.away -= 1
            raise OSError("the bus is away")
        self.batches.append(len(Entries))
        results: list[Mapping[str, str]] = []
        for entry in Entries:
            if self.refuses(entry):
                results.append({"ErrorCode": "ThrottlingException", "ErrorMessage": "played"})
            else:
                self.heard.append(entry)
                results.append({"EventId": str(len(self.heard))})
        return {"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results}

    def bus(self, threads: Threads) -> Bus:
        return Bus(self, threads, "test")  # type: ignore[arg-type]  # all that is asked of the client
