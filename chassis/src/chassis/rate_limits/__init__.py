"""How often one person may call, or one address of people who are not signed in, counted where that is known.

    limits = RateLimits(settings, service="customer-bff")
    await limits.spend("changes", person(subject))

The notation and the storages are those of `limits`. Its strategies are not used: they ask the storage two or three
times, for what one question answers when windows begin at the multiples of their length.
"""
