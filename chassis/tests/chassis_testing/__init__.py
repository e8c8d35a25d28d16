"""What several tests of the chassis need."""
