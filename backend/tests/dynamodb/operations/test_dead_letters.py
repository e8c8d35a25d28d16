"""What keeps failing is kept, shown with its cause, and sent again when a manager says so."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from backend_testing.command_queue import CommandQueue
from backend_testing.driver import Driver, problem
from backend_testing.passports import manager

from backend.settings import Settings
from tests.processes.process import ServerProcess

pytestmark = [pytest.mark.dynamodb, pytest.mark.process]
STOCK = {"stock_adjustment": {"delta": 5, "reason": "delivery"}}


class BrokenProduct:
    """Products whose items somebody has damaged, and mended."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def damage(self, product_id: str) -> None:
        self._table.update_item(Key={"product_id": product_id}, UpdateExpression="REMOVE price")

    def mend(self, product_id: str) -> None:
        self._table.update_item(
            Key={"product_id": product_id},
            UpdateExpression="SET price = :price",
            ExpressionAttributeValues={":price": {"amount_minor": 500, "currency": "USD"}},
        )


@pytest.fixture
def broken(tables: Settings) -> Iterator[BrokenProduct]:
    database = boto3.resource(
        "dynamodb", endpoint_url=tables.dynamodb_endpoint_url, region_name=tables.aws_region
    )
    yield BrokenProduct(database.Table(tables.products_table))
    database.meta.client.close()


async def letters(backend: Driver, state: str = "WAITING") -> list[dict[str, Any]]:
    answer = await backend.http.get("/dead-letters", params={"state": state, "limit": 100}, headers=manager())
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def letter_with(backend: Driver, text: str) -> dict[str, Any]:
    """The dead letter whose message has this text, once it is there."""
    give_up_at = time.monotonic() + 40
    while True:
        for letter in await letters(backend):
            if text in letter["message"]:
                return letter
        assert time.monotonic() < give_up_at
        await asyncio.sleep(0.2)


async def redrive(backend: Driver, letter: dict[str, Any], **body: Any) -> Any:
    address = f"/dead-letters/{letter['dead_letter_id']}/redrive"
    return await backend.http.post(address, json=body or None, headers=manager())


async def test_poison_ends_among_the_dead_letters_and_is_done_when_sent_again(
    backend: Driver, queue: CommandQueue, workers: ServerProcess, broken: BrokenProduct
) -> None:
    """After its five attempts the operation is FAILED and its cause is shown; mended, it completes, once."""
    product = await backend.stocked(10)
    broken.damage(product)
    poison = queue.send("edit_product", STOCK, product_id=product, if_match='"1"')
    workers.start()
    letter = await letter_with(backend, poison)
    failed = await queue.operation(poison)
    assert (failed["state"], failed["attempts"]) == ("FAILED", 5)
    assert letter["queue"] == "ops-commands"
    assert "TypeError" in letter["cause"]
    (told,) = await backend.notices_about(letter["dead_letter_id"])
    assert (told["type"], told["data"]["queue"]) == ("dead_letter.arrived", "ops-commands")
    broken.mend(product)
    answers = await asyncio.gather(*(redrive(backend, letter) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    done = await _succeeded(queue, poison)
    assert (done["result"], done["attempts"]) == ({"product_id": product, "version": 2}, 6)
    assert (await backend.stock(product))["received"] == 15
    assert letter["dead_letter_id"] not in [one["dead_letter_id"] for one in await letters(backend)]
    kept = [one for one in await letters(backend, "REDRIVEN") if poison in one["message"]]
    assert [(one["settled_by"], one["message"]) for one in kept] == [("ops:olivia", letter["message"])]


async def test_a_mended_message_is_sent_instead_and_the_original_kept(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """What to do may be edited; whose command it is may not."""
    product = await backend.stocked(10)
    wrong = queue.send("edit_product", STOCK, product_id=product)  # without if_match
    workers.start()
    letter = await letter_with(backend, wrong)
    assert letter["cause"] == "KeyError: 'if_match'"
    message = json.loads(letter["message"])
    forged = await redrive(
        backend, letter, message=message | {"asked_by": "olivia", "roles": ["ops_manager"]}
    )
    assert problem(forged) == (409, "edit_refused")
    mended = message | {"parameters": {"product_id": product, "if_match": "*"}}
    assert (await redrive(backend, letter, message=mended)).status_code == 200
    await _succeeded(queue, wrong)
    assert (await backend.stock(product))["received"] == 15
    shown = await backend.http.get(f"/dead-letters/{letter['dead_letter_id']}", headers=manager())
    assert (shown.json()["message"], json.loads(shown.json()["sent_instead"])) == (letter["message"], mended)


async def test_all_that_match_are_sent_again_and_others_discarded(
    backend: Driver, queue: CommandQueue, workers: ServerProcess, broken: BrokenProduct
) -> None:
    """By queue, kind and a part of the cause; what is discarded is not sent."""
    products = [await backend.stocked(0) for _ in range(3)]
    for product in products:
        broken.damage(product)
    poison = [queue.send("edit_product", STOCK, product_id=p, if_match="*") for p in products]
    queue.send_raw("no JSON at all", "g")
    workers.start()
    for operation_id in poison:
        await letter_with(backend, operation_id)
    unreadable = await letter_with(backend, "no JSON at all")
    assert "ValidationError" in unreadable["cause"]
    for product in products:
        broken.mend(product)
    none = await backend.http.post("/dead-letters/redrive", json={"kind": "ship_order"}, headers=manager())
    assert none.json() == {"redriven": 0}
    matching = {"queue": "ops-commands", "kind": "edit_product", "cause": "TypeError"}
    sent = await backend.http.post("/dead-letters/redrive", json=matching, headers=manager())
    assert sent.json() == {"redriven": 3}
    for operation_id, product in zip(poison, products, strict=True):
        await _succeeded(queue, operation_id)
        assert (await backend.stock(product))["received"] == 5
    address = f"/dead-letters/{unreadable['dead_letter_id']}"
    assert (await backend.http.delete(address, headers=manager())).status_code == 204
    assert problem(await backend.http.delete(address, headers=manager())) == (409, "dead_letter_settled")
    assert [one["message"] for one in await letters(backend, "DISCARDED")] == ["no JSON at all"]


async def _succeeded(queue: CommandQueue, operation_id: str) -> dict[str, Any]:
    give_up_at = time.monotonic() + 30
    while (shown := await queue.operation(operation_id))["state"] != "SUCCEEDED":
        assert time.monotonic() < give_up_at, shown
        await asyncio.sleep(0.1)
    return shown
