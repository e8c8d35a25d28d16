"""The only code that knows the backend: one method for each of its operations that the back office uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel

from chassis.relayed_problems import RelayedProblems
from chassis.sessions.caller import Caller
from chassis.upstream import Answer, AnswerStream, Operation, Upstream
from ops_bff.backend_api import contract
from ops_bff.problems import RELAYED

_JSON = ("Content-Type", "application/json")


class CreatedProduct(NamedTuple):
    """`repeated`: the same request had created it before."""

    product: contract.ProductView
    etag: str
    repeated: bool


class ReadProduct(NamedTuple):
    """`product` is None when what the caller has, by its ETag, is what stands."""

    product: contract.ProductWithChanges | None
    etag: str


class EditedProduct(NamedTuple):
    product: contract.ProductView
    etag: str


class ReadOrder(NamedTuple):
    """`order` is None when what the caller has, by its ETag, is what stands."""

    order: contract.OrderWithTimeline | None
    etag: str


class ShippedOrder(NamedTuple):
    """`replayed`: the same request, with the same key, had shipped it before."""

    order: contract.OrderWithTimeline
    replayed: bool


class CreatedWebhook(NamedTuple):
    """`replayed`: the same request, with the same key, had created it before."""

    webhook: contract.WebhookWithSecret
    replayed: bool


class BackendClient:
    """Calls the backend on somebody's behalf.

    Every method raises the problem that the backend refused with, `UpstreamUnavailable` (503) when it is away, and
    `UpstreamFault` (502) when it answers what is not in the contract.
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._problems = RelayedProblems(RELAYED)

    async def prepare(self) -> None:
        """Returns when calls can be made at once."""
        await self._upstream.prepare()

    async def list_products(
        self, caller: Caller, limit: int, cursor: str | None, *, within_seconds: float
    ) -> contract.ProductPageView:
        target = contract.LIST_PRODUCTS.target(query=_given(limit=limit, cursor=cursor))
        answer = await self._call(contract.LIST_PRODUCTS, target, caller, within_seconds=within_seconds)
        return answer.parsed(contract.ProductPageView)

    async def get_product_with_changes(
        self, caller: Caller, product_id: UUID, if_none_match: str | None
    ) -> ReadProduct:
        target = contract.GET_PRODUCT_WITH_CHANGES.target(product_id=product_id)
        answer = await self._call(
            contract.GET_PRODUCT_WITH_CHANGES, target, caller, {"If-None-Match": if_none_match}
        )
        product = None if answer.status == 304 else answer.parsed(contract.ProductWithChanges)
        return ReadProduct(product, _etag(answer))

    async def export_products(self, caller: Caller) -> AnswerStream:
        return await self._begin(contract.EXPORT_PRODUCTS, None, caller)

    async def create_product(self, caller: Caller, body: contract.NewProductRequest) -> CreatedProduct:
        answer = await self._call(contract.CREATE_PRODUCT, None, caller, body=body, repeatable=True)
        return CreatedProduct(
            answer.parsed(contract.ProductView), _etag(answer), repeated=answer.status == 200
        )

    async def edit_product(
        self, caller: Caller, product_id: UUID, if_match: str, body: contract.ProductEditRequest
    ) -> EditedProduct:
        # Not repeatable: a repeat of an edit that was done would be told that somebody else was quicker.
        target = contract.EDIT_PRODUCT.target(product_id=product_id)
        answer = await self._call(contract.EDIT_PRODUCT, target, caller, {"If-Match": if_match}, body)
        return EditedProduct(answer.parsed(contract.ProductView), _etag(answer))

    async def list_orders(
        self,
        caller: Caller,
        *,
        status: Sequence[str],
        customer_id: str | None,
        tracking_number: str | None,
        placed_from: datetime | None,
        placed_before: datetime | None,
        limit: int,
        cursor: str | None,
    ) -> contract.OrderPageView:
        query = _filter(status, customer_id, tracking_number, placed_from, placed_before)
        query += _given(limit=limit, cursor=cursor)
        answer = await self._call(contract.LIST_ORDERS, contract.LIST_ORDERS.target(query=query), caller)
        return answer.parsed(contract.OrderPageView)

    async def export_orders(
        self,
        caller: Caller,
        *,
        status: Sequence[str],
        customer_id: str | None,
        tracking_number: str | None,
        placed_from: datetime | None,
        placed_before: datetime | None,
    ) -> AnswerStream:
        query = _filter(status, customer_id, tracking_number, placed_from, placed_before)
        return await self._begin(contract.EXPORT_ORDERS, contract.EXPORT_ORDERS.target(query=query), caller)

    async def get_order(self, caller: Caller, order_id: UUID, if_none_match: str | None) -> ReadOrder:
        target = contract.GET_ORDER.target(order_id=order_id)
        answer = await self._call(contract.GET_ORDER, target, caller, {"If-None-Match": if_none_match})
        order = None if answer.status == 304 else answer.parsed(contract.OrderWithTimeline)
        return ReadOrder(order, _etag(answer))

    async def change_order_status(
        self, caller: Caller, order_id: UUID, body: contract.StatusRequest
    ) -> contract.OrderWithTimeline:
        target = contract.CHANGE_ORDER_STATUS.target(order_id=order_id)
        answer = await self._call(contract.CHANGE_ORDER_STATUS, target, caller, body=body, repeatable=True)
        return answer.parsed(contract.OrderWithTimeline)

    async def ship_order(
        self, caller: Caller, order_id: UUID, key: str, body: contract.ShipmentRequest
    ) -> ShippedOrder:
        answer = await self._call(
            contract.SHIP_ORDER,
            contract.SHIP_ORDER.target(order_id=order_id),
            caller,
            {"Idempotency-Key": key},
            body,
            repeatable=True,
        )
        return ShippedOrder(
            answer.parsed(contract.OrderWithTimeline), "Idempotent-Replayed" in answer.headers
        )

    async def edit_shipment(
        self, caller: Caller, order_id: UUID, shipment_id: UUID, body: contract.ShipmentEdit
    ) -> contract.OrderWithTimeline:
        target = contract.EDIT_SHIPMENT.target(order_id=order_id, shipment_id=shipment_id)
        answer = await self._call(contract.EDIT_SHIPMENT, target, caller, body=body, repeatable=True)
        return answer.parsed(contract.OrderWithTimeline)

    async def close_order(
        self, caller: Caller, order_id: UUID, body: contract.ClosingRequest | None
    ) -> contract.OrderWithTimeline:
        target = contract.CLOSE_ORDER.target(order_id=order_id)
        answer = await self._call(
            contract.CLOSE_ORDER, target, caller, body=body or contract.ClosingRequest(), repeatable=True
        )
        return answer.parsed(contract.OrderWithTimeline)

    async def orders_by_day(self, caller: Caller) -> contract.OrdersByDay:
        answer = await self._call(contract.ORDERS_BY_DAY, None, caller)
        return answer.parsed(contract.OrdersByDay)

    async def top_products(self, caller: Caller) -> contract.TopProducts:
        answer = await self._call(contract.TOP_PRODUCTS, None, caller)
        return answer.parsed(contract.TopProducts)

    async def time_to_ship(self, caller: Caller) -> contract.TimeToShip:
        answer = await self._call(contract.TIME_TO_SHIP, None, caller)
        return answer.parsed(contract.TimeToShip)

    async def cancellation_rate(self, caller: Caller) -> contract.CancellationRate:
        answer = await self._call(contract.CANCELLATION_RATE, None, caller)
        return answer.parsed(contract.CancellationRate)

    async def stock_outs(self, caller: Caller) -> contract.StockOuts:
        answer = await self._call(contract.STOCK_OUTS, None, caller)
        return answer.parsed(contract.StockOuts)

    async def list_notices(
        self, caller: Caller, *, unread: bool, limit: int, cursor: str | None
    ) -> contract.NoticePageView:
        query = _given(unread="true" if unread else None, limit=limit, cursor=cursor)
        answer = await self._call(contract.LIST_NOTICES, contract.LIST_NOTICES.target(query=query), caller)
        return answer.parsed(contract.NoticePageView)

    async def mark_notice_read(self, caller: Caller, notice_id: UUID) -> contract.NoticeView:
        target = contract.MARK_NOTICE_READ.target(notice_id=notice_id)
        answer = await self._call(contract.MARK_NOTICE_READ, target, caller, repeatable=True)
        return answer.parsed(contract.NoticeView)

    async def list_webhooks(self, caller: Caller) -> contract.WebhookListView:
        answer = await self._call(contract.LIST_WEBHOOKS, None, caller)
        return answer.parsed(contract.WebhookListView)

    async def create_webhook(
        self, caller: Caller, key: str, body: contract.NewWebhookRequest
    ) -> CreatedWebhook:
        answer = await self._call(
            contract.CREATE_WEBHOOK, None, caller, {"Idempotency-Key": key}, body, repeatable=True
        )
        return CreatedWebhook(
            answer.parsed(contract.WebhookWithSecret), "Idempotent-Replayed" in answer.headers
        )

    async def get_webhook(self, caller: Caller, webhook_id: UUID) -> contract.WebhookView:
        target = contract.GET_WEBHOOK.target(webhook_id=webhook_id)
        answer = await self._call(contract.GET_WEBHOOK, target, caller)
        return answer.parsed(contract.WebhookView)

    async def edit_webhook(
        self, caller: Caller, webhook_id: UUID, body: contract.WebhookEditRequest
    ) -> contract.WebhookView:
        target = contract.EDIT_WEBHOOK.target(webhook_id=webhook_id)
        answer = await self._call(contract.EDIT_WEBHOOK, target, caller, body=body, repeatable=True)
        return answer.parsed(contract.WebhookView)

    async def remove_webhook(self, caller: Caller, webhook_id: UUID) -> None:
        target = contract.REMOVE_WEBHOOK.target(webhook_id=webhook_id)
        await self._call(contract.REMOVE_WEBHOOK, target, caller, repeatable=True)

    async def rotate_webhook_secret(
        self, caller: Caller, webhook_id: UUID, key: str
    ) -> contract.WebhookWithSecret:
        target = contract.ROTATE_WEBHOOK_SECRET.target(webhook_id=webhook_id)
        answer = await self._call(
            contract.ROTATE_WEBHOOK_SECRET, target, caller, {"Idempotency-Key": key}, repeatable=True
        )
        return answer.parsed(contract.WebhookWithSecret)

    async def list_deliveries(
        self, caller: Caller, webhook_id: UUID, limit: int, cursor: str | None
    ) -> contract.DeliveryPageView:
        query = _given(limit=limit, cursor=cursor)
        target = contract.LIST_DELIVERIES.target(webhook_id=webhook_id, query=query)
        answer = await self._call(contract.LIST_DELIVERIES, target, caller)
        return answer.parsed(contract.DeliveryPageView)

    async def redeliver(self, caller: Caller, webhook_id: UUID, delivery_id: UUID) -> contract.DeliveryView:
        # A repeat may send the message twice, which receivers expect; still, one that is not needed is not sent.
        target = contract.REDELIVER.target(webhook_id=webhook_id, delivery_id=delivery_id)
        answer = await self._call(contract.REDELIVER, target, caller)
        return answer.parsed(contract.DeliveryView)

    async def _begin(self, operation: Operation, target: str | None, caller: Caller) -> AnswerStream:
        stream = await self._upstream.begin(operation, target, headers=caller.headers())
        if stream.status >= 400:
            raise self._problems.problem(await stream.whole())
        return stream

    async def list_operations(
        self, caller: Caller, limit: int, cursor: str | None
    ) -> contract.OperationPageView:
        target = contract.LIST_OPERATIONS.target(query=_given(limit=limit, cursor=cursor))
        answer = await self._call(contract.LIST_OPERATIONS, target, caller)
        return answer.parsed(contract.OperationPageView)

    async def get_operation(self, caller: Caller, operation_id: UUID) -> contract.OperationView:
        target = contract.GET_OPERATION.target(operation_id=operation_id)
        answer = await self._call(contract.GET_OPERATION, target, caller)
        return answer.parsed(contract.OperationView)

    async def keep_import_part(
        self, caller: Caller, import_id: UUID, number: int, body: contract.ImportPartRequest
    ) -> None:
        target = contract.KEEP_IMPORT_PART.target(import_id=import_id, number=number)
        await self._call(contract.KEEP_IMPORT_PART, target, caller, body=body, repeatable=True)

    async def list_imported_rows(
        self, caller: Caller, import_id: UUID, cursor: str | None
    ) -> contract.ImportedRowPageView:
        query = _given(cursor=cursor)
        target = contract.LIST_IMPORTED_ROWS.target(import_id=import_id, query=query)
        answer = await self._call(contract.LIST_IMPORTED_ROWS, target, caller)
        return answer.parsed(contract.ImportedRowPageView)

    async def list_dead_letters(
        self, caller: Caller, state: str, limit: int, cursor: str | None
    ) -> contract.DeadLetterPageView:
        target = contract.LIST_DEAD_LETTERS.target(query=_given(state=state, limit=limit, cursor=cursor))
        answer = await self._call(contract.LIST_DEAD_LETTERS, target, caller)
        return answer.parsed(contract.DeadLetterPageView)

    async def get_dead_letter(self, caller: Caller, dead_letter_id: UUID) -> contract.DeadLetterView:
        target = contract.GET_DEAD_LETTER.target(dead_letter_id=dead_letter_id)
        answer = await self._call(contract.GET_DEAD_LETTER, target, caller)
        return answer.parsed(contract.DeadLetterView)

    async def redrive_dead_letter(
        self, caller: Caller, dead_letter_id: UUID, body: contract.RedriveRequest | None
    ) -> contract.DeadLetterView:
        # Not repeatable: a repeat of what was done would be told that it is settled.
        target = contract.REDRIVE_DEAD_LETTER.target(dead_letter_id=dead_letter_id)
        asked = body or contract.RedriveRequest()
        answer = await self._call(contract.REDRIVE_DEAD_LETTER, target, caller, body=asked)
        return answer.parsed(contract.DeadLetterView)

    async def redrive_matching_dead_letters(
        self, caller: Caller, body: contract.RedriveMatchingRequest
    ) -> contract.RedrivenView:
        answer = await self._call(contract.REDRIVE_MATCHING_DEAD_LETTERS, None, caller, body=body)
        return answer.parsed(contract.RedrivenView)

    async def discard_dead_letter(self, caller: Caller, dead_letter_id: UUID) -> None:
        target = contract.DISCARD_DEAD_LETTER.target(dead_letter_id=dead_letter_id)
        await self._call(contract.DISCARD_DEAD_LETTER, target, caller)

    async def _call(
        self,
        operation: Operation,
        target: str | None,
        caller: Caller,
        headers: dict[str, str | None] | None = None,
        body: BaseModel | None = None,
        *,
        repeatable: bool = False,
        within_seconds: float | None = None,
    ) -> Answer:
        sent = caller.headers()
        if headers:
            sent += [(name, value) for name, value in headers.items() if value is not None]
        content = None
        if body is not None:
            content = body.model_dump_json().encode()
            sent.append(_JSON)
        answer = await self._upstream.call(
            operation,
            target,
            headers=sent,
            body=content,
            repeatable=repeatable,
            within_seconds=within_seconds,
        )
        if answer.status >= 400:
            raise self._problems.problem(answer)
        return answer


def _filter(
    status: Sequence[str],
    customer_id: str | None,
    tracking_number: str | None,
    placed_from: datetime | None,
    placed_before: datetime | None,
) -> list[tuple[str, str]]:
    return [("status", one) for one in status] + _given(
        customer_id=customer_id,
        tracking_number=tracking_number,
        placed_from=placed_from.isoformat() if placed_from else None,
        placed_before=placed_before.isoformat() if placed_before else None,
    )


def _given(**parameters: object) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in parameters.items() if value is not None]


def _etag(answer: Answer) -> str:
    return str(answer.headers.get("ETag", ""))


async def _backend(request: Request) -> BackendClient:
    backend: BackendClient = request.app.state.backend
    return backend


Backend = Annotated[BackendClient, Depends(_backend)]
