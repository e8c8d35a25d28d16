"""Many customers who order over the same connections, as behind one gateway."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

import httpx
from httpx_aiohttp import HttpxAiohttpClient

from tests.checkers.attempts import Attempt
from tests.identity.access_tokens import SignIns
from tests.portals.portals import SHIP_TO
from tests.processes.addresses import Addresses


class Crowd:
    """Orders in the shop, each for the customer it names."""

    def __init__(self, addresses: Addresses) -> None:
        self._sign_ins = SignIns(addresses.identity)
        self.shop: httpx.AsyncClient = HttpxAiohttpClient(
            base_url=addresses.shop,
            timeout=30,
            limits=httpx.Limits(max_connections=1000),
        )

    async def __aenter__(self) -> Crowd:
        await self.shop.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.shop.__aexit__(kind, error, trace)

    async def sign_in(self, *customers: str) -> None:
        """All of them, so that nobody signs in while they order."""
        await self._sign_ins.bearer(*customers)

    async def buy(self, customer: str, wanted: Mapping[str, int], key: str) -> Attempt:
        """One try to order; a connection that breaks counts as status 0."""
        lines = [{"product_id": product_id, "quantity": quantity} for product_id, quantity in wanted.items()]
        headers = {**await self._sign_ins.bearer(customer), "Idempotency-Key": key}
        try:
            response = await self.shop.post(
                "/api/orders", json={"lines": lines, "ship_to": dict(SHIP_TO)}, headers=headers
            )
        except httpx.TransportError:
            return Attempt(f"{customer}/{key}", 0)
        return Attempt(
            f"{customer}/{key}",
            response.status_code,
            response.content,
            response.json()["order_id"] if response.status_code == 201 else None,
            response.headers.get("idempotent-replayed") == "true",
        )

    async def buy_until_answered(
        self, customer: str, wanted: Mapping[str, int], key: str, tries: int = 20
    ) -> list[Attempt]:
        """Tries with the same key until the platform says yes or no, as a careful client does."""
        attempts = []
        for _ in range(tries):
            attempts.append(await self.buy(customer, wanted, key))
            if 200 <= attempts[-1].status < 500:
                break
        return attempts
