"""Where a list goes on: opaque to clients, good for the one list it was made for, refused when tampered with."""

from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from chassis.problems import Problem


class InvalidCursor(Problem):
    """The cursor is not one of this list with this filter and sort."""

    status = 400
    code = "invalid_cursor"
    title = "Invalid cursor"


class Cursors:
    """Makes and reads cursors, signed with `key`."""

    def __init__(self, key: str) -> None:
        self._key = key

    def issue(self, listing: str, position: Any) -> str:
        """A cursor for `position`, a JSON value, in the list that `listing` describes: its name, filter and sort."""
        return str(self._serializer(listing).dumps(position))

    def read(self, listing: str, cursor: str) -> Any:
        """The position in the cursor. Raises InvalidCursor."""
        try:
            position = self._serializer(listing).loads(cursor)
        except BadData:
            raise _invalid() from None
        # Base64 has spare bits at its end: of all spellings of a signature only the one that was issued is good.
        if self.issue(listing, position) != cursor:
            raise _invalid()
        return position

    def _serializer(self, listing: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._key, salt=f"cursor {listing}")


def _invalid() -> InvalidCursor:
    return InvalidCursor(
        "Send `next_cursor` as it came, with the same filter and sort, or start without a cursor."
    )
