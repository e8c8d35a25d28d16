"""chassis.live_feed.settings"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from chassis.live_feed.settings import LiveFeedSettings


@pytest.mark.parametrize("url", [None, ""])
def test_without_an_address_there_is_no_feed(url: Any) -> None:
    """Unset and empty are the same, as containers set what is empty."""
    assert LiveFeedSettings(live_feed_url=url).live_feed_url is None


def test_another_kind_of_address_is_refused() -> None:
    """And what it was is not printed: it may hold a password."""
    with pytest.raises(ValidationError) as refused:
        LiveFeedSettings(live_feed_url="http://user:secret@host")
    assert "valkey://" in str(refused.value)
    assert "secret" not in str(refused.value)
