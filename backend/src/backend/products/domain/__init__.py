"""What a product and its stock are: pure rules."""
