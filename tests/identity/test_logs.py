"""What proves who somebody is stands in no log."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from tests.identity.access_tokens import SignIns
from tests.portals import Portals, accepted
from tests.processes.addresses import Addresses


@pytest.fixture
def log(stack: Addresses) -> Path:
    """All that the processes of the stack have written."""
    if stack.secrets is None:
        pytest.skip("the log of this stack is elsewhere")
    return stack.secrets.parent / "stack.log"


async def test_neither_tokens_nor_cookies_nor_secrets_are_logged(stack: Addresses, log: Path) -> None:
    """Of calls that are let in, refused, and failed; of signing in; and of the first word about the services."""
    async with Portals(stack) as portals:
        mug = accepted(await portals.create_product(), 201)
        accepted(await portals.place_order({mug["product_id"]: 1}), 201)
    bearer = await SignIns(stack.identity).bearer("ada")
    async with httpx.AsyncClient(base_url=stack.shop, timeout=30) as client:
        for headers in (bearer, {"Authorization": bearer["Authorization"] + "x"}):
            await client.get("/api/orders", headers={**headers, "X-Request-ID": "look-for-me"})
            await client.get("/api/orders?token=" + headers["Authorization"][7:])
        await client.get("/api/orders", headers={"Cookie": "waybill-shop-session=look-for-my-cookie"})
        await client.get("/api/session/callback?code=look-for-my-code&state=look-for-my-state")
    assert stack.secrets is not None
    assert found_in(log, stack.secrets) == []


def found_in(log: Path, secrets: Path) -> list[str]:
    """What stands in the log and should not."""
    text = log.read_text()
    assert "look-for-me" in text
    said = ["look-for-my-cookie", "look-for-my-code", "look-for-my-state"]
    # of a key in PEM, a line of it
    kept = [max(file.read_text().splitlines(), key=len) for file in secrets.rglob("*") if file.is_file()]
    assert len(kept) >= 10
    return [word for word in said + kept if word in text] + re.findall(r"eyJ[A-Za-z0-9_-]{20,}", text)
