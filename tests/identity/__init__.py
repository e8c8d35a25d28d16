"""People who sign in: a provider that is played, the real one of development, and tokens that are forged."""
