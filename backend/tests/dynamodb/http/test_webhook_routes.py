"""Webhooks over HTTP, as ops-bff meets them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import manager
from backend_testing.samples import delivery, webhook
from fastapi import FastAPI

from backend.clock import utc_now

pytestmark = pytest.mark.dynamodb
NOWHERE = str(uuid.uuid4())
URL = "https://example.com/hook"


@pytest.fixture(autouse=True)
async def _none_is_left(app: FastAPI, backend: Driver) -> AsyncIterator[None]:
    yield
    for each in await app.state.webhooks.all():
        await app.state.webhooks.remove(each.webhook_id)


async def create(backend: Driver, key: str | None = None, **fields: Any) -> httpx.Response:
    body = {"url": URL, "types": ["order.placed"], **fields}
    headers = {**manager(), "Idempotency-Key": key or uuid.uuid4().hex}
    return await backend.http.post("/webhooks", json=body, headers=headers)


async def call(backend: Driver, method: str, path: str, **sent: Any) -> httpx.Response:
    headers = {**manager(), **sent.pop("headers", {})}
    return await backend.http.request(method, f"/webhooks{path}", headers=headers, **sent)


async def test_a_secret_is_shown_once(backend: Driver, app: FastAPI) -> None:
    """At the creation and its repeats; never read again, and nowhere in the table."""
    made = await create(backend, "k", description="the warehouse")
    again = await create(backend, "k", description="the warehouse")
    body = made.json()
    secret = body.pop("secret")
    assert (made.status_code, secret[:6]) == (201, "whsec_")
    assert made.headers["location"] == f"/webhooks/{body['webhook_id']}"
    assert (again.json()["secret"], again.headers["idempotent-replayed"]) == (secret, "true")
    assert (body["enabled"], body["created_by"], body["types"]) == (True, "ops:olivia", ["order.placed"])
    assert (await call(backend, "GET", f"/{body['webhook_id']}")).json() == body
    assert (await call(backend, "GET", "")).json() == {"items": [body]}
    operations = app.state.settings.operations_table
    stored = [item async for item in app.state.dynamo.scan(operations)]
    assert body["webhook_id"] in repr(stored)
    assert secret.removeprefix("whsec_") not in repr(stored)


async def test_a_key_names_one_webhook(backend: Driver) -> None:
    """Another request under it is refused, and so is none."""
    await create(backend, "k")
    assert problem(await create(backend, "k", url=f"{URL}/2")) == (422, "idempotency_key_reused")
    missing = await call(backend, "POST", "", json={"url": URL, "types": ["order.placed"]})
    assert problem(missing) == (400, "idempotency_key_missing")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"url": "example.com"}, "/url"),
        ({"url": "ftp://example.com"}, "/url"),
        ({"types": []}, "/types"),
        ({"types": ["order.lost"]}, "/types/0"),
        ({"secret": "mine"}, "/secret"),
    ],
)
async def test_a_webhook_says_only_what_it_may(backend: Driver, fields: dict[str, Any], pointer: str) -> None:
    """A type that there is not would never come; a secret is ours to make."""
    refused = await create(backend, **fields)
    assert problem(refused) == (422, "validation_failed")
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


async def test_an_address_with_a_credential_is_refused(backend: Driver) -> None:
    """It says why, and that it is the address."""
    refused = await create(
        backend, url="https://a:b@example.com/"
    )  # kingfisher:ignore  # an address that is to be refused
    assert problem(refused) == (422, "webhook_address_refused")


async def test_a_webhook_is_edited_and_removed(backend: Driver) -> None:
    """Field by field; a removal again finds it gone already."""
    path = f"/{(await create(backend)).json()['webhook_id']}"
    edited = await call(backend, "PATCH", path, json={"enabled": False, "types": ["order.shipped"]})
    assert edited.json() == (await call(backend, "GET", path)).json()
    assert (edited.json()["enabled"], edited.json()["types"], edited.json()["url"]) == (
        False,
        ["order.shipped"],
        URL,
    )
    for nothing in ({}, {"url": None}, {"enabled": "yes"}, {"secret": "mine"}):
        assert problem(await call(backend, "PATCH", path, json=nothing)) == (422, "validation_failed")
    for _ in range(2):
        assert (await call(backend, "DELETE", path)).status_code == 204
    assert problem(await call(backend, "GET", path)) == (404, "not_found")


async def test_a_secret_is_rotated(backend: Driver) -> None:
    """Another one, the same for a repeat."""
    made = (await create(backend)).json()
    rotation = {"headers": {"Idempotency-Key": "k"}}
    turned = [
        (await call(backend, "POST", f"/{made['webhook_id']}/secret-rotation", **rotation)).json()["secret"]
        for _ in range(2)
    ]
    assert turned[0] == turned[1] != made["secret"]


async def test_what_is_not_there_is_not_found(backend: Driver) -> None:
    """Of each thing that one could ask for."""
    made = (await create(backend)).json()["webhook_id"]
    for method, path, body in (
        ("GET", f"/{NOWHERE}", None),
        ("PATCH", f"/{NOWHERE}", {"enabled": True}),
        ("POST", f"/{NOWHERE}/secret-rotation", None),
        ("GET", f"/{NOWHERE}/deliveries", None),
        ("POST", f"/{made}/deliveries/{NOWHERE}/redelivery", None),
    ):
        answer = await call(backend, method, path, json=body, headers={"Idempotency-Key": "k"})
        assert problem(answer) == (404, "not_found"), path


async def test_deliveries_are_listed_and_sent_again(backend: Driver, app: FastAPI) -> None:
    """Newest first, with what has become of each; asked for again, one is due at once."""
    made = (await create(backend)).json()["webhook_id"]
    sent = [delivery(webhook(webhook_id=made), f"m{n}", at=utc_now()) for n in range(3)]
    await app.state.dynamo.transact_write(app.state.deliveries.additions(sent))
    first = (await call(backend, "GET", f"/{made}/deliveries", params={"limit": 2})).json()
    query = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await call(backend, "GET", f"/{made}/deliveries", params=query)).json()
    listed = first["items"] + second["items"]
    assert second["next_cursor"] is None
    assert sorted(item["message_id"] for item in listed) == ["m0", "m1", "m2"]
    assert (listed[0]["state"], listed[0]["attempts"]) == ("PENDING", [])
    again = await call(backend, "POST", f"/{made}/deliveries/{listed[0]['delivery_id']}/redelivery")
    assert again.status_code == 202
    assert again.json()["next_attempt_at"] > listed[0]["next_attempt_at"]
