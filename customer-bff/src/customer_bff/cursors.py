"""Where a list goes on: opaque to clients, good for the one list it was made for, refused when tampered with."""

from __future__ import annotations

from itsdangerous import BadData, URLSafeSerializer


class ForeignCursor(Exception):
    """Not a cursor of this list with this filter and sort."""


class Cursors:
    """Makes and reads cursors, signed with `key`."""

    def __init__(self, key: str) -> None:
        self._key = key

    def issue(self, listing: str, position: tuple[str | int, str]) -> str:
        """A cursor for `position` in the list that `listing` describes: its name, filter and sort."""
        return str(self._serializer(listing).dumps(position))

    def read(self, listing: str, cursor: str) -> tuple[str | int, str]:
        """The position in the cursor. Raises `ForeignCursor`."""
        try:
            key, product_id = self._serializer(listing).loads(cursor)
        except BadData as error:
            raise ForeignCursor from error
        return key, product_id

    def _serializer(self, listing: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._key, salt=f"cursor {listing}")
