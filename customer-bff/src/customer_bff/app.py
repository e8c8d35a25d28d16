"""How the shop's BFF is put together."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from chassis import app as chassis
from chassis.cursors import Cursors
from chassis.live_feed.opening import open_live_feed
from chassis.live_feed.streaming import open_streams
from chassis.live_feed.streams import LiveStreams
from chassis.live_view.freshness import Freshness
from chassis.live_view.news import News
from chassis.live_view.paged_source import LONGEST_PAGE_SECONDS, PAGE_SIZE, PagedSource
from chassis.live_view.view import LiveView, kept_fresh
from chassis.sessions.documentation import document_access
from chassis.sessions.opening import open_identity
from chassis.sessions.portal_settings import FOR_DESCRIBING
from chassis.sessions.routes import session_router
from chassis.upstream import UpstreamReached, open_upstream
from customer_bff.backend_api import contract
from customer_bff.backend_api.client import BackendClient
from customer_bff.events import routes as event_routes
from customer_bff.events.telling import tell
from customer_bff.orders import routes as order_routes
from customer_bff.products import routes as product_routes
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.listing import Listing
from customer_bff.products.news import product_in
from customer_bff.settings import Settings

if TYPE_CHECKING:
    from httpx import AsyncBaseTransport

    from chassis.tokens.provider import Provider

PORTAL = "shop"
SERVICE = "customer-bff"

DESCRIPTION = """The **shop's API**: browse products, place orders, and see what became of them.

Placing an order can be sent again without harm, and every refusal says what to change."""


def create_app(
    settings: Settings, *, transport: AsyncBaseTransport | None = None, provider: Provider | None = None
) -> FastAPI:
    """The BFF, ready to be served; it connects when it starts. transport: reaches the backend, instead of a pool
    of the BFF's own; provider: is asked who people are, instead of the one that the settings name."""
    backend_reached = UpstreamReached()
    key = settings.cursor_signing_key
    cursors = Cursors(key.get_secret_value() if key else secrets.token_urlsafe())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            open_upstream(settings.backend_url, transport) as upstream,
            open_identity(settings, portal=PORTAL, service=SERVICE, provider=provider) as identity,
        ):
            app.state.identity = identity
            app.state.backend = backend = BackendClient(upstream)
            catalogue = Catalogue()

            async def page(cursor: str | None) -> contract.ProductPageView:
                nobody = (await identity.get()).nobody()
                return await backend.list_products(
                    nobody, PAGE_SIZE, cursor, within_seconds=LONGEST_PAGE_SECONDS
                )

            freshness = Freshness("catalogue", PagedSource(backend.prepare, page), catalogue)
            app.state.live_view = LiveView(catalogue, freshness)
            app.state.listing = Listing(catalogue, cursors)
            news, streams = News(freshness, product_in), LiveStreams(tell, settings)
            async with (
                open_live_feed(settings, [news, streams]) as feed,
                open_streams(app, streams, feed),
                kept_fresh(freshness, feed) as begin,
            ):
                backend_reached.watch(upstream, afterwards=begin)
                yield

    async def identity_is_whole() -> None:
        await app.state.identity.check()

    app = chassis.create_app(
        title="Waybill customer BFF",
        description=DESCRIPTION,
        settings=settings,
        routers=[
            product_routes.listing,
            product_routes.router,
            order_routes.router,
            event_routes.router,
            session_router(),
        ],
        lifespan=lifespan,
        readiness={"backend": backend_reached, "identity": identity_is_whole},
        document_access=lambda document: document_access(document, settings, PORTAL),
        sign_in=settings.swagger_sign_in(),
    )
    if settings.product_images_dir is not None:
        from starlette.staticfiles import StaticFiles

        app.mount("/images/products", StaticFiles(directory=settings.product_images_dir))
    return app


def app_for_openapi() -> FastAPI:
    """The BFF for its OpenAPI document alone: it needs no environment and connects to nothing."""
    return create_app(Settings(**FOR_DESCRIBING, backend_url="http://unused"))
