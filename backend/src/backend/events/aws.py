"""boto3 for workers: its calls block, so each client gets threads of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import boto3
from botocore.config import Config

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def open_client(service: Any, *, endpoint_url: str | None, region: str, read_seconds: float = 5.0) -> Any:
    """A client that gives up soon and retries nothing: its callers know what a repeat means."""
    config = Config(
        connect_timeout=2,
        read_timeout=read_seconds,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
        tcp_keepalive=True,
    )
    return boto3.client(service, endpoint_url=endpoint_url, region_name=region, config=config)


class Threads:
    """So many calls at once; more wait for a free thread."""

    def __init__(self, count: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix=name)

    async def run(
        self, call: Callable[Parameters, Answer], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Answer:
        """What `call` answers. A caller that is cancelled goes at once; the call goes on to its end."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: call(*args, **kwargs))

    def close(self) -> None:
        """Waits for nothing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
