"""The least that can send a transaction to DynamoDB: aiohttp, a signature made by hand, nothing else."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp

_REGION = "us-east-1"


class RawOrders:
    """Sends the write of a placed order again and again, each time as a new order; it checks the status alone."""

    def __init__(
        self, session: aiohttp.ClientSession, endpoint: str, transactions: list[Mapping[str, Any]]
    ) -> None:
        """`transactions` are payloads of TransactWriteItems as the platform sent them, one for each product."""
        self._session, self._endpoint = session, endpoint
        self._host = endpoint.removeprefix("http://")
        self._transactions = [copy.deepcopy(dict(payload)) for payload in transactions]
        self._signing_keys: dict[str, bytes] = {}

    async def place(self, number: int) -> bool:
        payload = self._transactions[number % len(self._transactions)]
        put = next(item["Put"] for item in payload["TransactItems"] if "Put" in item)
        put["Item"]["order_id"] = {"S": str(uuid.uuid4())}
        body = json.dumps(payload).encode()
        async with self._session.post(self._endpoint, data=body, headers=self._signed(body)) as response:
            await response.read()
            return response.status == 200

    def _signed(self, body: bytes) -> dict[str, str]:
        """Signature Version 4 (AWS General Reference); the signing key is kept for its day."""
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{now[:8]}/{_REGION}/dynamodb/aws4_request"
        target = "DynamoDB_20120810.TransactWriteItems"
        names = "content-type;host;x-amz-date;x-amz-target"
        canonical = (
            f"POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:{self._host}\nx-amz-date:{now}\n"
            f"x-amz-target:{target}\n\n{names}\n{hashlib.sha256(body).hexdigest()}"
        )
        to_sign = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = hmac.digest(self._signing_key(now[:8]), to_sign.encode(), "sha256").hex()
        return {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Date": now,
            "X-Amz-Target": target,
            "Authorization": f"AWS4-HMAC-SHA256 Credential=development/{scope}, SignedHeaders={names}, "
            f"Signature={signature}",
        }

    def _signing_key(self, day: str) -> bytes:
        if day not in self._signing_keys:
            key = b"AWS4development"
            for part in (day, _REGION, "dynamodb", "aws4_request"):
                key = hmac.digest(key, part.encode(), "sha256")
            self._signing_keys[day] = key
        return self._signing_keys[day]
