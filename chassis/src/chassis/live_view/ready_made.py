"""A route that answers at once what was asked, word for word, before."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from starlette.responses import Response

from chassis.live_view.pages import Pages
from chassis.live_view.view import LiveView
from chassis.routes import ServiceRoute
from chassis.sessions.access import portal_identity


class ReadyMadeRoute(ServiceRoute):
    """Looks for a page that is ready before FastAPI takes the query apart, which costs more than all the rest.

    For a list that is anybody's; the view is `app.state.live_view`, its pages `app.state.listing`.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        make = super().get_route_handler()

        async def handle(request: Request) -> Response:
            await (await portal_identity(request)).anybody(request)
            view: LiveView[Any, Any] = request.app.state.live_view
            await view.renew()
            pages: Pages[Any] = request.app.state.listing
            page = pages.ready(request.scope["query_string"])
            if page is None:
                return await make(request)
            return view.answer(page, request.headers.get("If-None-Match"))

        return handle
