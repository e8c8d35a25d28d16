"""The Account Management Service: the source of truth for products and orders."""
