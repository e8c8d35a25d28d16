"""The only code that knows the backend: one method for each of its operations that the shop uses."""

from __future__ import annotations

from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import Depends, Request

from chassis.relayed_problems import RelayedProblems
from chassis.sessions.caller import Caller
from chassis.upstream import Answer, Operation, Upstream
from customer_bff.backend_api import contract
from customer_bff.problems import RELAYED

_JSON = ("Content-Type", "application/json")


class PlacedOrder(NamedTuple):
    """`replayed`: the same request, with the same key, had placed it before."""

    order: contract.OrderView
    replayed: bool


class ReadProduct(NamedTuple):
    product: contract.ProductView
    etag: str


class ReadOrder(NamedTuple):
    """`order` is None when what the caller has, by its ETag, is what stands."""

    order: contract.OrderView | None
    etag: str


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
        self, caller: Caller, limit: int, cursor: str | None, *, within_seconds: float | None = None
    ) -> contract.ProductPageView:
        target = contract.LIST_PRODUCTS.target(query=_page(limit, cursor))
        answer = await self._call(
            contract.LIST_PRODUCTS, target, caller.headers(), within_seconds=within_seconds
        )
        return answer.parsed(contract.ProductPageView)

    async def get_product(
        self, caller: Caller, product_id: UUID, *, within_seconds: float | None = None
    ) -> ReadProduct:
        target = contract.GET_PRODUCT.target(product_id=product_id)
        answer = await self._call(
            contract.GET_PRODUCT, target, caller.headers(), within_seconds=within_seconds
        )
        return ReadProduct(answer.parsed(contract.ProductView), answer.headers.get("ETag", ""))

    async def place_order(self, caller: Caller, key: str, body: contract.OrderRequest) -> PlacedOrder:
        headers = [*caller.headers(), ("Idempotency-Key", key), _JSON]
        answer = await self._call(
            contract.PLACE_ORDER, None, headers, body.model_dump_json().encode(), repeatable=True
        )
        return PlacedOrder(answer.parsed(contract.OrderView), "Idempotent-Replayed" in answer.headers)

    async def list_own_orders(self, caller: Caller, limit: int, cursor: str | None) -> contract.OrderPageView:
        target = contract.LIST_OWN_ORDERS.target(query=_page(limit, cursor))
        answer = await self._call(contract.LIST_OWN_ORDERS, target, caller.headers())
        return answer.parsed(contract.OrderPageView)

    async def get_own_order(self, caller: Caller, order_id: UUID, if_none_match: str | None) -> ReadOrder:
        headers = caller.headers()
        if if_none_match is not None:
            headers.append(("If-None-Match", if_none_match))
        target = contract.GET_OWN_ORDER.target(order_id=order_id)
        answer = await self._call(contract.GET_OWN_ORDER, target, headers)
        order = None if answer.status == 304 else answer.parsed(contract.OrderView)
        return ReadOrder(order, answer.headers.get("ETag", ""))

    async def cancel_own_order(
        self, caller: Caller, order_id: UUID, body: contract.CancellationRequest | None
    ) -> contract.OrderView:
        target = contract.CANCEL_OWN_ORDER.target(order_id=order_id)
        content = (body or contract.CancellationRequest()).model_dump_json().encode()
        answer = await self._call(
            contract.CANCEL_OWN_ORDER, target, [*caller.headers(), _JSON], content, repeatable=True
        )
        return answer.parsed(contract.OrderView)

    async def get_own_timeline(self, caller: Caller, order_id: UUID) -> contract.Timeline:
        target = contract.GET_OWN_TIMELINE.target(order_id=order_id)
        answer = await self._call(contract.GET_OWN_TIMELINE, target, caller.headers())
        return answer.parsed(contract.Timeline)

    async def _call(
        self,
        operation: Operation,
        target: str | None,
        headers: list[tuple[str, str]],
        body: bytes | None = None,
        *,
        repeatable: bool = False,
        within_seconds: float | None = None,
    ) -> Answer:
        answer = await self._upstream.call(
            operation,
            target,
            headers=headers,
            body=body,
            repeatable=repeatable,
            within_seconds=within_seconds,
        )
        if answer.status >= 400:
            raise self._problems.problem(answer)
        return answer


def _page(limit: int, cursor: str | None) -> list[tuple[str, str]]:
    page = [("limit", str(limit))]
    if cursor is not None:
        page.append(("cursor", cursor))
    return page


async def _backend(request: Request) -> BackendClient:
    backend: BackendClient = request.app.state.backend
    return backend


Backend = Annotated[BackendClient, Depends(_backend)]
