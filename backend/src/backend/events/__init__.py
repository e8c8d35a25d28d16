"""What has happened, told to whoever listens: derived from the tables' streams, published, consumed."""
