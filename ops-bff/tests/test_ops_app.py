from __future__ import annotations

from pathlib import Path

import httpx
import respx
from fastapi import FastAPI

from ops_bff.app import create_app
from ops_bff.settings import Settings


async def test_ready_once_the_backend_was_reached(
    app: FastAPI, oli: httpx.AsyncClient, backend: respx.Router
) -> None:
    """Not ready before; ready for good afterwards, so that an outage behind it takes no instance out."""
    live = backend.get("/livez").mock(side_effect=httpx.ConnectError("refused"))
    assert (await oli.get("/readyz")).status_code == 503
    live.mock(side_effect=None, return_value=httpx.Response(200))
    assert (await oli.get("/readyz")).status_code == 200
    live.mock(side_effect=httpx.ConnectError("refused"))
    assert (await oli.get("/readyz")).status_code == 200


async def test_pictures_are_served_in_development_only(settings: Settings, tmp_path: Path) -> None:
    """From the folder that is set, at the addresses that the seed data names; without the setting not at all."""
    (tmp_path / "tum-01.svg").write_text("<svg/>")
    for folder, status in ((tmp_path, 200), (None, 404)):
        app = create_app(settings.model_copy(update={"product_images_dir": folder}))
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://ops.test"
        ) as client:
            answer = await client.get("/images/products/tum-01.svg")
        assert answer.status_code == status
