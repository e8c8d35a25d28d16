"""W3C Trace Context: the `traceparent` header, read and written."""

import os
import re

# https://www.w3.org/TR/trace-context/#traceparent-header-field-values
_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_NO_TRACE = "0" * 32
_NO_SPAN = "0" * 16


def parse_traceparent(header: str) -> tuple[str, str] | None:
    """The (trace id, flags) the header names, or None when it is not valid and must be ignored.

    Upper-case digits, version ff, all-zero ids, and anything after the flags of version 00 are invalid;
    a later version may carry more fields, which are ignored.
    """
    match = _TRACEPARENT.fullmatch(header)
    if match is None:
        return None
    version, trace_id, parent_id, flags, rest = match.groups()
    if version == "ff" or trace_id == _NO_TRACE or parent_id == _NO_SPAN:
        return None
    if version == "00" and rest is not None:
        return None
    return trace_id, flags


def new_trace_id() -> str:
    """32 random lower-case hex digits, never all zero."""
    while (trace_id := os.urandom(16).hex()) == _NO_TRACE:  # pragma: no cover
        pass
    return trace_id


def new_span_id() -> str:
    """16 random lower-case hex digits, never all zero."""
    while (span_id := os.urandom(8).hex()) == _NO_SPAN:  # pragma: no cover
        pass
    return span_id
