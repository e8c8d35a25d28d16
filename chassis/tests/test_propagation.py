"""chassis.propagation"""

import asyncio

import pytest

from chassis.context import RequestContext, current_request
from chassis.propagation import outgoing_headers


@pytest.mark.parametrize(("left_seconds", "most", "least"), [(2.0, 2000, 1), (-3.0, 0, 0)])
async def test_id_trace_and_what_is_left_travel_on(left_seconds: float, most: int, least: int) -> None:
    """The next service is told the request id, the traceparent and the milliseconds left, never below 0."""
    deadline = asyncio.get_running_loop().time() + left_seconds
    token = current_request.set(RequestContext("req-1", "t" * 32, "00-…", deadline))
    try:
        headers = outgoing_headers()
    finally:
        current_request.reset(token)
    assert headers["X-Request-ID"] == "req-1"
    assert headers["traceparent"] == "00-…"
    assert least <= int(headers["X-Request-Timeout-Ms"]) <= most
