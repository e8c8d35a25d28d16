"""One DynamoDB call on the wire, and the answer to it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

TARGET_PREFIX = "DynamoDB_20120810."
CONTENT_TYPE = "application/x-amz-json-1.0"


@dataclass(frozen=True)
class Call:
    """A request as the client sent it: `operation` is the name after the dot in X-Amz-Target."""

    operation: str
    body: bytes
    headers: Mapping[str, str]

    @cached_property
    def payload(self) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(self.body)
        return decoded

    def with_payload(self, payload: Mapping[str, Any], operation: str | None = None) -> Call:
        """The same call, same credentials, with another payload (DynamoDB Local checks no signature)."""
        return replace(self, body=json.dumps(payload).encode(), operation=operation or self.operation)

    @property
    def transact_items(self) -> list[dict[str, Any]]:
        """The single actions of a TransactWriteItems, each {"Put": …} or {"Update": …} and so on."""
        items: list[dict[str, Any]] = self.payload["TransactItems"]
        return items


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @cached_property
    def payload(self) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(self.body)
        return decoded

    @classmethod
    def of(cls, status: int, payload: Mapping[str, Any]) -> Answer:
        return cls(status, json.dumps(payload).encode())


class ConnectionCut(Exception):
    """The client's connection is closed without an answer."""


Forward = Callable[[Call], Awaitable[Answer]]
