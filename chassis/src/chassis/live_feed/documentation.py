"""Streams of events in a service's OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi.sse import EventSourceResponse


def document_streams(document: dict[str, Any]) -> None:
    """The schema of a stream is that of its events' `data`; FastAPI says beside it that the whole is a string."""
    for path_item in document.get("paths", {}).values():
        for operation in path_item.values():
            for response in operation.get("responses", {}).values():
                schema = response.get("content", {}).get(EventSourceResponse.media_type, {}).get("schema", {})
                if "$ref" in schema:
                    schema.pop("type", None)
