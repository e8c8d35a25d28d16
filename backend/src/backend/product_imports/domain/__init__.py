"""What a row says and what comes of it: pure rules."""
