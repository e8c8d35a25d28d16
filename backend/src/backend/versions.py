"""Which version of a thing a change was made from: what If-Match says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chassis.etags import MalformedETags, parse_etags


def names_version(if_match: str, version: int) -> bool:
    """An ETag is `"{version}"` or `"{version}.{stock movements since}"`: an edit minds the version alone."""
    try:
        etags = parse_etags(if_match)
    except MalformedETags:
        return False
    return etags.any or any(tag.partition(".")[0] == str(version) for tag in etags.strong())


def current_if(if_match: str | None) -> Callable[[int], bool] | None:
    """For changes that need not say which version they are made from."""
    return None if if_match is None else partial(names_version, if_match)
