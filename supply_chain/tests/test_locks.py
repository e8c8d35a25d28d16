"""Nothing is installed but what a lock names, with its digest."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\n")
PYTHON_LOCKS = [name for name in TRACKED if name.endswith(".lock")]
NODE_LOCKS = [name for name in TRACKED if name.endswith("package-lock.json")]
RECIPES = [name for name in TRACKED if name.rpartition("/")[2] in ("Makefile", "Dockerfile", "run")]


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_has_its_digests(name: str) -> None:
    """Of one version each."""
    requirements = re.split(r"\n(?=\w)", "\n" + (ROOT / name).read_text())[1:]
    assert requirements
    for requirement in requirements:
        assert re.match(r"[\w.-]+==\S+ [^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", requirement), requirement


@pytest.mark.parametrize("name", NODE_LOCKS)
def test_every_node_package_has_its_digest(name: str) -> None:
    """And none says where it was fetched from: a registry is a setting."""
    packages = json.loads((ROOT / name).read_text())["packages"]
    for path, package in packages.items():
        if path:
            assert package["integrity"].startswith("sha512-"), path
            assert "resolved" not in package, path


@pytest.mark.parametrize("name", RECIPES)
def test_recipes_install_what_is_locked(name: str) -> None:
    """Python packages by digest or without any of their dependencies, Node's as locked, running no script of theirs."""
    commands = re.split(r"\n|&&|;", (ROOT / name).read_text().replace("\\\n", " "))
    for command in commands:
        if re.search(r"\bpip (install|sync)\b", command):
            assert "--require-hashes" in command or "--no-deps" in command, command
        if re.search(r"\bnpm (ci|i|install|add)\b", command):
            assert "npm ci" in command, command
            assert "--ignore-scripts" in command, command
