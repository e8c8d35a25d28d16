"""What every service of the platform shares, with no business word in it."""
