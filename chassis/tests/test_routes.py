"""chassis.routes"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from fastapi.routing import APIRoute

from chassis.app import create_app
from chassis.settings import ServiceSettings


async def remember(x_word: Annotated[str, Header()]) -> str:
    return x_word


async def test_routes_of_nested_routers_keep_prefix_dependencies_and_tags(
    settings: ServiceSettings, client_of: Any
) -> None:
    """A router within a router loses nothing by being flattened."""
    inner = APIRouter(prefix="/shelves", tags=["shelves"])

    @inner.get("/{shelf_id}", status_code=203, deprecated=True)
    async def get_shelf(shelf_id: int, word: Annotated[str, Depends(remember)]) -> dict[str, Any]:
        return {"shelf": shelf_id, "word": word}

    outer = APIRouter(prefix="/rooms", dependencies=[Depends(remember)], tags=["rooms"])
    outer.include_router(inner, prefix="/north")
    app = create_app(title="Library", description="", settings=settings, routers=[outer])
    async with client_of(app) as client:
        answer = await client.get("/rooms/north/shelves/4", headers={"X-Word": "hi"})
        missing = await client.get("/rooms/north/shelves/4")
    assert (answer.status_code, answer.json()) == (203, {"shelf": 4, "word": "hi"})
    assert missing.status_code == 422
    operation = app.openapi()["paths"]["/rooms/north/shelves/{shelf_id}"]["get"]
    assert operation["operationId"] == "get_shelf"
    assert operation["tags"] == ["rooms", "shelves"]
    assert operation["deprecated"] is True
    assert all(type(route).__name__ != "_IncludedRouter" for route in app.routes)


def test_a_route_class_of_its_own_is_kept(settings: ServiceSettings) -> None:
    """A router that has chosen a route class keeps it."""

    class OwnRoute(APIRoute): ...

    router = APIRouter(route_class=OwnRoute)

    @router.get("/own")
    async def own() -> None: ...

    app = create_app(title="T", description="", settings=settings, routers=[router])
    assert any(type(route) is OwnRoute for route in app.routes)


async def test_a_fixed_path_is_no_parameter(settings: ServiceSettings, client_of: Any) -> None:
    """Beside `/parcels/{parcel_id}` the path `/parcels/export` knows its own methods only, other parcels theirs."""
    router = APIRouter(prefix="/parcels")

    @router.get("/export")
    async def export() -> str:
        return "export"

    @router.get("/{parcel_id}")
    async def get_parcel(parcel_id: str) -> str:
        return parcel_id

    @router.patch("/{parcel_id}")
    async def edit_parcel(parcel_id: str) -> str:
        return parcel_id

    app = create_app(title="Library", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        assert (await client.get("/parcels/export")).json() == "export"
        refused = await client.patch("/parcels/export")
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
        for parcel in ("exports", "1", "export.csv"):
            assert (await client.patch(f"/parcels/{parcel}")).json() == parcel
            assert (await client.get(f"/parcels/{parcel}")).json() == parcel
