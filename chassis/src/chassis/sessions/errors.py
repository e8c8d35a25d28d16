"""Why somebody is not signed in."""


class SignInRefused(Exception):
    """The provider, or this service, does not take it that somebody has signed in. Its text is for the log."""


class TooLong(ValueError):
    """What was to be sealed does not fit into a cookie."""
