"""What operations are told of the live feed."""

from __future__ import annotations

from chassis.live_feed.entry import Entry
from chassis.live_feed.streams import Told


def tell(entry: Entry) -> Told:
    """Everything, as it is published: no event holds what staff may not see, whatever types are still to come."""
    return Told(entry.type, entry.body.decode())
