"""The headers a client sends on, so that the next service knows the request, its trace and its deadline."""

import asyncio

from chassis.context import current

REQUEST_ID_HEADER = "X-Request-ID"
TRACEPARENT_HEADER = "traceparent"
TIMEOUT_HEADER = "X-Request-Timeout-Ms"


def outgoing_headers() -> dict[str, str]:
    """Headers for a call made on behalf of the request being served.

    The deadline travels as the milliseconds left, relative, so that clocks need not agree; it is
    rounded down and never below 0.
    """
    context = current()
    left_ms = int((context.deadline - asyncio.get_running_loop().time()) * 1000)
    return {
        REQUEST_ID_HEADER: context.request_id,
        TRACEPARENT_HEADER: context.traceparent,
        TIMEOUT_HEADER: str(max(0, left_ms)),
    }
