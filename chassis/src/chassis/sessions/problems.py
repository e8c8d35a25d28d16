"""Problems of calling without being, or while being more than, one person."""

from chassis.problems import Problem, ServiceUnavailable


class NotSignedIn(Problem):
    """Nobody that this service knows is calling."""

    status, code, title = 401, "not_signed_in", "Not signed in"


class NotAllowed(Problem):
    """The caller is known, and this is not for them."""

    status, code, title = 403, "not_allowed", "Not allowed"


class TwoCredentials(Problem):
    """A session's cookie and a bearer token came together: it is not said which one is meant."""

    status, code, title = 400, "two_credentials", "Cookie and bearer token together"


class CsrfHeaderMissing(Problem):
    """A call that changes something came by cookie alone, as another site could make a browser send it."""

    status, code, title = 403, "csrf_header_missing", "X-CSRF is missing"


class SignInFailed(Problem):
    """The sign-in did not come to its end; it can be begun again."""

    status, code, title = 400, "sign_in_failed", "The sign-in failed"


class ProviderUnavailable(ServiceUnavailable):
    """The identity provider is away."""

    code, title = "identity_provider_unavailable", "Signing in is not possible right now"
