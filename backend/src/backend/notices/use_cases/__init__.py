"""What operations can do with notices."""
