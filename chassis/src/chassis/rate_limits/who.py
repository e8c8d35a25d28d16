"""Who a request is counted for."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

_UNKNOWN = "address:unknown"
_LONGEST_ADDRESS = 64


def person(subject: str) -> str:
    """Somebody who is signed in."""
    return f"person:{subject}"


def address(host: str | None) -> str:
    """Somebody who is not, by the `request.client.host` they call from.

    The addresses of one IPv6 /64 count as one, since who has one of them has them all; so does all that is no address.
    """
    return _address(host[:_LONGEST_ADDRESS]) if host else _UNKNOWN


@lru_cache(maxsize=4096)
def _address(host: str) -> str:
    try:
        ip = ip_address(host)
    except ValueError:
        return _UNKNOWN
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is None:
            return f"address:{IPv6Address(int(ip) >> 64 << 64)}/64"
        ip = ip.ipv4_mapped
    return f"address:{ip}"
