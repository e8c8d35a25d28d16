"""The back office's backend-for-frontend."""
