"""chassis.app"""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from chassis.app import create_app, service_middleware, service_name
from chassis.settings import ServiceSettings


def test_service_names() -> None:
    """A title becomes the lower-case name that logs carry."""
    assert service_name("Customer BFF") == "customer-bff"
    assert service_name("  Account Management Service! ") == "account-management-service"


def test_the_stack_has_its_order(settings: ServiceSettings) -> None:
    """Ids come first, so that log lines and refusals have them; errors are answered inside of the log."""
    assert [middleware.cls.__name__ for middleware in service_middleware("x", settings)] == [  # type: ignore[attr-defined]  # all are classes
        "RequestContextMiddleware",
        "AccessLogMiddleware",
        "LoadSheddingMiddleware",
        "UnhandledErrorsMiddleware",
        "BodyLimitMiddleware",
    ]


async def test_the_lifespan_is_run_and_then_the_service_is_ending(settings: ServiceSettings) -> None:
    """The service's own lifespan surrounds the serving; after it the lifecycle has ended."""
    steps: list[str] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        steps.append("begin")
        yield
        steps.append("end")

    app = create_app(title="T", description="", settings=settings, routers=[], lifespan=lifespan)
    async with app.router.lifespan_context(app):
        assert steps == ["begin"]
        assert not app.state.lifecycle.shutting_down
    assert steps == ["begin", "end"]
    assert app.state.lifecycle.shutting_down


async def test_overrides_of_dependencies_work(settings: ServiceSettings, router: APIRouter) -> None:
    """Routes belong to the app, so that `app.dependency_overrides` reaches them."""
    app = create_app(title="T", description="", settings=settings, routers=[router])
    api_routes = [route for route in app.routes if hasattr(route, "dependency_overrides_provider")]
    assert api_routes
    assert all(route.dependency_overrides_provider is app for route in api_routes)


def test_heavy_packages_are_not_imported_at_start() -> None:
    """Making an app imports neither the OpenTelemetry SDK nor the Swagger UI package."""
    program = (
        "import sys; from chassis.app import create_app; from chassis.settings import ServiceSettings\n"
        "create_app(title='T', description='', settings=ServiceSettings(port=1), routers=[])\n"
        "print([m for m in sys.modules if m.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))"
        " or m in ('fastapi_swagger', 'requests', 'jinja2', 'chassis.telemetry')])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
