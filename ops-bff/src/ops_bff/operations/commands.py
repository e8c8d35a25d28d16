"""How a change is queued instead of made: `Prefer: respond-async` (RFC 7240, section 4.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4, uuid5

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from chassis.problems import BodyTooLarge, documented
from chassis.sessions.caller import Caller
from ops_bff.backend_api.contract import OperationView
from ops_bff.operations.command_queue import MOST_BYTES, CommandQueue
from ops_bff.operations.receipts import Receipts
from ops_bff.problems import CommandQueueUnavailable

_OPERATIONS = UUID("5f0c5f0e-6b1a-5d0e-9a3e-3d1f6f6a7c04")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')

QUEUED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": OperationView,
        "description": "Queued: `Location` names the operation to follow",
        "headers": {
            "Location": {"schema": {"type": "string"}, "description": "The operation, by a signed name."},
            "Preference-Applied": {"schema": {"type": "string"}, "description": "`respond-async`"},
        },
    },
    **documented(CommandQueueUnavailable),
}
"""`responses=` of a route whose work may be queued."""


class Commands:
    """Queues changes on somebody's behalf, whether or not what carries them out is there."""

    def __init__(self, queue: CommandQueue, receipts: Receipts, *, key: str | None = None) -> None:
        """key: the Idempotency-Key of a request; the same request with it again is the same operation."""
        self._queue, self._receipts, self._key = queue, receipts, key

    def with_key(self, key: str | None) -> Commands:
        return Commands(self._queue, self._receipts, key=key)

    def id_of(self, caller: Caller, kind: str, **facts: object) -> UUID:
        """The id of the operation that the person's key names, whatever else is said."""
        return _operation_id(self._key, [caller.subject, kind, facts])

    async def queue(
        self,
        caller: Caller,
        kind: str,
        *,
        about: str | None,
        body: BaseModel | None = None,
        operation_id: UUID | None = None,
        **given: str | None,
    ) -> Response:
        """The 202 of a change that is queued behind all earlier ones `about` the same thing, if it is about one.

        kind: the operation that makes the change at once. given: its parameters; None is left out. operation_id: by
        `id_of`, where the work needs to know it before. Raises CommandQueueUnavailable.
        """
        person = caller.person
        assert person is not None
        parameters = {name: value for name, value in given.items() if value is not None}
        content = None if body is None else json.loads(body.model_dump_json())
        name = str(operation_id or _operation_id(self._key, [person.subject, kind, parameters, content]))
        now = datetime.now(UTC)
        operation = OperationView(
            operation_id=name,
            kind=kind,
            state="QUEUED",
            attempts=0,
            asked_by=person.subject,
            parameters=parameters,
            created_at=now,
            updated_at=now,
            progress=None,
            result=None,
            problem=None,
        )
        message = json.dumps(
            {
                "operation_id": name,
                "kind": kind,
                "asked_by": person.subject,
                "roles": sorted(person.roles),
                "asked_at": now.isoformat(),
                "parameters": parameters,
                "body": content,
                "about": about or name,
            }
        )
        if len(message) > MOST_BYTES:
            raise BodyTooLarge(f"What is to be queued has at most {MOST_BYTES} bytes.")
        await self._queue.send(message, group=about or name, name=name)
        return Response(
            operation.model_dump_json(),
            status_code=202,
            media_type="application/json",
            headers={
                "Location": f"/api/operations/{self._receipts.issue(operation)}",
                "Preference-Applied": "respond-async",
            },
        )


def prefers_async(preferences: Iterable[str]) -> bool:
    """Whether one of the Prefer headers has `respond-async`, beside whatever else is preferred."""
    return any(
        re.split("[;=]", preference, maxsplit=1)[0].strip().lower() == "respond-async"
        for header in preferences
        for preference in _QUOTED.sub("", header).split(",")
    )


def _operation_id(key: str | None, asked: Any) -> UUID:
    """Named by the key and by what is asked, so that a key that comes with something else is told so by the work."""
    if key is None:
        return uuid4()
    return uuid5(_OPERATIONS, json.dumps([key, asked], sort_keys=True))


async def _all_commands(request: Request) -> Commands:
    commands: Commands = request.app.state.commands
    return commands.with_key(request.headers.get("Idempotency-Key"))


async def _if_preferred(
    request: Request,
    prefer: Annotated[
        str | None,
        Header(
            description="`respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the "
            "same again is the same operation."
        ),
    ] = None,
) -> Commands | None:
    if prefer is None or not prefers_async(request.headers.getlist("Prefer")):
        return None
    return await _all_commands(request)


Later = Annotated[Commands | None, Depends(_if_preferred)]
"""Where the caller's change is to be queued, if they prefer that."""
ToCommands = Annotated[Commands, Depends(_all_commands)]
"""For what is always queued."""
