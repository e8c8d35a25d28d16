"""The worker that carries out what ops-bff has put into the queue `ops-commands`."""

from __future__ import annotations

import asyncio

from backend.clock import utc_now
from backend.events.consumer import Delivery, Handle
from backend.events.consuming import consume
from backend.events.declaration import OPS_COMMANDS
from backend.events.faults import Faults
from backend.events.outages import waiting_for_the_database
from backend.events.seen import Write
from backend.events.settings import EventsSettings
from backend.operations.commands import ATTEMPT_SECONDS, Commands, problem_of
from backend.operations.domain.operation import Operation
from backend.operations.repository import DynamoOperations
from backend.operations.schemas import CommandMessage
from backend.operations.use_cases.carry_out_command import CarryOutCommand
from backend.orders.repository import DynamoOrders
from backend.persistence.dynamo import Dynamo
from backend.product_imports.repository import DynamoImports
from backend.products.repository import DynamoProducts
from backend.workers.notices import notice_of_operation
from backend.workers.telling import Telling


async def run_commands(settings: EventsSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Returns once `ending` is set and no command is in hand."""
    handle = Faults(dynamo, settings.operations_table).remembered(command_handler(settings, dynamo))
    await consume(
        settings,
        OPS_COMMANDS,
        handle,
        ending,
        in_hand=8,
        first_pause_seconds=settings.retry_first_pause_seconds,
    )


def command_handler(settings: EventsSettings, dynamo: Dynamo) -> Handle:
    """Carries out the command in a message. Raises for whatever is to be tried again."""
    orders = DynamoOrders(dynamo, orders_table=settings.orders_table, products_table=settings.products_table)
    products = DynamoProducts(dynamo, table=settings.products_table)
    imports = DynamoImports(dynamo, products, table=settings.operations_table)
    telling = Telling.into(dynamo, settings.operations_table)

    async def told(operation: Operation) -> list[Write]:
        return await telling.of(notice_of_operation(operation))

    carry_out = CarryOutCommand(
        DynamoOperations(dynamo, table=settings.operations_table, alongside=told),
        Commands(orders, products, imports, utc_now),
        problem_of,
        utc_now,
    )

    async def handle(delivery: Delivery) -> None:
        command = CommandMessage.model_validate_json(delivery.body).to_command()
        last = delivery.receives >= OPS_COMMANDS.receives
        await carry_out(command, last_attempt=last)

    return waiting_for_the_database(handle, attempt_seconds=ATTEMPT_SECONDS)
