"""Why an import is refused.

ProductImportError
└── PartChanged                the key of the import came with another file before
"""

from __future__ import annotations

from dataclasses import dataclass


class ProductImportError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class PartChanged(ProductImportError):
    number: int
