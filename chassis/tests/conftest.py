"""An app with one route of each kind, and clients to talk to apps."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, ConfigDict

from chassis.app import create_app
from chassis.settings import ServiceSettings

Client = Callable[[FastAPI], AbstractAsyncContextManager[httpx.AsyncClient]]


class Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    quantity: int


class Parcel(BaseModel):
    model_config = ConfigDict(extra="forbid")
    lines: list[Line]


@pytest.fixture
def settings() -> ServiceSettings:
    return ServiceSettings(port=20000, environment="development")


@pytest.fixture
def router() -> APIRouter:
    routes = APIRouter(prefix="/parcels")

    @routes.get("/{parcel_id}")
    async def get_parcel(parcel_id: int, limit: int = 20) -> dict[str, int]:
        return {"parcel_id": parcel_id, "limit": limit}

    @routes.post("", status_code=201)
    async def send_parcel(parcel: Parcel) -> Parcel:
        return parcel

    @routes.delete("/{parcel_id}", status_code=204)
    async def drop_parcel(parcel_id: int) -> None:
        raise RuntimeError("the secret reason")

    return routes


@pytest.fixture
def app(settings: ServiceSettings, router: APIRouter) -> FastAPI:
    return create_app(title="Parcel Office", description="Parcels.", settings=settings, routers=[router])


@pytest.fixture
def client_of() -> Client:
    @asynccontextmanager
    async def open_client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://service.test"
        ) as client:
            yield client

    return open_client


@pytest.fixture
async def client(app: FastAPI, client_of: Client) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as opened:
        yield opened


@pytest.fixture
def access_lines(capfd: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    def read() -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if line.startswith("{")]
        return [line for line in lines if line.get("event") == "request"]

    return read
