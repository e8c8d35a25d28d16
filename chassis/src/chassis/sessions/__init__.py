"""Sessions of a portal's people: signed in at an OpenID provider, kept in an encrypted cookie.

The browser holds nothing but the cookie: no token reaches it that anybody but this service can read (the pattern of
a backend for a frontend, in the IETF draft OAuth 2.0 for Browser-Based Applications).
"""
