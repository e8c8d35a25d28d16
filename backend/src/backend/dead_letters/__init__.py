"""Messages that kept failing, and what becomes of them."""
