"""What managers do with dead letters, one verb a file."""
