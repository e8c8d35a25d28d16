"""What is done with imports, one verb a file."""
