"""What an order is and what may happen to it: pure rules."""
