"""What people can do with orders, one verb a file."""
