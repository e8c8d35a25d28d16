"""What an operation is and how it moves: pure rules."""
