"""The queue of commands in SQS: the only module of a BFF that knows AWS."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from chassis.context import remaining_seconds
from chassis.late import Late
from ops_bff.problems import CommandQueueUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MOST_BYTES = 256 * 1024
"""Of a message (SQS guide, "Quotas"; more since 2025, where queues and their readers are set up for it)."""

_log = logging.getLogger("ops_bff.commands")


class CommandQueue:
    """Takes commands while everything behind it may be away."""

    def __init__(self, *, name: str, endpoint_url: str | None, region: str) -> None:
        self._name, self._endpoint_url, self._region = name, endpoint_url, region
        # Loading boto3 takes longer than this service may take to start, and few requests need it.
        self._client = Late("the client of SQS", self._make)
        self._url: str | None = None

    async def send(self, message: str, *, group: str, name: str) -> None:
        """Returns once the queue keeps the message; it comes out behind all earlier ones of its group.

        The same `name` again within five minutes adds nothing. Raises CommandQueueUnavailable.
        """
        try:
            async with asyncio.timeout(remaining_seconds()):
                client = self._client.made or await self._client.get()
                await asyncio.to_thread(self._send, client, message, group, name)
        except Exception as error:  # whatever stands in the way, the caller learns that nothing was promised
            _log.error("the command queue does not take commands: %r", error)
            raise CommandQueueUnavailable(
                "Commands cannot be queued right now; nothing was done. Send the same again."
            ) from error

    def _send(self, client: SQSClient, message: str, group: str, name: str) -> None:
        if self._url is None:
            self._url = client.get_queue_url(QueueName=self._name)["QueueUrl"]
        client.send_message(
            QueueUrl=self._url, MessageBody=message, MessageGroupId=group, MessageDeduplicationId=name
        )

    def _make(self) -> SQSClient:
        import boto3
        from botocore.config import Config

        # A repeat is harmless: the queue knows the message by its name.
        config = Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 2})
        return boto3.client("sqs", endpoint_url=self._endpoint_url, region_name=self._region, config=config)
