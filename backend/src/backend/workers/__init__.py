"""What runs beside the requests: the relay, and the consumers of its events."""
