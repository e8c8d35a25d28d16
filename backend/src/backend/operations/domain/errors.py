"""Why something is not done with an operation.

OperationError
└── OperationNotFound
"""

from __future__ import annotations

from dataclasses import dataclass


class OperationError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class OperationNotFound(OperationError):
    operation_id: str
