"""What each command does: the same, with the same checks, as the route of its name does at once."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from backend.access import StaffMember
from backend.clock import Now
from backend.operations.domain.operation import Command
from backend.operations.schemas import TransitionsRequest
from backend.operations.use_cases.carry_out_command import Problem, Report, Result
from backend.orders.domain.errors import OrderError
from backend.orders.domain.orders import Orders
from backend.orders.schemas import ClosingRequest, ShipmentEdit, ShipmentRequest, StatusRequest
from backend.orders.use_cases.change_order import Changed
from backend.orders.use_cases.change_order_status import ChangeOrderStatus
from backend.orders.use_cases.close_order import CloseOrder
from backend.orders.use_cases.edit_shipment import EditShipment
from backend.orders.use_cases.ship_order import ShipOrder
from backend.problems import PROBLEMS, NotAllowed
from backend.product_imports.csv_rows import rows_of
from backend.product_imports.schemas import ImportCommand
from backend.product_imports.use_cases.import_products import ImportProducts
from backend.product_imports.use_cases.imports import Imports
from backend.products.domain.products import Products
from backend.products.schemas import NewProductRequest, ProductEditRequest
from backend.products.use_cases.create_product import CreateProduct
from backend.products.use_cases.edit_product import EditProduct
from backend.versions import current_if, names_version
from chassis import problems
from chassis.context import begin_work
from chassis.problem_handlers import validation_failed

ATTEMPT_SECONDS = 20.0
"""What a change may take to win against others who write the same items, each time it is tried."""
_REPORTED_EVERY = 25
AGENTS, MANAGERS = frozenset({"ops_agent", "ops_manager"}), frozenset({"ops_manager"})


class UnknownCommand(Exception):
    """No code here carries it out: another version's may, so it is a fault and no refusal."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Every command that there is."""

    orders: Orders
    products: Products
    imports: Imports
    now: Now

    async def __call__(self, command: Command, report: Report) -> Result:
        """Raises what the use case raises, `NotAllowed`, and `ValidationError` for a body that no route would take.

        Carried out again, a command finds what it has done, and answers the same.
        """
        kinds: dict[str, tuple[frozenset[str], Callable[[Command, StaffMember], Awaitable[Result]]]] = {
            "create_product": (MANAGERS, self._create_product),
            "edit_product": (AGENTS, self._edit_product),
            "change_order_status": (AGENTS, self._change_order_status),
            "ship_order": (AGENTS, self._ship_order),
            "edit_shipment": (AGENTS, self._edit_shipment),
            "close_order": (AGENTS, self._close_order),
            "import_products": (MANAGERS, partial(self._import_products, report)),
            "move_orders": (AGENTS, partial(self._move_orders, report)),
        }
        if command.kind not in kinds:
            raise UnknownCommand(command.kind)
        roles, carry_out = kinds[command.kind]
        if roles.isdisjoint(command.roles):
            raise NotAllowed("This is not for you.")
        return await carry_out(command, StaffMember(command.asked_by, command.roles))

    async def _create_product(self, command: Command, manager: StaffMember) -> Result:
        # Its SKU names it: a repeat finds the product, and needs no stamp.
        body = NewProductRequest.model_validate(command.body)
        created = await CreateProduct(self.products, self.now)(body.to_new_product())
        return {"product_id": created.product.product_id, "version": 1}

    async def _edit_product(self, command: Command, agent: StaffMember) -> Result:
        body = ProductEditRequest.model_validate(command.body)
        fields, product_id = body.fields(), command.parameters["product_id"]
        if fields:
            agent.must_be_manager("change more of a product than its stock")
        product = await EditProduct(self.products, self.now)(
            product_id,
            partial(names_version, command.parameters["if_match"]),
            fields,
            body.adjustment(),
            agent.actor,
            operation_id=command.operation_id,
        )
        stored = await self.products.get_with_changes(product_id)
        changes = stored[1] if stored else ()
        made = next((one.version for one in changes if one.operation_id == command.operation_id), None)
        return {"product_id": product_id, "version": made or product.version}

    async def _import_products(self, report: Report, command: Command, manager: StaffMember) -> Result:
        # Begun again it goes on where it was: a part has its results, a row the mark of what it wrote.
        body = ImportCommand.model_validate(command.body)
        begin = partial(begin_work, ATTEMPT_SECONDS)
        run = ImportProducts(self.imports, self.products, rows_of, begin, self.now)
        counts = await run(
            command.operation_id, body.parts, dry_run=body.dry_run, actor=manager.actor, report=report
        )
        return {"dry_run": body.dry_run, **counts}

    async def _change_order_status(self, command: Command, agent: StaffMember) -> Result:
        body = StatusRequest.model_validate(command.body)
        changed = await ChangeOrderStatus(self.orders, self.now)(
            command.parameters["order_id"],
            body.status,
            agent.actor,
            body.reason,
            operation_id=command.operation_id,
            is_current=current_if(command.parameters.get("if_match")),
        )
        return _done(changed, command)

    async def _ship_order(self, command: Command, agent: StaffMember) -> Result:
        body = ShipmentRequest.model_validate(command.body)
        changed = await ShipOrder(self.orders, self.now)(
            command.parameters["order_id"],
            command.parameters["idempotency_key"],
            body.to_parcel(),
            agent.actor,
            operation_id=command.operation_id,
            is_current=current_if(command.parameters.get("if_match")),
        )
        return _done(changed, command)

    async def _edit_shipment(self, command: Command, agent: StaffMember) -> Result:
        body = ShipmentEdit.model_validate(command.body)
        changed = await EditShipment(self.orders, self.now)(
            command.parameters["order_id"],
            command.parameters["shipment_id"],
            delivered=body.status == "DELIVERED",
            corrections=body.corrections,
            actor=agent.actor,
            operation_id=command.operation_id,
            is_current=current_if(command.parameters.get("if_match")),
        )
        return _done(changed, command)

    async def _close_order(self, command: Command, agent: StaffMember) -> Result:
        body = ClosingRequest.model_validate(command.body or {})
        changed = await CloseOrder(self.orders, self.now)(
            command.parameters["order_id"],
            agent.actor,
            body.reason,
            operation_id=command.operation_id,
            is_current=current_if(command.parameters.get("if_match")),
        )
        return _done(changed, command)

    async def _move_orders(self, report: Report, command: Command, agent: StaffMember) -> Result:
        # Begun again after a fault it goes through all of them again: those that it has moved bear its stamp.
        body = TransitionsRequest.model_validate(command.body)
        change_status = ChangeOrderStatus(self.orders, self.now)
        ends: list[dict[str, Any]] = []
        for order_id in dict.fromkeys(map(str, body.order_ids)):
            begin_work(ATTEMPT_SECONDS)
            try:
                changed = await change_status(
                    order_id, body.status, agent.actor, body.reason, operation_id=command.operation_id
                )
            except OrderError as refusal:
                problem = dict(problem_of(refusal).document)
                ends.append({"order_id": order_id, "moved": False, "problem": problem})
            else:
                ends.append({**_done(changed, command), "moved": True})
            if len(ends) % _REPORTED_EVERY == 0:
                await report(_counted(ends))
        return {"orders": ends, **_counted(ends)}


def problem_of(error: Exception) -> Problem:
    """As the API would have answered it: a status below 500 is a refusal."""
    if isinstance(error, ValidationError):
        located = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        problem: problems.Problem = validation_failed(located)
    elif isinstance(error, problems.Problem):
        problem = error
    elif found := next((PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS), None):
        problem = found(error)
    else:
        problem = problems.InternalError("The command failed; the worker's log knows why.")
    document: Mapping[str, Any] = {
        "type": f"/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        **problem.extensions,
    }
    # As JSON has it: enumerations become the texts that they are.
    return Problem(json.loads(json.dumps(document)), refused=problem.status < 500)


def _counted(ends: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    moved = sum(end["moved"] for end in ends)
    return {"moved": moved, "refused": len(ends) - moved}


def _done(changed: Changed, command: Command) -> Result:
    """The version that the operation made and what it is called; of one that found all as it wanted it, what stood."""
    order = changed.order
    entry = order.entry_of(command.operation_id) or order.timeline[-1]
    return {"order_id": order.order_id, "version": entry.version, "type": entry.type}
