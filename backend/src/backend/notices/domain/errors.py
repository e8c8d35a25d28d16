"""Why something is not done with a notice.

NoticeError
└── NoticeNotFound
"""

from __future__ import annotations

from dataclasses import dataclass


class NoticeError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class NoticeNotFound(NoticeError):
    notice_id: str
