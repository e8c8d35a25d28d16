"""One call makes the app of a service."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from chassis.docs import SwaggerSignIn, docs_routes
from chassis.health import Readiness
from chassis.lifecycle import Lifecycle
from chassis.middleware.access_log import AccessLogMiddleware
from chassis.middleware.body_limit import BodyLimitMiddleware
from chassis.middleware.load_shedding import LoadSheddingMiddleware
from chassis.middleware.request_context import RequestContextMiddleware
from chassis.middleware.unhandled_errors import UnhandledErrorsMiddleware
from chassis.problem_handlers import exception_handlers
from chassis.problems import Problem
from chassis.routes import add_routes
from chassis.settings import ServiceSettings

if TYPE_CHECKING:
    from chassis.telemetry import Telemetry

_NOTHING: Mapping[Any, Any] = MappingProxyType({})

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class ServiceApp(FastAPI):
    """A FastAPI whose OpenAPI document tells of problems, not of FastAPI's own errors."""

    _documented: dict[str, Any] | None = None
    document_access: Callable[[dict[str, Any]], None] | None = None

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        if document is not self._documented:
            from chassis.integer_bounds import restore_integer_bounds
            from chassis.live_feed.documentation import document_streams
            from chassis.problem_documentation import document_problems

            if self.document_access is not None:
                self.document_access(document)
            document_problems(document)
            document_streams(document)
            restore_integer_bounds(document)
            self._documented = document
        return document


def create_app(
    *,
    title: str,
    description: str,
    settings: ServiceSettings,
    routers: Sequence[APIRouter],
    lifespan: Lifespan | None = None,
    readiness: Mapping[str, Callable[[], Awaitable[None]]] = _NOTHING,
    problems: Mapping[type[Exception], Callable[[Any], Problem]] = _NOTHING,
    document_access: Callable[[dict[str, Any]], None] | None = None,
    sign_in: SwaggerSignIn | None = None,
) -> FastAPI:
    """The app of a service: its routers behind the platform's middleware, with health, docs and problems.

    readiness: checks by name; one that raises, or takes over 1 s, makes /readyz answer 503. problems: the
    problem that a domain error, or a subclass of it, is answered with. document_access: writes into the OpenAPI
    document who may call what. sign_in: how people sign in from Swagger UI. `app.state.lifecycle` tells when the
    service begins to end.
    """
    service = service_name(title)
    lifecycle = Lifecycle()
    telemetry = _telemetry(service, settings)
    app = ServiceApp(
        title=title,
        description=description,
        lifespan=_with_end(lifespan, lifecycle, telemetry),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
        exception_handlers=exception_handlers(problems),
        middleware=service_middleware(service, settings),
        telemetry=telemetry.config() if telemetry else _telemetry_off(),
    )
    app.document_access = document_access
    app.state.lifecycle = lifecycle
    for router in routers:
        add_routes(app, router)
    app.router.routes.extend(Readiness(readiness, lifecycle).routes())
    app.router.routes.extend(docs_routes(title, sign_in))
    return app


def service_middleware(service: str, settings: ServiceSettings) -> list[Middleware]:
    """What every request passes through, outermost first; pure ASGI, one concern each."""
    telemetry = settings.otel_exporter_otlp_endpoint is not None
    return [
        Middleware(RequestContextMiddleware, settings.request_timeout_seconds, telemetry),
        Middleware(AccessLogMiddleware, service),
        Middleware(LoadSheddingMiddleware, settings.max_in_flight),
        Middleware(UnhandledErrorsMiddleware),
        Middleware(BodyLimitMiddleware, settings.max_body_bytes),
    ]


def service_name(title: str) -> str:
    """How logs and traces call the service: `Customer BFF` is `customer-bff`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def operation_id(route: APIRoute) -> str:
    """An operation is called what its route function is called."""
    return route.name


def _telemetry(service: str, settings: ServiceSettings) -> "Telemetry | None":
    if settings.otel_exporter_otlp_endpoint is None:
        return None
    from chassis.telemetry import Telemetry

    return Telemetry(service, settings.otel_exporter_otlp_endpoint)


def _telemetry_off() -> Any:
    return {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}


def _with_end(lifespan: Lifespan | None, lifecycle: Lifecycle, telemetry: "Telemetry | None") -> Lifespan:
    """The service's own lifespan, after which telemetry sends what is left."""

    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        try:
            if lifespan is None:
                yield
            else:
                async with lifespan(app):
                    yield
        finally:
            lifecycle.begin_shutdown()
            if telemetry is not None:
                await telemetry.shutdown()

    return run
