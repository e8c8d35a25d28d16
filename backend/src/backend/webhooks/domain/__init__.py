"""What a webhook and its deliveries are: pure rules."""
