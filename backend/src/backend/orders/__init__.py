"""Orders: placed once, moved along by their transition table, carrying their own history."""
