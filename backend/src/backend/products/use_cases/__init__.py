"""What staff can do with products, one verb a file."""
