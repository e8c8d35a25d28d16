"""Known vulnerabilities of what goes into an image: `python -m supply_chain.audit`.

Exits 1 for one that a newer version mends. One that nothing mends yet is named and passes; so do advisories that
could not be had, for a service that is away is no fault of this tree: the output then says that nothing is proved.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 300


class AdvisoriesUnavailable(Exception):
    """Nobody said whether there are vulnerabilities; the text says why."""


class Unauditable(Exception):
    """A lock is not what it should be; the text is the tool's."""


@dataclass(frozen=True)
class Vulnerability:
    """`mended_by` is empty while nothing mends it."""

    package: str
    advisory: str
    mended_by: str


@dataclass(frozen=True)
class Audit:
    """`unknown` packages have no advisories where the others have theirs."""

    known: int
    unknown: tuple[str, ...]
    vulnerabilities: tuple[Vulnerability, ...]


def read_pip_audit(output: str, errors: str) -> Audit:
    """Raises AdvisoriesUnavailable, Unauditable. pip-audit passes when the index knows none of the packages."""
    if not output.strip():
        last = errors.strip().rpartition("\n")[2]
        if last.startswith("ERROR:") and "your network may be blocking" not in last:
            raise Unauditable(last)
        raise AdvisoriesUnavailable(last)
    packages = json.loads(output)["dependencies"]
    known = [package for package in packages if "skip_reason" not in package]
    unknown = [package for package in packages if "skip_reason" in package]
    if not known:
        raise AdvisoriesUnavailable(unknown[0]["skip_reason"])
    return Audit(
        known=len(known),
        unknown=tuple(package["name"] for package in unknown),
        vulnerabilities=tuple(
            Vulnerability(
                f"{package['name']} {package['version']}", found["id"], ", ".join(found["fix_versions"])
            )
            for package in known
            for found in package["vulns"]
        ),
    )


def read_npm_audit(output: str, errors: str) -> Audit:
    """Raises AdvisoriesUnavailable, Unauditable."""
    if not output.strip():
        raise AdvisoriesUnavailable(errors.strip())
    report = json.loads(output)
    if "vulnerabilities" not in report:
        if "code" in report["error"]:
            raise Unauditable(report["error"]["summary"])
        raise AdvisoriesUnavailable(report["message"])
    return Audit(
        known=report["metadata"]["dependencies"]["total"],
        unknown=(),
        vulnerabilities=tuple(
            Vulnerability(
                f"{package['name']} {found['range']}", found["url"], _npm_fix(package["fixAvailable"])
            )
            for package in report["vulnerabilities"].values()
            for found in package["via"]
            if isinstance(found, dict)  # a name instead: the package only depends on the vulnerable one
        ),
    )


def _npm_fix(available: Any) -> str:
    if isinstance(available, dict):
        return f"{available['name']} {available['version']}"
    return "npm audit fix" if available else ""


def audit_python(lock: Path) -> Audit:
    """Each lock by itself: pip-audit takes no two versions of a package, nor one version with two sets of digests."""
    options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--desc=off", "--format=json"]
    pip_audit = Path(sys.executable).with_name("pip-audit")
    return read_pip_audit(*_said_by(pip_audit, *options, f"--requirement={lock}"))


def audit_node(folder: Path) -> Audit:
    return read_npm_audit(*_said_by("npm", "audit", "--omit=dev", "--json", f"--prefix={folder}"))


def _said_by(*command: str | Path) -> tuple[str, str]:
    """Its output and its errors: both tools exit 1 for a vulnerability as for a failure."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise AdvisoriesUnavailable(f"no answer in {PATIENCE_SECONDS} s") from late
    return done.stdout, done.stderr


def settle(name: str, audit: Callable[[], Audit]) -> bool:
    """Says what was found. False if something is to be mended."""
    try:
        audited = audit()
    except AdvisoriesUnavailable as unavailable:
        print(f"{name}: ADVISORIES COULD NOT BE HAD, so nothing is proved: {unavailable}")
        return True
    except Unauditable as fault:
        print(f"{name}: {fault}")
        return False
    print(f"{name}: {audited.known} packages, {len(audited.vulnerabilities)} known vulnerabilities")
    if audited.unknown:
        print(f"  nothing is known about {', '.join(audited.unknown)}")
    for found in audited.vulnerabilities:
        mended = f"mended by {found.mended_by}" if found.mended_by else "not mended yet"
        print(f"  {found.package}: {found.advisory}, {mended}")
    return not any(found.mended_by for found in audited.vulnerabilities)


def main() -> int:
    """Audits all, also when the first is to be mended."""
    audits: dict[str, Callable[[], Audit]] = {}
    for lock in sorted(ROOT.glob("*/requirements*.lock")):
        audits[str(lock.relative_to(ROOT))] = partial(audit_python, lock)
    for lock in sorted(ROOT.glob("*/package-lock.json")):
        audits[lock.parent.name] = partial(audit_node, lock.parent)
    settled = [settle(name, audit) for name, audit in audits.items()]
    return 0 if all(settled) else 1


if __name__ == "__main__":
    sys.exit(main())
