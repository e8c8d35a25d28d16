"""Why a token is not believed, or nothing can be said about it."""


class TokenRefused(Exception):
    """The token proves nothing. Its text is for the log; it never holds the token."""


class KeysUnavailable(Exception):
    """No key of the provider has been read yet, so that nothing can be said about any token."""


class ProviderAway(Exception):
    """The provider does not answer, or not with what a provider answers."""
