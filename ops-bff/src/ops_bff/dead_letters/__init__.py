"""Messages that kept failing."""
