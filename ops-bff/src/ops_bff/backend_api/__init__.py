"""What this service knows of the backend."""
