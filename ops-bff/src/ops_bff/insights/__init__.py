"""What can be said of all that has happened."""
