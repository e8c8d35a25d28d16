"""Notices: what operations should hear of, in an inbox that they share."""
