"""Entity tags and the conditions that compare them (RFC 9110, sections 8.8.3 and 13.1)."""

import re

# RFC 9110: entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE; etagc is any visible character but the quote.
_ENTITY_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_SEPARATOR = re.compile(r"[ \t]*(?:,[ \t]*)+")


class MalformedETags(ValueError):
    """The header is neither `*` nor a list of entity tags."""


class ETags:
    """A parsed If-Match or If-None-Match value: `*`, or the entity tags it lists."""

    __slots__ = ("any", "tags")

    def __init__(self, tags: tuple[tuple[bool, str], ...] = (), *, any: bool = False) -> None:
        self.any = any
        self.tags = tags
        """(weak, opaque tag without its quotes), in the order sent."""

    def strong(self) -> tuple[str, ...]:
        """The opaque tags that a strong comparison, as If-Match demands, may match."""
        return tuple(tag for weak, tag in self.tags if not weak)


def parse_etags(header: str) -> ETags:
    """The tags of an If-Match or If-None-Match header; raises MalformedETags."""
    text = header.strip(" \t")
    if text == "*":
        return ETags(any=True)
    tags: list[tuple[bool, str]] = []
    position = 0
    while position < len(text):
        match = _ENTITY_TAG.match(text, position)
        if match is None:
            raise MalformedETags("not a list of entity tags")
        tags.append((match[1] is not None, match[2]))
        position = match.end()
        if position < len(text):
            separator = _SEPARATOR.match(text, position)
            if separator is None:
                raise MalformedETags("not a list of entity tags")
            position = separator.end()
    if not tags:
        raise MalformedETags("no entity tag")
    return ETags(tuple(tags))


def format_etag(opaque: str, *, weak: bool = False) -> str:
    """The header form of a tag: `"1"`, or `W/"1"`."""
    return f'W/"{opaque}"' if weak else f'"{opaque}"'


def if_match_holds(header: str, opaque: str) -> bool:
    """Whether If-Match lets a change of the resource whose current tag is `opaque` go ahead.

    Strong comparison: a weak tag never matches. Raises MalformedETags.
    """
    etags = parse_etags(header)
    return etags.any or opaque in etags.strong()


def if_none_match_matches(header: str | None, opaque: str) -> bool:
    """Whether a read of the resource whose current tag is `opaque` is answered 304.

    Weak comparison. A missing or malformed header matches nothing, so that the body is sent.
    """
    if header is None:
        return False
    try:
        etags = parse_etags(header)
    except MalformedETags:
        return False
    return etags.any or any(tag == opaque for _, tag in etags.tags)
