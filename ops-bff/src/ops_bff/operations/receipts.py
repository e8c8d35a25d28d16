"""Receipts for queued commands: they stand in the Location of the 202, and say what was asked for, signed."""

from __future__ import annotations

import json
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

from ops_bff.backend_api.contract import OperationView
from ops_bff.problems import NotFound


class Receipts:
    """Makes and reads receipts, signed with `key`. A receipt names its operation to the API, as its bare id does."""

    def __init__(self, key: str) -> None:
        self._serializer = URLSafeSerializer(key, salt="operation receipt")

    def issue(self, operation: OperationView) -> str:
        """A name for the operation, as it stands when it is queued."""
        return str(self._serializer.dumps(json.loads(operation.model_dump_json())))

    def read(self, name: str) -> tuple[UUID, OperationView | None]:
        """The id of the operation, and it as it was queued if the name is a receipt. Raises NotFound."""
        try:
            return UUID(name), None
        except ValueError:
            pass
        try:
            queued = OperationView.model_validate(self._serializer.loads(name))
        except BadData:
            raise NotFound("There is no such operation.") from None
        # Base64 has spare bits at its end: of all spellings of a signature only the one that was issued is good.
        if self.issue(queued) != name:
            raise NotFound("There is no such operation.")
        return UUID(queued.operation_id), queued
