"""The shop's backend-for-frontend."""
