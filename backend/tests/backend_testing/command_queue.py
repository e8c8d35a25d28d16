"""What ops-bff does with the queue of commands, and what staff see of it."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import Any

from backend.events.declaration import OPS_COMMANDS
from backend_testing.driver import Driver
from backend_testing.passports import agent


class CommandQueue:
    """The queue of the platform called `bus`; operations are read through the backend's API."""

    def __init__(self, sqs: Any, bus: str, backend: Driver) -> None:
        self._sqs, self._backend = sqs, backend
        self.url = sqs.get_queue_url(QueueName=OPS_COMMANDS.full_name(bus))["QueueUrl"]
        self.dead_letters = sqs.get_queue_url(QueueName=OPS_COMMANDS.dead_letters_name(bus))["QueueUrl"]

    def send(
        self,
        kind: str,
        body: Any,
        *,
        times: int = 1,
        group: str = "",
        operation_id: str | None = None,
        roles: tuple[str, ...] = ("ops_agent",),
        **parameters: str,
    ) -> str:
        """The id of the operation; the command is sent so many times, as if deliveries were repeated."""
        operation_id = operation_id or str(uuid.uuid4())
        message = {
            "operation_id": operation_id,
            "kind": kind,
            "asked_by": "sam",
            "roles": list(roles),
            "asked_at": "2026-11-22T09:30:00Z",
            "parameters": parameters,
            "body": body,
            "about": "".join(filter(str.isalnum, group or f"{parameters}"))[:128],
        }
        for _ in range(times):
            self.send_raw(json.dumps(message), str(message["about"]))
        return operation_id

    def send_raw(self, body: str, group: str) -> None:
        self._sqs.send_message(
            QueueUrl=self.url,
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=uuid.uuid4().hex,
        )

    def waiting(self, url: str | None = None) -> int:
        """Messages in the queue, whether hidden or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self._sqs.get_queue_attributes(QueueUrl=url or self.url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    async def operation(self, operation_id: str) -> dict[str, Any]:
        """As the API shows it; a 404 is shown as `{"state": "UNKNOWN"}`."""
        answer = await self._backend.http.get(f"/operations/{operation_id}", headers=agent())
        if answer.status_code == 404:
            return {"state": "UNKNOWN"}
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def ended(self, operation_id: str, *, within_seconds: float = 30) -> dict[str, Any]:
        """The operation once it has ended, and no message about anything is left."""
        give_up_at = time.monotonic() + within_seconds
        while True:
            shown = await self.operation(operation_id)
            if shown["state"] in ("SUCCEEDED", "REFUSED", "FAILED") and not self.waiting():
                return shown
            assert time.monotonic() < give_up_at, shown
            await asyncio.sleep(0.1)
