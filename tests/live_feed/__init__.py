"""A live feed that a test plays."""
