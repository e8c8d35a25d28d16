"""Swagger UI at /docs, out of this service's own hands."""

from starlette.routing import BaseRoute


def docs_routes(title: str) -> list[BaseRoute]:
    """The page and its assets."""
    return []
