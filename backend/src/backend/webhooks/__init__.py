"""Webhooks: what has happened, posted to the addresses that operations have named."""
