"""chassis.context"""

import asyncio

from chassis.context import RequestContext, current, current_request, remaining_seconds
from chassis.trace_context import parse_traceparent


async def test_outside_a_request_there_is_a_fresh_context() -> None:
    """Outside a request each call gives valid ids of its own and a deadline ahead."""
    one, other = current(), current()
    assert one.trace_id != other.trace_id
    assert parse_traceparent(one.traceparent) == (one.trace_id, "00")
    assert one.deadline > asyncio.get_running_loop().time()


async def test_a_part_has_a_time_of_its_own() -> None:
    """Renewed, even a request whose deadline has passed has so much time as it is given."""
    context = RequestContext("r", "t", "p", asyncio.get_running_loop().time() - 1)
    token = current_request.set(context)
    try:
        context.renew(60)
        assert 59 < remaining_seconds() <= 60
    finally:
        current_request.reset(token)


async def test_remaining_seconds_is_never_negative() -> None:
    """Once the deadline has passed nothing remains, and before it no more than was given."""
    now = asyncio.get_running_loop().time()
    token = current_request.set(RequestContext("r", "t", "p", now - 1))
    try:
        assert remaining_seconds() == 0.0
        current_request.set(RequestContext("r", "t", "p", now + 60))
        assert 0 < remaining_seconds() <= 60
    finally:
        current_request.reset(token)
