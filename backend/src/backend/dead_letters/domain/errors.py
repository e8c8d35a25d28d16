"""Why something is not done with a dead letter.

DeadLetterError
├── DeadLetterNotFound
├── DeadLetterSettled          it was sent again or discarded already
└── EditRefused                what is sent again must stay the same command of the same person
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class DeadLetterError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class DeadLetterNotFound(DeadLetterError):
    dead_letter_id: str


@dataclass
class DeadLetterSettled(DeadLetterError):
    state: str


@dataclass
class EditRefused(DeadLetterError):
    """`names` are the members of the message that an edit may not change."""

    names: Sequence[str]
