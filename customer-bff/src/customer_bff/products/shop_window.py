"""What the shop shows without asking the backend each time."""

from __future__ import annotations

from starlette.responses import Response

from chassis.etags import if_none_match_matches
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.freshness import FreshCatalogue
from customer_bff.products.listing import Listing, Page, Query, page_of

_STALE = '110 - "Response is Stale"'


class ShopWindow:
    """Pages of products from memory, each answer saying how fresh it is."""

    def __init__(self, catalogue: Catalogue, listing: Listing, freshness: FreshCatalogue) -> None:
        self._catalogue = catalogue
        self._listing = listing
        self._freshness = freshness

    async def renew(self) -> None:
        """Brings the catalogue up to date if it may be. Raises UpstreamUnavailable when there is none."""
        await self._freshness.renew()

    def ready(self, asked: bytes) -> Page | None:
        """The page that was made for the same query string, if nothing has changed since."""
        return self._listing.ready(asked)

    def page(self, query: Query, asked: bytes) -> Page:
        """The page for `query`, kept for the query string `asked`. Raises `InvalidCursor`."""
        return self._listing.page(query, asked)

    def current(self, product_id: str) -> Page | None:
        """The product as it stands; None when that is not known here, and has to be asked for."""
        entry = self._catalogue.get(product_id) if self._freshness.live else None
        return page_of(entry.json) if entry else None

    def remembered(self, product_id: str) -> bytes | None:
        """The product as JSON, as it was when last seen; None when it is not known to be for sale."""
        entry = self._catalogue.get(product_id)
        return entry.json if entry else None

    def answer(self, page: Page, if_none_match: str | None) -> Response:
        """The answer with `page`, or 304 when the client has it."""
        headers = {"ETag": page.etag, "Age": str(self._freshness.age_seconds)}
        if self._freshness.stale:
            headers["Warning"] = _STALE
        if if_none_match is not None and if_none_match_matches(if_none_match, page.etag[1:-1]):
            return Response(status_code=304, headers=headers)
        return Response(page.body, headers=headers, media_type="application/json")

    def answer_stale(self, body: bytes) -> Response:
        """The answer with `body`, which could not be held against what the backend has."""
        headers = {"Age": str(self._freshness.age_seconds), "Warning": _STALE}
        return Response(body, headers=headers, media_type="application/json")
