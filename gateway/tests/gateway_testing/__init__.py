"""What the tests of the gateway need."""
