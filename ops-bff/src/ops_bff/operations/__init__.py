"""Changes that are queued instead of made at once."""
