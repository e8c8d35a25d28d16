"""Puts the routes of routers straight onto an app."""

import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.requests import Request
from starlette.responses import Response

from chassis.json_body import StrictRequest


class ServiceRoute(APIRoute):
    """A route that reads JSON bodies strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        if self.body_field is None:
            return handle

        async def handle_strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return handle_strictly


def add_routes(app: FastAPI, router: APIRouter) -> None:
    """Adds every route of `router`, and of routers it includes, to the app as a route of its own.

    `FastAPI.include_router` matches each request twice, first against the router and then within it, which
    costs about as much CPU as all of this package's middleware; a flat list is matched once.
    """
    for context in iter_route_contexts(router.routes):
        route = context.original_route
        if not isinstance(route, APIRoute):
            if context.path != getattr(route, "path", None):
                raise TypeError(f"{context.path}: only FastAPI routes may be included under a prefix")
            app.router.routes.append(route)
            continue
        app.router.add_api_route(
            context.path or "",
            route.endpoint,
            response_model=context.response_model,
            status_code=context.status_code,
            tags=context.tags,
            dependencies=context.dependencies,
            summary=context.summary,
            description=context.description,
            response_description=context.response_description,
            responses=context.responses,
            deprecated=context.deprecated,
            methods=context.methods,
            operation_id=context.operation_id,
            response_model_include=context.response_model_include,
            response_model_exclude=context.response_model_exclude,
            response_model_by_alias=context.response_model_by_alias,
            response_model_exclude_unset=context.response_model_exclude_unset,
            response_model_exclude_defaults=context.response_model_exclude_defaults,
            response_model_exclude_none=context.response_model_exclude_none,
            include_in_schema=context.include_in_schema,
            response_class=context.response_class,
            name=context.name,
            route_class_override=_route_class(type(route)),
            callbacks=context.callbacks,
            openapi_extra=context.openapi_extra,
            generate_unique_id_function=context.generate_unique_id_function,
            strict_content_type=context.strict_content_type,
            max_body_size=context.max_body_size,
            form_limits=route.form_limits or None,
        )


def keep_fixed_paths_apart(app: FastAPI) -> None:
    """Makes `/products/export` no product: where a path stands for itself, routes with a parameter in its place do not
    match. Otherwise a method that it does not know would be answered by them, and be in its Allow header."""
    routes = [route for route in app.router.routes if isinstance(route, APIRoute)]
    fixed = sorted({route.path for route in routes if not route.param_convertors})
    for route in routes:
        taken = [path for path in fixed if route.param_convertors and route.path_regex.match(path)]
        if taken:
            names = "|".join(map(re.escape, taken))
            route.path_regex = re.compile(f"^(?!(?:{names})$){route.path_regex.pattern.removeprefix('^')}")


def _route_class(own: type[APIRoute]) -> type[APIRoute]:
    return ServiceRoute if own is APIRoute else own
