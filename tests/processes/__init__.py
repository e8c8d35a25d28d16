"""The platform as processes that a test starts, kills and measures."""
