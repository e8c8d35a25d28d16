import pytest
from pydantic import ValidationError

from customer_bff.settings import Settings


def test_development_identity_is_refused_in_production() -> None:
    """A service that would believe anybody does not start there."""
    with pytest.raises(ValidationError, match="DEVELOPMENT_IDENTITY"):
        Settings(backend_url="http://b", development_identity=True, cursor_signing_key="k" * 32)


def test_production_needs_a_key_of_its_own() -> None:
    """Instances with keys made up at start would refuse each other's cursors."""
    with pytest.raises(ValidationError, match="CURSOR_SIGNING_KEY"):
        Settings(backend_url="http://b")


def test_development_needs_the_backend_only() -> None:
    """Everything else has a default, and the default lets nobody in."""
    assert not Settings(environment="development", backend_url="http://b").development_identity
