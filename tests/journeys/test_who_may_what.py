"""Role × route × owner, through the doors of both portals: derived from the committed OpenAPI documents."""

from __future__ import annotations

import json
import string
import uuid

import httpx
import pytest

from tests.identity.operations import Operation, operations
from tests.portals import Portals, accepted
from tests.processes.process import REPOSITORY

ROLES = {
    "nobody": set[str](),
    "owner": {"customer"},
    "another customer": {"customer"},
    "agent": {"ops_agent"},
    "manager": {"ops_agent", "ops_manager"},
}


def of(service: str) -> list[Operation]:
    return operations(json.loads((REPOSITORY / "contracts" / f"{service}.openapi.json").read_text()))


def named(operation: Operation) -> set[str]:
    """The parameters in the operation's path."""
    return {name for _, name, _, _ in string.Formatter().parse(operation.template) if name}


def allowed(operation: Operation, who: str, made: set[str]) -> set[int]:
    """The statuses that this caller may get from an operation on the owner's order, sent an empty body.

    What is named by an id that is not among those `made` does not exist, as those who are let in are told.
    """
    let_in = {200, 201, 204, 303, 400, 409, 415, 422, 428}
    if not named(operation) <= made:
        let_in.add(404)
    if operation.for_visitors:
        # whoever signs out without the portal's header is told so
        return let_in | ({403} if operation.name == "sign_out" else set())
    if who == "nobody":
        return {401}
    if operation.roles and operation.roles.isdisjoint(ROLES[who]):
        return {403}
    owned = "customer" in operation.roles and "{order_id}" in operation.template
    return {404} if owned and who != "owner" else let_in


@pytest.mark.parametrize("service", ["customer-bff", "ops-bff"])
async def test_each_route_is_open_to_its_own_people_and_owners(
    anna: Portals, boris: Portals, service: str
) -> None:
    """Nobody is a 401, another role a 403, another customer a 404; whoever may is let in, even with nothing to say."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    shipment = accepted(await anna.ship(order), 201)["shipments"][0]
    async with anna.for_staff("sam") as sams:
        people = {
            "nobody": None,
            "owner": anna.shop,
            "another customer": boris.shop,
            "agent": sams.staff,
            "manager": anna.staff,
        }
        door = anna.shop.base_url if service == "customer-bff" else anna.staff.base_url
        made = {
            "product_id": mug["product_id"],
            "order_id": order["order_id"],
            "shipment_id": shipment["shipment_id"],
        }
        leaks = []
        async with httpx.AsyncClient(base_url=door, timeout=30) as client:
            for operation in of(service):
                ids = {name: str(uuid.uuid4()) for name in named(operation)} | made
                path = operation.template.format(**ids)
                for who, person in people.items():
                    headers = {"Authorization": person.headers["Authorization"]} if person else {}
                    body = {"content": b"{}"} if operation.changes else {}
                    async with client.stream(
                        operation.method,
                        path,
                        headers=headers | {"Content-Type": "application/json"},
                        **body,  # type: ignore[arg-type]  # `content` or nothing
                    ) as answer:
                        if operation.name != "stream_events" or answer.status_code != 200:
                            await answer.aread()  # a stream of events has no end
                    if answer.status_code not in allowed(operation, who, set(made)):
                        leaks.append(f"{operation.name} by {who}: {answer.status_code}")
    assert leaks == []
    assert len(of(service)) >= 11
