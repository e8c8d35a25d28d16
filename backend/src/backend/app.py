"""How the backend is put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from pydantic import SecretStr

from backend.access import document_access
from backend.dead_letters import routes as dead_letter_routes
from backend.dead_letters.repository import DynamoDeadLetters
from backend.insights import routes as insight_routes
from backend.insights.queries import ReadInsight
from backend.notices import routes as notice_routes
from backend.notices.repository import DynamoNotices
from backend.operations import routes as operation_routes
from backend.operations.repository import DynamoOperations
from backend.orders import customer_routes, staff_routes
from backend.orders.indexes import OrderIndexes
from backend.orders.remembered_offers import RememberedOffers
from backend.orders.repository import DynamoOrders
from backend.persistence.dynamo import open_dynamo
from backend.problems import PROBLEMS
from backend.product_imports import routes as product_import_routes
from backend.product_imports.repository import DynamoImports
from backend.products import routes as product_routes
from backend.products.repository import DynamoProducts
from backend.settings import Settings
from backend.webhooks import routes as webhook_routes
from backend.webhooks.repository import DynamoDeliveries, DynamoWebhooks
from chassis import app as chassis
from chassis.cursors import Cursors
from chassis.late import Late

if TYPE_CHECKING:
    from chassis.passports import PassportControl

DESCRIPTION = """The **Account Management Service**: the source of truth for products and orders.

Only the BFFs call it. Every creation can be sent again without harm, every refusal says what to change."""


def create_app(settings: Settings) -> FastAPI:
    """The backend, ready to be served; it connects when it starts."""

    passports = Late("the control of passports", lambda: _passport_control(settings))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        dynamo, session = open_dynamo(
            endpoint_url=settings.dynamodb_endpoint_url,
            region=settings.aws_region,
            connections=settings.database_connections,
        )
        async with session:
            state = app.state
            state.dynamo = dynamo
            state.orders = DynamoOrders(
                dynamo, orders_table=settings.orders_table, products_table=settings.products_table
            )
            state.order_indexes = OrderIndexes(dynamo, orders_table=settings.orders_table)
            state.dead_letters = DynamoDeadLetters(dynamo, table=settings.operations_table)
            state.operations = DynamoOperations(dynamo, table=settings.operations_table)
            state.products = DynamoProducts(dynamo, table=settings.products_table)
            state.insights = ReadInsight(dynamo, settings.operations_table)
            state.imports = DynamoImports(dynamo, state.products, table=settings.operations_table)
            state.notices = DynamoNotices(dynamo, table=settings.operations_table)
            state.webhooks = DynamoWebhooks(dynamo, table=settings.operations_table)
            state.deliveries = DynamoDeliveries(dynamo, table=settings.operations_table)
            passports.begin_after(1.0)
            yield

    async def database_is_there() -> None:
        tables = (settings.orders_table, settings.products_table, settings.operations_table)
        await asyncio.gather(*(app.state.dynamo.ping(table) for table in tables))

    app = chassis.create_app(
        title="Waybill backend",
        description=DESCRIPTION,
        settings=settings,
        routers=[
            product_routes.router,
            customer_routes.router,
            staff_routes.router,
            insight_routes.router,
            operation_routes.router,
            dead_letter_routes.router,
            product_import_routes.router,
            notice_routes.router,
            webhook_routes.router,
        ],
        lifespan=lifespan,
        readiness={"database": database_is_there, "passports": passports.check},
        problems=PROBLEMS,
        document_access=document_access,
    )
    app.state.settings = settings
    app.state.passports = passports
    app.state.cursors = Cursors(settings.cursor_signing_key.get_secret_value())
    app.state.remembered_offers = RememberedOffers(settings.remembered_offers)
    return app


def _passport_control(settings: Settings) -> PassportControl:
    # Loading it takes a tenth of the service's start.
    from chassis.passports import PassportControl

    return PassportControl(audience="backend", public_keys=settings.passport_public_keys)


def app_for_openapi() -> FastAPI:
    """The backend for its OpenAPI document alone: it needs no environment and connects to nothing."""
    return create_app(
        Settings(
            environment="development",
            cursor_signing_key=SecretStr("needed to sign, not to describe"),
            passport_public_keys={},
            webhook_signing_key=SecretStr("needed to show secrets, not to describe"),
        )
    )
