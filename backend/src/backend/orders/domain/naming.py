"""How an Idempotency-Key names what it creates, so that a retry finds it instead of making another."""

from __future__ import annotations

from uuid import UUID, uuid5

_ORDERS = UUID("5f0c5f0e-6b1a-5d0e-9a3e-3d1f6f6a7c01")
_SHIPMENTS = UUID("5f0c5f0e-6b1a-5d0e-9a3e-3d1f6f6a7c02")


def order_id_for(customer_id: str, key: str) -> str:
    """The id of the order that this customer's key names, for ever (UUIDv5, RFC 9562)."""
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    return str(uuid5(_ORDERS, f"{len(customer_id)}:{customer_id}{key}"))


def shipment_id_for(order_id: str, key: str) -> str:
    """The id of the shipment that this key names within its order."""
    return str(uuid5(_SHIPMENTS, f"{order_id}{key}"))
