"""What managers of operations can do with webhooks."""
