"""One call makes the app of a service."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from chassis.docs import docs_routes
from chassis.health import Readiness
from chassis.logs import configure_logging
from chassis.middleware.access_log import AccessLogMiddleware
from chassis.middleware.body_limit import BodyLimitMiddleware
from chassis.middleware.load_shedding import LoadSheddingMiddleware
from chassis.middleware.request_context import RequestContextMiddleware
from chassis.middleware.unhandled_errors import UnhandledErrorsMiddleware
from chassis.openapi import openapi_of
from chassis.problem_handlers import exception_handlers
from chassis.problems import Problem
from chassis.settings import ServiceSettings

_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class ServiceApp(FastAPI):
    """A FastAPI whose OpenAPI document tells of problems, not of FastAPI's own errors."""

    readiness: Readiness

    def openapi(self) -> dict[str, Any]:
        return openapi_of(self, super().openapi)


def create_app(
    *,
    title: str,
    description: str,
    settings: ServiceSettings,
    routers: Sequence[APIRouter],
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None,
    readiness: Mapping[str, Callable[[], Awaitable[None]]] = _NOTHING,
    problems: Mapping[type[Exception], Callable[[Any], Problem]] = _NOTHING,
) -> FastAPI:
    """The app of a service: its routers behind the platform's middleware, with health, docs and problems.

    readiness: checks by name; one that raises makes /readyz answer 503. problems: the problem a domain
    error is answered with; subclasses of the error too.
    """
    service = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    app = ServiceApp(
        title=title,
        description=description,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        exception_handlers=exception_handlers(problems),
        middleware=service_middleware(service, settings),
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    configure_logging(service, settings.log_level)
    app.readiness = Readiness(readiness)
    app.router.routes.extend(app.readiness.routes())
    for router in routers:
        app.include_router(router)
    app.router.routes.extend(docs_routes(title))
    return app


def service_middleware(service: str, settings: ServiceSettings) -> list[Middleware]:
    """What every request passes through, outermost first."""
    return [
        Middleware(RequestContextMiddleware, settings.request_timeout_seconds),
        Middleware(AccessLogMiddleware, service),
        Middleware(LoadSheddingMiddleware, settings.max_in_flight),
        Middleware(UnhandledErrorsMiddleware),
        Middleware(BodyLimitMiddleware, settings.max_body_bytes),
    ]


def operation_id(route: APIRoute) -> str:
    """An operation is called what its route function is called."""
    return route.name
