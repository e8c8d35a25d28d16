"""Where webhooks may go."""

from __future__ import annotations

import pytest

from backend.webhooks.domain.addresses import check_url, is_public
from backend.webhooks.domain.errors import AddressRefused


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",  # where clouds tell machines their keys
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "no address",
        "",
    ],
)
def test_what_only_we_can_reach_is_not_public(address: str) -> None:
    """This machine, private networks, links, groups, and what a gateway would turn into one of these."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address: str) -> None:
    """Of either version."""
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "https:///path",
        "https://127.0.0.1/",
        "https://[::1]:8443/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://someone:secret@example.com/",  # kingfisher:ignore  # an address that is to be refused
        "https://someone@example.com/",
        "https://example.com:99999/",
        "https://[::1/",
    ],
)
def test_an_address_may_be_refused_by_its_words(url: str) -> None:
    """Without TLS, without a host, with a credential, or plainly inside."""
    with pytest.raises(AddressRefused):
        check_url(url, inside=False)


def test_in_development_inside_is_fine() -> None:
    """A program on this machine, over http; a credential is not, there either."""
    check_url("http://127.0.0.1:9999/hook", inside=True)
    check_url("https://example.com:8443/hook?to=us", inside=False)
    with pytest.raises(AddressRefused):
        check_url(
            "http://a:b@127.0.0.1/", inside=True
        )  # kingfisher:ignore  # an address that is to be refused
