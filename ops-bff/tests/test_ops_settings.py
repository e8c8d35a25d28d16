import pytest
from pydantic import ValidationError

from ops_bff.settings import Settings


def test_development_identity_is_refused_in_production() -> None:
    """A service that would believe anybody does not start there."""
    with pytest.raises(ValidationError, match="DEVELOPMENT_IDENTITY"):
        Settings(backend_url="http://b", development_identity=True)


def test_development_needs_the_backend_only() -> None:
    """Everything else has a default, and the default lets nobody in."""
    assert not Settings(environment="development", backend_url="http://b").development_identity
