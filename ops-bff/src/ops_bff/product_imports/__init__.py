"""Products and stock from files of many rows."""
