"""Passes on what an upstream refused: its reason, and none of its other words."""

import json
import logging
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from chassis.problems import (
    PROBLEM_MEDIA_TYPE,
    Problem,
    ProblemDetail,
    ValidationFailed,
)
from chassis.upstream import Answer, UpstreamFault

_STANDARD = frozenset(ProblemDetail.model_fields) - {"errors"}
_log = logging.getLogger("chassis.upstream")


class RelayedProblems:
    """The kinds of problems of an upstream that are this service's problems too.

    Of such a problem status, code, title, detail and errors are passed on, with the members that its `schema`
    declares and no others. Any other refusal is a fault between the services, and nothing the caller can mend.
    """

    def __init__(self, kinds: Iterable[type[Problem]]) -> None:
        all_kinds: list[type[Problem]] = [ValidationFailed, *kinds]
        self._kinds = {(kind.status, kind.code): kind for kind in all_kinds}

    def problem(self, answer: Answer) -> Problem:
        """What the caller is answered when the upstream answered a status from 400 to 499."""
        try:
            said = json.loads(answer.content)
            kind = self._kinds[answer.status, said["code"]]
            members = _declared(kind, said)
        except (ValueError, KeyError, TypeError, ValidationError):
            _log.error("the upstream refused with %d %s", answer.status, _code(answer))
            return UpstreamFault("The service was refused by a part of itself.")
        problem = kind(said["detail"], **members)
        problem.title = said["title"]
        return problem


def _declared(kind: type[Problem], said: Any) -> dict[str, Any]:
    """The members of the problem that the schema of its kind declares, and that were said."""
    detail = kind.schema.model_validate(said)
    declared = set(kind.schema.model_fields) - _STANDARD
    return detail.model_dump(mode="json", by_alias=True, exclude_none=True, include=declared)


def _code(answer: Answer) -> str:
    if not answer.headers.get("Content-Type", "").startswith(PROBLEM_MEDIA_TYPE):
        return "(no problem)"
    try:
        return str(json.loads(answer.content)["code"])[:100]
    except (ValueError, KeyError, TypeError):
        return "(no code)"
