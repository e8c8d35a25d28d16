"""chassis.rate_limits.settings"""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from chassis.rate_limits.settings import RateLimitSettings
from chassis.settings import ServiceSettings, from_environment


class PortalSettings(RateLimitSettings, ServiceSettings):
    port: int = 1


def test_every_group_has_a_limit_where_the_environment_is_silent() -> None:
    """So many in so many seconds, counted in the process."""
    settings = PortalSettings()
    limits = {name: limit and (limit.amount, limit.get_expiry()) for name, limit in settings.limits().items()}
    assert limits == {"reads": (50, 1), "changes": (10, 1), "sign_ins": (30, 60)}
    assert settings.rate_limit_storage.get_secret_value() == "async+memory://"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("100/second", (100, 1)),
        ("600/minute", (600, 60)),
        ("10 per 5 minutes", (10, 300)),
        ("", None),
        (" ", None),
    ],
)
def test_a_limit_is_written_in_the_notation_of_limits(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: tuple[int, int] | None
) -> None:
    """From the variable of its name; nothing is no limit."""
    monkeypatch.setenv("RATE_LIMIT_CHANGES", written)
    limit = from_environment(PortalSettings).limits()["changes"]
    assert (limit and (limit.amount, limit.get_expiry())) == meant


@pytest.mark.parametrize(
    ("variable", "wrong", "advice"),
    [
        ("RATE_LIMIT_READS", "100", "write one limit such as 50/second"),
        ("RATE_LIMIT_READS", "100/fortnight", "write one limit such as 50/second"),
        ("RATE_LIMIT_CHANGES", "10/second;100/minute", "write one limit such as 50/second"),
        ("RATE_LIMIT_CHANGES", "-1/second", "write one limit such as 50/second"),
        ("RATE_LIMIT_SIGN_INS", "0/minute", "0 would let nobody in"),
        ("RATE_LIMIT_STORAGE", "async+carrier-pigeon://:hunter2@coop", "no storage that can be used"),
        ("RATE_LIMIT_STORAGE", "memory://", "no storage that can be used"),
        ("RATE_LIMIT_STORAGE", "", "no storage that can be used"),
    ],
)
def test_what_cannot_be_meant_ends_the_start(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    wrong: str,
    advice: str,
) -> None:
    """The variable is named with what to write, and no password is shown."""
    monkeypatch.setenv(variable, wrong)
    with pytest.raises(SystemExit):
        from_environment(PortalSettings)
    shown = capsys.readouterr().err
    assert f"  {variable}: Value error, {advice}" in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize("kind", [RateLimitSettings, PortalSettings])
def test_alone_and_beside_a_services_settings_they_are_frozen_and_silent(
    kind: type[RateLimitSettings],
) -> None:
    """They cannot be changed, and neither their error nor they themselves show a storage's password."""
    settings = kind()
    with pytest.raises(ValidationError, match="frozen"):
        settings.rate_limit_reads = "1/second"  # type: ignore[misc]  # which is what is tested
    with pytest.raises(ValidationError) as refused:
        kind(rate_limit_reads="hunter2")
    assert "hunter2" not in str(refused.value)
    assert "memory" not in repr(settings)
