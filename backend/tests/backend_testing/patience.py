"""A transport to the app that does not give up on a 503."""

from __future__ import annotations

import httpx
from fastapi import FastAPI


class PatientTransport(httpx.ASGITransport):
    """Sends a request again as long as it is answered 503, as the BFFs do; `retried` says whether the last one was."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app)
        self.retried = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        self.retried = answer.status_code == 503
        for _ in range(20):
            if answer.status_code != 503:
                break
            answer = await super().handle_async_request(request)
        return answer
