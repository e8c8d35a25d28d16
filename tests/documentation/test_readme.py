"""The README's commands do what it says."""

from __future__ import annotations

import re
import subprocess

from tests.processes.addresses import Addresses
from tests.processes.process import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
DOCUMENTS = [README, (REPOSITORY / "CONTRIBUTING.md").read_text()]


def tour(addresses: Addresses) -> str:
    """The tour as a script against `addresses` that stops at the first command that fails."""
    block = re.search(r"<!-- tour:.*?-->\n```sh\n(.*?)```", README, re.DOTALL)
    assert block is not None
    script = block[1]
    for port, address in ((8080, addresses.shop), (8090, addresses.ops), (9000, addresses.identity)):
        script = script.replace(f"http://127.0.0.1:{port}", address)
    return "set -euo pipefail\n" + script.replace("curl -s", "curl --fail-with-body -sS")


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120)


def test_the_tour_ends_with_a_delivered_order(stack: Addresses) -> None:
    """Followed word for word, twice, the tour goes from a new product to a delivered order."""
    for _ in range(2):
        result = run(tour(stack))
        assert result.returncode == 0, result.stdout[-500:] + result.stderr
        assert '"order.delivered"' in result.stdout


def test_a_tour_that_fails_is_noticed(stack: Addresses) -> None:
    """A command that the platform refuses ends the tour with an error."""
    broken = tour(stack).replace('"initial_stock": 50', '"initial_stock": -1')
    assert run(broken).returncode != 0


def test_the_make_targets_exist() -> None:
    """Each `make` target that the documents name is one of the Makefile's."""
    named = {target for text in DOCUMENTS for target in re.findall(r"`?make ([a-z-]+)", text)}
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert named >= {"run", "test", "help", "seed", "check"}
    assert named <= targets


def test_the_paths_exist() -> None:
    """Each file and folder that the README links to or lists is there."""
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    listed = re.findall(r"`((?:[a-z-]+/)+)`", README)
    paths = [path for path in linked + listed if "://" not in path]
    assert len(paths) > 10
    missing = [
        path for path in paths if not any((parent / path).exists() for parent in (REPOSITORY, REPOSITORY / "tests",
                                                                                   REPOSITORY / "backend/src/backend"))
    ]  # fmt: skip
    assert missing == []
