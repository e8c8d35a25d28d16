"""A service that does nothing but answer the given bytes, behind the platform's middleware; run as a process."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import APIRouter, Response

from chassis.app import create_app
from chassis.server import serve
from chassis.settings import ServiceSettings

router = APIRouter()
_BYTES = Path(os.environ["BARE_LIST_BYTES"]).read_bytes()


@router.get("/api/products")
async def list_products() -> Response:
    return Response(_BYTES, media_type="application/json")


if __name__ == "__main__":
    settings = ServiceSettings(port=int(os.environ["PORT"]), environment="development", log_level="info")
    serve(create_app(title="Bare list", description="", settings=settings, routers=[router]), settings)
