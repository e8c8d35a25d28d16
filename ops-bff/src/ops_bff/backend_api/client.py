"""The only code that knows the backend: one method for each of its operations that the back office uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel

from chassis.relayed_problems import RelayedProblems
from chassis.sessions.caller import Caller
from chassis.upstream import Answer, AnswerStream, Operation, Upstream
from ops_bff.backend_api import contract
from ops_bff.problems import RELAYED

_JSON = ("Content-Type", "application/json")


Model = TypeVar("Model", bound=BaseModel)
Query = Sequence[tuple[str, str]]


class OrderFilter(NamedTuple):
    """Which orders: all conditions hold at once, and an empty `status` means any."""

    status: Sequence[str]
    customer_id: str | None
    tracking_number: str | None
    number: str | None
    placed_from: datetime | None
    placed_before: datetime | None

    def query(self) -> list[tuple[str, str]]:
        return [("status", one) for one in self.status] + _given(
            customer_id=self.customer_id,
            tracking_number=self.tracking_number,
            number=self.number,
            placed_from=self.placed_from.isoformat() if self.placed_from else None,
            placed_before=self.placed_before.isoformat() if self.placed_before else None,
        )


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
        query = _given(limit=limit, cursor=cursor)
        answer = await self._call(contract.LIST_PRODUCTS, caller, query=query, within_seconds=within_seconds)
        return answer.parsed(contract.ProductPageView)

    async def get_product_with_changes(
        self, caller: Caller, product_id: UUID, if_none_match: str | None
    ) -> ReadProduct:
        headers = {"If-None-Match": if_none_match}
        answer = await self._call(
            contract.GET_PRODUCT_WITH_CHANGES, caller, headers=headers, product_id=product_id
        )
        product = None if answer.status == 304 else answer.parsed(contract.ProductWithChanges)
        return ReadProduct(product, _etag(answer))

    async def export_products(self, caller: Caller) -> AnswerStream:
        return await self._begin(contract.EXPORT_PRODUCTS, caller)

    async def create_product(self, caller: Caller, body: contract.NewProductRequest) -> CreatedProduct:
        answer = await self._call(contract.CREATE_PRODUCT, caller, body=body, repeatable=True)
        return CreatedProduct(
            answer.parsed(contract.ProductView), _etag(answer), repeated=answer.status == 200
        )

    async def edit_product(
        self, caller: Caller, product_id: UUID, if_match: str, body: contract.ProductEditRequest
    ) -> EditedProduct:
        # Not repeatable: a repeat of an edit that was done would be told that somebody else was quicker.
        headers = {"If-Match": if_match}
        answer = await self._call(
            contract.EDIT_PRODUCT, caller, headers=headers, body=body, product_id=product_id
        )
        return EditedProduct(answer.parsed(contract.ProductView), _etag(answer))

    async def list_orders(
        self, caller: Caller, wanted: OrderFilter, *, limit: int, cursor: str | None
    ) -> contract.OrderPageView:
        query = wanted.query() + _given(limit=limit, cursor=cursor)
        return await self._read(contract.OrderPageView, contract.LIST_ORDERS, caller, query=query)

    async def export_orders(self, caller: Caller, wanted: OrderFilter) -> AnswerStream:
        return await self._begin(contract.EXPORT_ORDERS, caller, query=wanted.query())

    async def get_order(self, caller: Caller, order_id: UUID, if_none_match: str | None) -> ReadOrder:
        headers = {"If-None-Match": if_none_match}
        answer = await self._call(contract.GET_ORDER, caller, headers=headers, order_id=order_id)
        order = None if answer.status == 304 else answer.parsed(contract.OrderWithTimeline)
        return ReadOrder(order, _etag(answer))

    async def change_order_status(
        self, caller: Caller, order_id: UUID, body: contract.StatusRequest, if_match: str | None
    ) -> contract.OrderWithTimeline:
        answer = await self._call(
            contract.CHANGE_ORDER_STATUS,
            caller,
            headers={"If-Match": if_match},
            body=body,
            repeatable=True,
            order_id=order_id,
        )
        return answer.parsed(contract.OrderWithTimeline)

    async def ship_order(
        self, caller: Caller, order_id: UUID, key: str, body: contract.ShipmentRequest, if_match: str | None
    ) -> ShippedOrder:
        answer = await self._call(
            contract.SHIP_ORDER,
            caller,
            headers={**_keyed(key), "If-Match": if_match},
            body=body,
            repeatable=True,
            order_id=order_id,
        )
        return ShippedOrder(answer.parsed(contract.OrderWithTimeline), _replayed(answer))

    async def edit_shipment(
        self,
        caller: Caller,
        order_id: UUID,
        shipment_id: UUID,
        body: contract.ShipmentEdit,
        if_match: str | None,
    ) -> contract.OrderWithTimeline:
        answer = await self._call(
            contract.EDIT_SHIPMENT,
            caller,
            headers={"If-Match": if_match},
            body=body,
            repeatable=True,
            order_id=order_id,
            shipment_id=shipment_id,
        )
        return answer.parsed(contract.OrderWithTimeline)

    async def close_order(
        self, caller: Caller, order_id: UUID, body: contract.ClosingRequest | None, if_match: str | None
    ) -> contract.OrderWithTimeline:
        closing = body or contract.ClosingRequest()
        answer = await self._call(
            contract.CLOSE_ORDER,
            caller,
            headers={"If-Match": if_match},
            body=closing,
            repeatable=True,
            order_id=order_id,
        )
        return answer.parsed(contract.OrderWithTimeline)

    async def orders_by_day(
        self, caller: Caller, first: date | None, last: date | None
    ) -> contract.OrdersByDay:
        query = _days(first, last)
        return await self._read(contract.OrdersByDay, contract.ORDERS_BY_DAY, caller, query=query)

    async def top_products(
        self, caller: Caller, first: date | None, last: date | None, limit: int
    ) -> contract.TopProducts:
        query = _days(first, last) + _given(limit=limit)
        return await self._read(contract.TopProducts, contract.TOP_PRODUCTS, caller, query=query)

    async def time_to_ship(
        self, caller: Caller, first: date | None, last: date | None
    ) -> contract.TimeToShip:
        query = _days(first, last)
        return await self._read(contract.TimeToShip, contract.TIME_TO_SHIP, caller, query=query)

    async def cancellation_rate(
        self, caller: Caller, first: date | None, last: date | None
    ) -> contract.CancellationRate:
        query = _days(first, last)
        return await self._read(contract.CancellationRate, contract.CANCELLATION_RATE, caller, query=query)

    async def stock_outs(self, caller: Caller, first: date | None, last: date | None) -> contract.StockOuts:
        query = _days(first, last)
        return await self._read(contract.StockOuts, contract.STOCK_OUTS, caller, query=query)

    async def list_notices(
        self, caller: Caller, *, unread: bool, limit: int, cursor: str | None
    ) -> contract.NoticePageView:
        query = _given(unread="true" if unread else None, limit=limit, cursor=cursor)
        return await self._read(contract.NoticePageView, contract.LIST_NOTICES, caller, query=query)

    async def mark_notice_read(self, caller: Caller, notice_id: UUID) -> contract.NoticeView:
        answer = await self._call(contract.MARK_NOTICE_READ, caller, repeatable=True, notice_id=notice_id)
        return answer.parsed(contract.NoticeView)

    async def list_webhooks(self, caller: Caller) -> contract.WebhookListView:
        return await self._read(contract.WebhookListView, contract.LIST_WEBHOOKS, caller)

    async def create_webhook(
        self, caller: Caller, key: str, body: contract.NewWebhookRequest
    ) -> CreatedWebhook:
        answer = await self._call(
            contract.CREATE_WEBHOOK, caller, headers=_keyed(key), body=body, repeatable=True
        )
        return CreatedWebhook(answer.parsed(contract.WebhookWithSecret), _replayed(answer))

    async def get_webhook(self, caller: Caller, webhook_id: UUID) -> contract.WebhookView:
        return await self._read(contract.WebhookView, contract.GET_WEBHOOK, caller, webhook_id=webhook_id)

    async def edit_webhook(
        self, caller: Caller, webhook_id: UUID, body: contract.WebhookEditRequest
    ) -> contract.WebhookView:
        answer = await self._call(
            contract.EDIT_WEBHOOK, caller, body=body, repeatable=True, webhook_id=webhook_id
        )
        return answer.parsed(contract.WebhookView)

    async def remove_webhook(self, caller: Caller, webhook_id: UUID) -> None:
        await self._call(contract.REMOVE_WEBHOOK, caller, repeatable=True, webhook_id=webhook_id)

    async def rotate_webhook_secret(
        self, caller: Caller, webhook_id: UUID, key: str
    ) -> contract.WebhookWithSecret:
        answer = await self._call(
            contract.ROTATE_WEBHOOK_SECRET,
            caller,
            headers=_keyed(key),
            repeatable=True,
            webhook_id=webhook_id,
        )
        return answer.parsed(contract.WebhookWithSecret)

    async def list_deliveries(
        self, caller: Caller, webhook_id: UUID, limit: int, cursor: str | None
    ) -> contract.DeliveryPageView:
        return await self._read(
            contract.DeliveryPageView,
            contract.LIST_DELIVERIES,
            caller,
            query=_given(limit=limit, cursor=cursor),
            webhook_id=webhook_id,
        )

    async def redeliver(self, caller: Caller, webhook_id: UUID, delivery_id: UUID) -> contract.DeliveryView:
        # A repeat may send the message twice, which receivers expect; still, one that is not needed is not sent.
        answer = await self._call(contract.REDELIVER, caller, webhook_id=webhook_id, delivery_id=delivery_id)
        return answer.parsed(contract.DeliveryView)

    async def list_operations(
        self, caller: Caller, limit: int, cursor: str | None
    ) -> contract.OperationPageView:
        query = _given(limit=limit, cursor=cursor)
        return await self._read(contract.OperationPageView, contract.LIST_OPERATIONS, caller, query=query)

    async def get_operation(self, caller: Caller, operation_id: UUID) -> contract.OperationView:
        return await self._read(
            contract.OperationView, contract.GET_OPERATION, caller, operation_id=operation_id
        )

    async def keep_import_part(
        self, caller: Caller, import_id: UUID, number: int, body: contract.ImportPartRequest
    ) -> None:
        await self._call(
            contract.KEEP_IMPORT_PART, caller, body=body, repeatable=True, import_id=import_id, number=number
        )

    async def list_imported_rows(
        self, caller: Caller, import_id: UUID, cursor: str | None
    ) -> contract.ImportedRowPageView:
        return await self._read(
            contract.ImportedRowPageView,
            contract.LIST_IMPORTED_ROWS,
            caller,
            query=_given(cursor=cursor),
            import_id=import_id,
        )

    async def list_dead_letters(
        self, caller: Caller, state: str, limit: int, cursor: str | None
    ) -> contract.DeadLetterPageView:
        query = _given(state=state, limit=limit, cursor=cursor)
        return await self._read(contract.DeadLetterPageView, contract.LIST_DEAD_LETTERS, caller, query=query)

    async def get_dead_letter(self, caller: Caller, dead_letter_id: UUID) -> contract.DeadLetterView:
        return await self._read(
            contract.DeadLetterView, contract.GET_DEAD_LETTER, caller, dead_letter_id=dead_letter_id
        )

    async def redrive_dead_letter(
        self, caller: Caller, dead_letter_id: UUID, body: contract.RedriveRequest | None
    ) -> contract.DeadLetterView:
        # Not repeatable: a repeat of what was done would be told that it is settled.
        asked = body or contract.RedriveRequest()
        answer = await self._call(
            contract.REDRIVE_DEAD_LETTER, caller, body=asked, dead_letter_id=dead_letter_id
        )
        return answer.parsed(contract.DeadLetterView)

    async def redrive_matching_dead_letters(
        self, caller: Caller, body: contract.RedriveMatchingRequest
    ) -> contract.RedrivenView:
        answer = await self._call(contract.REDRIVE_MATCHING_DEAD_LETTERS, caller, body=body)
        return answer.parsed(contract.RedrivenView)

    async def discard_dead_letter(self, caller: Caller, dead_letter_id: UUID) -> None:
        await self._call(contract.DISCARD_DEAD_LETTER, caller, dead_letter_id=dead_letter_id)

    async def _read(
        self, model: type[Model], operation: Operation, caller: Caller, *, query: Query = (), **ids: Any
    ) -> Model:
        answer = await self._call(operation, caller, query=query, **ids)
        return answer.parsed(model)

    async def _call(
        self,
        operation: Operation,
        caller: Caller,
        *,
        query: Query = (),
        headers: Mapping[str, str | None] | None = None,
        body: BaseModel | None = None,
        repeatable: bool = False,
        within_seconds: float | None = None,
        **ids: object,
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
            operation.target(query=query, **ids),
            headers=sent,
            body=content,
            repeatable=repeatable,
            within_seconds=within_seconds,
        )
        if answer.status >= 400:
            raise self._problems.problem(answer)
        return answer

    async def _begin(self, operation: Operation, caller: Caller, *, query: Query = ()) -> AnswerStream:
        stream = await self._upstream.begin(
            operation, operation.target(query=query), headers=caller.headers()
        )
        if stream.status >= 400:
            raise self._problems.problem(await stream.whole())
        return stream


def _given(**parameters: object) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in parameters.items() if value is not None]


def _days(first: date | None, last: date | None) -> list[tuple[str, str]]:
    return _given(**{"from": first, "to": last})


def _keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def _replayed(answer: Answer) -> bool:
    return "Idempotent-Replayed" in answer.headers


def _etag(answer: Answer) -> str:
    return str(answer.headers.get("ETag", ""))


async def _backend(request: Request) -> BackendClient:
    backend: BackendClient = request.app.state.backend
    return backend


Backend = Annotated[BackendClient, Depends(_backend)]
