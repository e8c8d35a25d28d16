"""Why a token is not believed."""


class TokenRefused(Exception):
    """The token proves nothing. Its text is for the log; it never holds the token."""


class KeysUnavailable(Exception):
    """No key of the provider has been read yet, so that nothing can be said about any token."""
