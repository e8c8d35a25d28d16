"""A live feed: what happens, as it happens, followed by one reader a process and told to many."""
