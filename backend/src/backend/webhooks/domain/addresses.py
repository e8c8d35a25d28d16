"""Where webhooks may go: out to the internet, and not back into the networks that the platform stands in.

OWASP, "Server Side Request Forgery Prevention Cheat Sheet": whoever may name an address must not reach by it what only
we can reach.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from backend.webhooks.domain.errors import AddressRefused

_NAT64 = IPv6Network("64:ff9b::/96")
_PROTOCOLS = IPv4Network("192.0.0.0/24")
"""IETF protocol assignments (RFC 6890), of which Python 3.11 takes a part for the internet's."""


def is_public(address: str) -> bool:
    """Whether the IP address is one of the internet's: not of this machine, a private network, a link or a group."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast and each not in _PROTOCOLS for each in _meant(ip))


def check_url(url: str, *, inside: bool) -> None:
    """Raises `AddressRefused` for what is refused by its words alone. What a name stands for is only seen, and checked,
    at each delivery. inside: http and private networks are fine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise AddressRefused("it is no address") from None
    if not host:
        raise AddressRefused("it names no host")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("it holds a credential, which would be shown to whoever lists the webhooks")
    if inside:
        return
    if parts.scheme != "https":
        raise AddressRefused("it does not begin with https://")
    if _is_ip(host) and not is_public(host):
        raise AddressRefused("it is not one of the internet")


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _meant(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and those of version 4 that lie in it and that a gateway on the way may turn it into."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    inner = [ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        inner.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [ip, *(each for each in inner if each is not None)]
