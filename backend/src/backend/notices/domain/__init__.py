"""What a notice is, and what calls for one: pure rules."""
