"""The route list is exactly what the OpenAPI documents say."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from gateway_testing.running import caddy
from gateway_testing.upstream import GATEWAY

CONTRACTS = GATEWAY.parent / "contracts"
BFFS = ("customer-bff", "ops-bff")


def test_the_committed_lists_are_fresh() -> None:
    """`--check` finds nothing to write."""
    command = [sys.executable, str(GATEWAY / "generate_routes.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_every_operation_of_the_documents_is_let_through_and_no_other() -> None:
    """Read back from the configuration that Caddy makes of them."""
    for bff in BFFS:
        document = json.loads((CONTRACTS / f"{bff}.openapi.json").read_text())
        text = (GATEWAY / "routes" / f"{bff}.caddy").read_text()
        listed = dict(re.findall(r'path_regexp (\S+)\nhandle \S+ \{\n\timport route "([A-Z, ]+)"', text))
        for path, operations in document["paths"].items():
            # the first that fits counts, as it does for Caddy: /products/export is no product's
            allow = next(
                methods
                for pattern, methods in listed.items()
                if re.fullmatch(pattern, re.sub(r"\{[^}]+\}", "some.id~1", path))
            )
            assert set(allow.split(", ")) == {m.upper() for m in operations if m != "parameters"}
        assert len(listed) == len(document["paths"])


def test_both_gateways_are_valid_configurations() -> None:
    """Caddy takes the Caddyfile with each list."""
    for bff in BFFS:
        subprocess.run(
            [caddy(), "validate", "--config", "Caddyfile", "--adapter", "caddyfile"],
            cwd=GATEWAY,
            env={"BFF": bff},
            check=True,
            capture_output=True,
        )


def test_no_admin_interface_listens() -> None:
    """Nobody changes a running gateway."""
    adapted = subprocess.run(
        [caddy(), "adapt", "--config", "Caddyfile"], cwd=GATEWAY, check=True, capture_output=True
    )
    assert json.loads(adapted.stdout)["admin"]["disabled"] is True
