"""ops_bff.events.telling"""

from __future__ import annotations

import json

import pytest

from chassis.live_feed.entry import Entry, Place
from ops_bff.events.telling import tell
from ops_bff.events.views import OpsStreamEvent


@pytest.mark.parametrize("type", ["order.placed", "product.edited", "import.finished"])
def test_operations_are_told_everything_as_it_is(type: str) -> None:
    """Types that do not exist yet too; all of staff alike."""
    body = json.dumps({"type": type, "event_id": "e:1", "actor": "ops:sam"})
    told = tell(Entry(Place(1, 1), type, body.encode()))
    assert tuple(told) == (type, body, None)
    OpsStreamEvent.model_validate_json(told.data)
