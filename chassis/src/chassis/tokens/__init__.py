"""Bearer tokens: what a provider signed about a person, checked before anybody believes it.

Signatures are checked by PyJWT over `cryptography`: it is widely used and kept, takes an allow-list of algorithms,
and never fetches a key that a token points to. The claims are checked here, more strictly than PyJWT does, which takes
numbers in strings for times, and the last of two members of one name.
"""
