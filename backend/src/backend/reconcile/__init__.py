"""Proof that the stock counters and the orders tell the same story."""
