"""What is done with operations, one verb a file."""
