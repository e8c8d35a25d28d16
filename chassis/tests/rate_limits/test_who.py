"""chassis.rate_limits.who"""

import pytest

from chassis.rate_limits.who import address, person


def test_a_person_is_never_an_address() -> None:
    """Whatever a provider calls somebody, that is not how somebody else is counted."""
    assert person("address:10.0.0.1") != address("10.0.0.1")
    assert person("ada") == "person:ada"


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.7", "address:203.0.113.7"),
        ("::ffff:203.0.113.7", "address:203.0.113.7"),
        ("2001:db8:1:2::1", "address:2001:db8:1:2::/64"),
        ("2001:0DB8:1:2:ffff:ffff:ffff:ffff", "address:2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "address:2001:db8:1:3::/64"),
        ("fe80::1%eth0", "address:fe80::/64"),
        ("::1", "address:::/64"),
        (None, "address:unknown"),
        ("", "address:unknown"),
        ("unix:", "address:unknown"),
        ("203.0.113.7" * 1000, "address:unknown"),
    ],
)
def test_an_address_counts_as_what_its_owner_cannot_change(host: str | None, counted: str) -> None:
    """However it is spelled; one IPv6 network is one, and so is all that is no address."""
    assert address(host) == counted
