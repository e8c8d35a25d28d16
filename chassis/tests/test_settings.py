"""chassis.settings"""

import pytest
from pydantic import SecretStr, ValidationError

from chassis.settings import ServiceSettings, from_environment


class SecretiveSettings(ServiceSettings):
    signing_key: SecretStr
    retries: int = 1


def test_settings_come_from_upper_case_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each field is read from the variable of its upper-case name, in subclasses too."""
    monkeypatch.setenv("PORT", "8001")
    monkeypatch.setenv("MAX_IN_FLIGHT", "7")
    monkeypatch.setenv("SIGNING_KEY", "k")
    settings = from_environment(SecretiveSettings)
    assert (settings.port, settings.max_in_flight, settings.signing_key.get_secret_value()) == (8001, 7, "k")


def test_settings_are_frozen() -> None:
    """A setting cannot be changed once the settings are made."""
    with pytest.raises(ValidationError):
        ServiceSettings(port=1).port = 2  # type: ignore[misc]  # which is what is tested


def test_invalid_settings_end_the_process_naming_each_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every missing or wrong variable is named on stderr, no value is shown, and the status is 2."""
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("SIGNING_KEY", raising=False)
    monkeypatch.setenv("RETRIES", "hunter2")
    with pytest.raises(SystemExit) as ended:
        from_environment(SecretiveSettings)
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert all(f"  {name}: " in shown for name in ("PORT", "SIGNING_KEY", "RETRIES"))
    assert "hunter2" not in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 70000},
        {"max_in_flight": 0},
        {"request_timeout_seconds": 0},
        {"shutdown_grace_seconds": "inf"},
        {"trusted_proxies": "*"},
        {"trusted_proxies": "gateway"},
        {"trusted_proxies": "10.0.0.1/8"},
        {"trusted_proxies": "10.0.0.1,"},
        {"trusted_proxies": "::1, 0.0.0.0/0"},
    ],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    """Values no service can run with are refused when the settings are made."""
    with pytest.raises(ValidationError):
        ServiceSettings.model_validate({"port": 1, **wrong})


def test_the_error_itself_shows_no_value() -> None:
    """Even where nobody catches it, the error of a wrong setting does not print what was set."""
    with pytest.raises(ValidationError) as refused:
        SecretiveSettings(port=1, signing_key=SecretStr("k"), retries="hunter2")
    assert "hunter2" not in str(refused.value)
