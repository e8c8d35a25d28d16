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


async def test_a_name_is_not_taken_for_an_id(settings: ServiceSettings, client_of: Any) -> None:
    """Whichever was declared first, each path answers its own methods, and tells them."""
    router = APIRouter(prefix="/things")

    @router.get("/{thing_id}")
    async def get_thing(thing_id: int) -> int:
        return thing_id

    @router.patch("/{thing_id}")
    async def change_thing(thing_id: int) -> int:
        return thing_id

    @router.post("/moves")
    async def move() -> str:
        return "moved"

    app = create_app(title="T", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        assert (await client.post("/things/moves")).json() == "moved"
        assert (await client.get("/things/4")).json() == 4
        for method in ("GET", "PATCH", "OPTIONS"):
            answer = await client.request(method, "/things/moves")
            assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
        assert (await client.post("/things/4")).headers["Allow"] == "GET, PATCH"
    assert set(app.openapi()["paths"]) == {"/things/{thing_id}", "/things/moves"}
