"""chassis.trace_context"""

import pytest

from chassis.trace_context import new_span_id, new_trace_id, parse_traceparent

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"


def test_a_valid_traceparent_gives_its_trace_and_flags() -> None:
    """Trace id and flags of a version 00 header are read."""
    assert parse_traceparent(f"00-{TRACE}-{SPAN}-01") == (TRACE, "01")


def test_a_later_version_may_carry_more_fields() -> None:
    """What a later version appends is ignored, as the specification asks."""
    assert parse_traceparent(f"cc-{TRACE}-{SPAN}-01-what-the-future-brings") == (TRACE, "01")


@pytest.mark.parametrize(
    "header",
    [
        "",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE}-{SPAN}-1",
        f" 00-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01\n",
        f"cc-{TRACE}-{SPAN}-01.more",
    ],
)
def test_an_invalid_traceparent_is_ignored(header: str) -> None:
    """Whatever the specification calls invalid is None."""
    assert parse_traceparent(header) is None


def test_new_ids_are_valid_and_differ() -> None:
    """A header made of new ids is valid, and no two ids are the same."""
    assert parse_traceparent(f"00-{new_trace_id()}-{new_span_id()}-00") is not None
    assert new_trace_id() != new_trace_id()
    assert new_span_id() != new_span_id()
