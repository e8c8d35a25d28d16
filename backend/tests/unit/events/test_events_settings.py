"""Settings of the workers that would send events to the wrong place are refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from backend.events.settings import EventsSettings


def test_an_emulator_is_for_development() -> None:
    """A production relay does not publish in clear text to something that is not AWS."""
    with pytest.raises(ValidationError, match="AWS_ENDPOINT_URL"):
        EventsSettings(environment="production", aws_endpoint_url="http://127.0.0.1:4566")


@pytest.mark.parametrize("bus", ["", "way bill", "waybill:feed", "x" * 41])
def test_a_bus_has_a_name_that_queues_can_begin_with(bus: str) -> None:
    """What SQS would not take as part of a name is refused at the start."""
    with pytest.raises(ValidationError, match="event_bus"):
        EventsSettings(event_bus=bus)


def test_a_lease_outlives_a_heartbeat() -> None:
    """One that is shorter than a second or two would be lost between two renewals."""
    with pytest.raises(ValidationError, match="relay_lease_seconds"):
        EventsSettings(relay_lease_seconds=1)
